// Looks again by itself, a few times, while the worker is still busy with something on this page; never
// while somebody is writing.
const AGAIN_AFTER = 5000;

export function startWait() {
  const form = document.querySelector("form[data-module~='once']");
  let written = false;
  form?.addEventListener("input", () => {
    written = true;
  });
  setTimeout(() => {
    if (!written) window.location.reload();
  }, AGAIN_AFTER);
}
