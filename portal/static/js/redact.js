// Picks the words of a letter that will be taken out: with a mouse or finger drawn
// across them, or with the keyboard. The words are checkboxes in labels, so
// without this file each can still be ticked by itself.
//
// <div data-module="redact"> holding <label class="redact-word"><input type="checkbox">word</label>
import { listenToKeys } from "./redact_keys.js";
import { listenToPointer } from "./redact_pointer.js";

export function startRedact(root) {
  const labels = [...root.querySelectorAll(".redact-word")];
  if (labels.length === 0) return;
  const boxes = labels.map((label) => label.querySelector("input"));
  const count = root.querySelector("[data-redact-count]");

  const tell = () => {
    if (count) count.textContent = countWords(boxes);
  };
  const setRange = (from, to, checked) => {
    boxes.slice(Math.min(from, to), Math.max(from, to) + 1).forEach((box) => {
      box.checked = checked;
    });
    tell();
  };

  listenToKeys(root, labels, boxes, setRange);
  listenToPointer(root, labels, boxes, setRange);
  root.addEventListener("change", tell);
  // A browser puts ticks back after "Back" without saying so.
  window.addEventListener("pageshow", tell);
  tell();
}

// Words side by side become one mark in the released letter, so they count as one piece.
function countWords(boxes) {
  const words = boxes.filter((box) => box.checked).length;
  const pieces = boxes.filter((box, index) => box.checked && !boxes[index - 1]?.checked).length;
  if (words === 0) return "Nothing will be taken out.";
  const inPieces = pieces === 1 ? "1 piece" : `${pieces} pieces`;
  return `${inPieces} will be taken out (${words === 1 ? "1 word" : `${words} words`}).`;
}
