// The keyboard's part of redact.js: one stop for the Tab key, arrows inside, as in
// a toolbar. Space is the checkbox's own.

export function listenToKeys(root, labels, boxes, setRange) {
  let here = 0;

  function settle(index) {
    boxes[here].tabIndex = -1;
    here = index;
    boxes[here].tabIndex = 0;
  }

  boxes.forEach((box, index) => {
    box.tabIndex = index === 0 ? 0 : -1;
  });
  root.addEventListener("focusin", (event) => {
    const index = boxes.indexOf(event.target);
    if (index >= 0) settle(index);
  });
  root.addEventListener("keydown", (event) => {
    if (!boxes.includes(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
    const next = destination(event.key, labels, here);
    if (next === undefined) return;
    event.preventDefault();
    if (!boxes[next]) return;
    if (event.shiftKey && event.key.startsWith("Arrow")) setRange(here, next, true);
    boxes[next].focus();
  });
}

// Where a key leads from the word at index: undefined for a key that means nothing
// here, and a place outside the letter when there is nowhere to go.
function destination(key, labels, index) {
  switch (key) {
    case "ArrowRight": return index + 1;
    case "ArrowLeft": return index - 1;
    case "ArrowDown": return nearestOnLine(labels, index, 1);
    case "ArrowUp": return nearestOnLine(labels, index, -1);
    case "Home": return 0;
    case "End": return labels.length - 1;
    case "n":
    case "j": return nearestHint(labels, index, 1);
    case "p":
    case "k": return nearestHint(labels, index, -1);
    default: return undefined;
  }
}

// The first word of the next (or previous) hint; a hint of several words counts once.
function nearestHint(labels, index, step) {
  for (let at = index + step; at >= 0 && at < labels.length; at += step) {
    const { hint } = labels[at].dataset;
    if (hint && labels[at - 1]?.dataset.hint !== hint) return at;
  }
  return -1;
}

// The word nearest below (or above), as the letter is laid out at this moment.
function nearestOnLine(labels, index, step) {
  const from = labels[index].getBoundingClientRect();
  let best = -1;
  let bestBox = null;
  for (let at = index + step; at >= 0 && at < labels.length; at += step) {
    const box = labels[at].getBoundingClientRect();
    if (Math.abs(box.top - from.top) < from.height / 2) continue;
    if (bestBox && Math.abs(box.top - bestBox.top) > from.height / 2) break;
    if (!bestBox || Math.abs(box.left - from.left) < Math.abs(bestBox.left - from.left)) {
      best = at;
      bestBox = box;
    }
  }
  return best;
}
