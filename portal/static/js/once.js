// Holds back a second press of the same button. The server keeps its own guard
// (the form token); this only spares people the doubt.
//
// <form data-module="once">

// After this long a press is a new try, and the form token makes it harmless.
const HELD_FOR = 20000; // milliseconds

export function startOnce(form) {
  let timer = 0;

  function hold(on) {
    clearTimeout(timer);
    form.dataset.onItsWay = on ? "yes" : "";
    for (const button of form.querySelectorAll('button:not([type="button"])')) {
      // Not "disabled": that would drop the pressed button's own value and the focus.
      if (on) button.setAttribute("aria-disabled", "true");
      else button.removeAttribute("aria-disabled");
    }
    if (on) timer = setTimeout(() => hold(false), HELD_FOR);
  }

  // On the document, so that a module of the form itself may hold it back first.
  document.addEventListener("submit", (event) => {
    if (event.target !== form || event.defaultPrevented) return;
    if (form.dataset.onItsWay) event.preventDefault();
    else hold(true);
  });
  window.addEventListener("pageshow", () => hold(false));
}
