// A mailed link carries the code after the "#", which browsers never send to a
// server. It goes into the field, and out of the address bar and the history.
//
// <input data-module="unlock" ...>

const CODE = /^#(?:code=)?((?:[0-9A-Za-z]{4}-){2,}[0-9A-Za-z]{1,4})$/;

export function startUnlock(input) {
  const found = CODE.exec(decodeHash(window.location.hash));
  if (!found) return;
  if (!input.value) input.value = found[1].toUpperCase();
  window.history.replaceState(null, "", window.location.pathname + window.location.search);
}

function decodeHash(hash) {
  try {
    return decodeURIComponent(hash);
  } catch {
    return "";
  }
}
