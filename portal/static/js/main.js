// The one script every page loads. Pages work without it; each module makes one
// thing better and does nothing on pages that do not ask for it (data-module).
import { initAll } from "../build/govuk-frontend.min.js";
import { startAutosave } from "./autosave.js";
import { startHints } from "./hints.js";
import { startOnce } from "./once.js";
import { startPlaces } from "./places.js";
import { startRedact } from "./redact.js";
import { startUnlock } from "./unlock.js";
import { startUpload } from "./upload.js";
import { startWait } from "./wait.js";

const modules = {
  autosave: startAutosave,
  hints: startHints,
  once: startOnce,
  places: startPlaces,
  redact: startRedact,
  unlock: startUnlock,
  upload: startUpload,
  wait: startWait,
};

// GOV.UK's template sets these two in an inline script, which our policy forbids.
document.body.classList.add("js-enabled", "govuk-frontend-supported");
initAll();
for (const [name, start] of Object.entries(modules)) {
  for (const element of document.querySelectorAll(`[data-module~="${name}"]`)) {
    start(element);
  }
}
