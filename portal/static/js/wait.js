// Looks again by itself, a few times, while the worker is still busy with something on this page, and loads
// the page anew when it is done; never while somebody is writing. Then it stops: every look keeps a staff
// session awake, and a screen that nobody sits at must go to sleep. Nothing is kept in the browser.
//
// <div data-module="wait">words <a href="...">Look again</a></div>
const AGAIN_AFTER = 5000; // milliseconds
const MOST_LOOKS = 12;
const STILL_WAITING = 'data-module="wait"';
const TAKES_LONGER = "This takes longer than usual. You can go on with something else and look again later. ";

export function startWait(place) {
  const form = document.querySelector("form[data-module~='once']");
  let looks = 0;
  let written = false;
  form?.addEventListener("input", () => {
    written = true;
  });

  async function look() {
    looks += 1;
    const done = !written && (await isDone());
    if (written) return;
    if (done) window.location.reload();
    else if (looks < MOST_LOOKS) setTimeout(look, AGAIN_AFTER);
    else place.replaceChildren(TAKES_LONGER, place.querySelector("a") ?? "");
  }
  setTimeout(look, AGAIN_AFTER);
}

async function isDone() {
  try {
    const response = await fetch(window.location.href, { cache: "no-store" });
    return response.ok && !(await response.text()).includes(STILL_WAITING);
  } catch {
    return false; // no connection just now
  }
}
