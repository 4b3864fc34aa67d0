// Ticks all words of a hint at once, and shows by the box whether they are out. Without this file
// the box is sent with the form, and the server takes out the words of the hint.
//
// <div data-module="hints"> holding the words (data-hint), a box for each hint (data-hint-box), and a link
// from each hint in the list to its place (data-hint-link)
import { listenToHintKeys } from "./hint_keys.js";

export function startHints(root) {
  listenToHintKeys(root);
  const hints = [...root.querySelectorAll("[data-hint-box]")].map((box) => ({
    box,
    words: [...root.querySelectorAll(`.redact-word[data-hint="${box.dataset.hintBox}"] input`)],
  }));

  function look() {
    for (const { box, words } of hints) {
      box.checked = words.length > 0 && words.every((word) => word.checked);
    }
  }

  for (const { box, words } of hints) {
    // From here on the words alone say what goes, so that a word put back stays.
    box.removeAttribute("name");
    box.addEventListener("change", () => {
      for (const word of words) word.checked = box.checked;
      words[0]?.dispatchEvent(new Event("change", { bubbles: true }));
    });
  }
  // Strokes and keys set words without an event of their own; the next frame sees them all.
  for (const kind of ["change", "pointerup", "keyup", "click"]) {
    root.addEventListener(kind, () => requestAnimationFrame(look));
  }
  window.addEventListener("pageshow", look);
  look();
}
