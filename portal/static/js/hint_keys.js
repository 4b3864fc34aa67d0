// The keyboard's way through the list of hints, to their places in the letter, and back. Keys mean something
// only while the focus is in the list or on a word, so that they take nothing away from a screen reader.

const STEPS = { n: 1, j: 1, p: -1, k: -1 };

export function listenToHintKeys(root) {
  const links = [...root.querySelectorAll("[data-hint-link]")];
  if (links.length === 0) return;
  root.addEventListener("click", (event) => {
    const link = event.target.closest("[data-hint-link]");
    const place = link && placeOf(root, link.dataset.hintLink);
    if (!place) return;
    event.preventDefault();
    place.focus();
    place.scrollIntoView({ block: "center" });
  });
  root.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (event.key === "l") backToList(links, event);
    else if (event.key in STEPS && event.target.closest(".app-desk__side")) step(links, event);
  });
}

// Its first word; words that can't be ticked are found by the place's name.
function placeOf(root, hint) {
  return root.querySelector(`[data-hint="${hint}"] input`) ?? document.getElementById(`place-${hint}`);
}

function isTyping(element) {
  return element.matches("textarea, select, input:not([type=checkbox])");
}

function backToList(links, event) {
  const hint = event.target.closest("[data-hint]")?.dataset.hint ?? event.target.id.replace(/^place-/, "");
  const link = links.find((one) => one.dataset.hintLink === hint);
  if (!link) return;
  event.preventDefault();
  link.focus();
  link.scrollIntoView({ block: "nearest" });
}

function step(links, event) {
  const item = event.target.closest(".app-hint");
  const here = links.findIndex((link) => item?.contains(link));
  const next = here < 0 ? links[event.key === "n" || event.key === "j" ? 0 : links.length - 1] : links[here + STEPS[event.key]];
  event.preventDefault();
  next?.focus();
}
