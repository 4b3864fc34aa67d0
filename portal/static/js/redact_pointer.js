// The mouse's and the finger's part of redact.js. A press on one word is the
// checkbox's own click; a stroke over several sets them all alike, and is no click
// for any of them, as it ends elsewhere than it began.

export function listenToPointer(root, labels, boxes, setRange) {
  const indexOf = new Map(labels.map((label, index) => [label, index]));
  let stroke = null;

  function show() {
    const [low, high] = stroke ? [Math.min(stroke.from, stroke.to), Math.max(stroke.from, stroke.to)] : [0, 0];
    labels.forEach((label, index) => {
      label.classList.toggle("redact-word--marking", high > low && index >= low && index <= high);
    });
  }

  function finish(keep) {
    if (!stroke) return;
    const { from, to } = stroke;
    stroke = null;
    show();
    if (!keep || from === to) return;
    // A stroke that starts on a word already out puts its words back.
    setRange(from, to, !boxes[from].checked);
  }

  root.addEventListener("pointerdown", (event) => {
    const from = indexOf.get(event.target.closest(".redact-word"));
    if (from !== undefined && event.button === 0) stroke = { from, to: from };
  });
  root.addEventListener("pointermove", (event) => {
    // Asked by place, not by target: a finger's events stay with the word it first touched.
    const under = stroke && document.elementFromPoint(event.clientX, event.clientY);
    const to = indexOf.get(under?.closest(".redact-word"));
    if (to === undefined || to === stroke.to) return;
    stroke.to = to;
    show();
  });
  window.addEventListener("pointerup", () => finish(true));
  window.addEventListener("pointercancel", () => finish(false));
}
