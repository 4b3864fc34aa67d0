// Looks again by itself, a few times, while the worker is still busy with something on this page; never
// while somebody is writing. Then it stops: every look keeps a staff session awake, and a screen that nobody
// sits at must go to sleep. It begins anew when a person comes to the page.
//
// <div data-module="wait">words <a href="...">Look again</a></div>
const AGAIN_AFTER = 5000; // milliseconds
const MOST_LOOKS = 12;
const TAKES_LONGER = "This takes longer than usual. You can go on with something else and look again later. ";

export function startWait(place) {
  const form = document.querySelector("form[data-module~='once']");
  let written = false;
  form?.addEventListener("input", () => {
    written = true;
  });
  const looks = looksSoFar();
  if (looks >= MOST_LOOKS) {
    place.replaceChildren(TAKES_LONGER, place.querySelector("a") ?? "");
    return;
  }
  setTimeout(() => {
    if (!written && keep(looks + 1)) window.location.reload();
  }, AGAIN_AFTER);
}

function looksSoFar() {
  if (performance.getEntriesByType("navigation")[0]?.type !== "reload") return 0;
  try {
    return Number(sessionStorage.getItem(key())) || 0;
  } catch {
    return MOST_LOOKS;
  }
}

// False where the browser keeps nothing: then nothing could end the looking.
function keep(looks) {
  try {
    sessionStorage.setItem(key(), String(looks));
    return true;
  } catch {
    return false;
  }
}

function key() {
  return `looks ${window.location.pathname}`;
}
