// Rectangles on a page of pixels: drawn with mouse or finger, or moved with the keyboard. Each is a ticked
// box in the list beside the page, and that list is all that is sent: without this script the list, the
// hints and the words below do the same.
const SVG = "http://www.w3.org/2000/svg";
const LEAST = 8; // pixels of the page: less was a slip of the hand

export function startPlaces(root) {
  const page = root.querySelector("[data-places-page]");
  const list = root.closest("form").querySelector("[data-places-list]");
  const { width, height } = page.viewBox.baseVal;
  const step = Math.max(2, Math.round(Math.max(width, height) / 100));
  let drawn = 0;
  let stroke = null;

  for (const help of root.querySelectorAll("[data-places-keys], [data-places-add]")) help.hidden = false;

  function onPage(event) {
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(page.getScreenCTM().inverse());
    return { x: Math.min(Math.max(at.x, 0), width), y: Math.min(Math.max(at.y, 0), height) };
  }

  function setBox(rect, box) {
    for (const [name, value] of Object.entries(box)) rect.setAttribute(name, String(value));
  }

  function boxOf(rect) {
    const [x, y, wide, high] = ["x", "y", "width", "height"].map((name) => Number(rect.getAttribute(name)));
    return { x, y, width: wide, height: high };
  }

  function newRect(box) {
    const rect = document.createElementNS(SVG, "rect");
    rect.setAttribute("class", "app-places__out");
    setBox(rect, box);
    page.append(rect);
    return rect;
  }

  function whole({ x, y, width: wide, height: high }) {
    const left = Math.max(0, Math.floor(x));
    const top = Math.max(0, Math.floor(y));
    return {
      x: left,
      y: top,
      width: Math.min(Math.ceil(x + wide), width) - left,
      height: Math.min(Math.ceil(y + high), height) - top,
    };
  }

  function written(rect) {
    const { x, y, width: wide, height: high } = boxOf(rect);
    return [x, y, wide, high].join(",");
  }

  // A place in the list that goes with its rectangle: unticking takes it off the page again.
  function keep(rect) {
    drawn += 1;
    const item = document.createElement("div");
    item.className = "govuk-checkboxes__item";
    const box = document.createElement("input");
    Object.assign(box, { type: "checkbox", name: "place", id: `drawn-${drawn}`, checked: true });
    box.className = "govuk-checkboxes__input";
    const label = document.createElement("label");
    label.className = "govuk-label govuk-checkboxes__label";
    label.htmlFor = box.id;
    label.textContent = `Place drawn by hand, ${drawn}`;
    item.append(box, label);
    list.append(item);
    document.querySelector("[data-places-none]")?.remove();
    box.value = written(rect);
    box.addEventListener("change", () => rect.toggleAttribute("hidden", !box.checked));
    makeMovable(rect, box, item);
    return box;
  }

  function makeMovable(rect, box, item) {
    rect.setAttribute("tabindex", "0");
    rect.setAttribute("role", "application");
    rect.setAttribute("aria-label", `Place ${drawn}. Arrows move it, shift and arrows change its size, Delete takes it away.`);
    rect.addEventListener("keydown", (event) => {
      const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
      if (event.key === "Delete" || event.key === "Backspace") {
        rect.remove();
        item.remove();
        root.querySelector("[data-places-add]").focus();
      } else if (way) {
        const now = boxOf(rect);
        const [across, down] = way.map((one) => one * step);
        const next = event.shiftKey
          ? { ...now, width: Math.max(LEAST, now.width + across), height: Math.max(LEAST, now.height + down) }
          : { ...now, x: now.x + across, y: now.y + down };
        next.x = Math.min(Math.max(next.x, 0), width - LEAST);
        next.y = Math.min(Math.max(next.y, 0), height - LEAST);
        setBox(rect, whole(next));
        box.value = written(rect);
      } else return;
      event.preventDefault();
    });
  }

  for (const rect of page.querySelectorAll("[data-place]")) {
    const box = [...list.querySelectorAll("input")].find((one) => one.value === rect.dataset.place);
    box?.addEventListener("change", () => rect.toggleAttribute("hidden", !box.checked));
  }

  page.addEventListener("pointerdown", (event) => {
    // A second finger or the palm begins nothing: its rectangle would show, and not be sent.
    if (stroke || event.button !== 0 || event.target.hasAttribute("tabindex")) return;
    const from = onPage(event);
    stroke = { from, pointer: event.pointerId, rect: newRect({ x: from.x, y: from.y, width: 0, height: 0 }) };
    page.setPointerCapture(event.pointerId);
    event.preventDefault();
  });
  page.addEventListener("pointermove", (event) => {
    if (stroke?.pointer !== event.pointerId) return;
    const to = onPage(event);
    const { from } = stroke;
    setBox(stroke.rect, {
      x: Math.min(from.x, to.x),
      y: Math.min(from.y, to.y),
      width: Math.abs(to.x - from.x),
      height: Math.abs(to.y - from.y),
    });
  });
  page.addEventListener("pointerup", (event) => {
    if (stroke?.pointer !== event.pointerId) return;
    const { rect } = stroke;
    stroke = null;
    setBox(rect, whole(boxOf(rect)));
    const { width: wide, height: high } = boxOf(rect);
    if (wide < LEAST || high < LEAST) rect.remove();
    else keep(rect);
  });
  page.addEventListener("pointercancel", (event) => {
    if (stroke?.pointer !== event.pointerId) return;
    stroke.rect.remove();
    stroke = null;
  });
  root.querySelector("[data-places-add]").addEventListener("click", () => {
    const wide = width / 4;
    const high = height / 20;
    const rect = newRect(whole({ x: (width - wide) / 2, y: (height - high) / 2, width: wide, height: high }));
    keep(rect);
    rect.focus();
  });
}
