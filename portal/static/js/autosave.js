// Saves a draft while somebody writes, and says plainly how it stands.
//
// <form data-module="autosave" data-url="..."> with a hidden field "version".
// The server answers 200 {"version": n}; 401 (or a redirect to the sign-in page)
// when signed out; 409 {"message": "..."} when another tab changed the draft.

const TYPING_PAUSE = 2000; // milliseconds
const TRY_AGAIN_AFTER = 10000;
const GIVE_UP_AFTER = 20000;
// Browsers refuse larger bodies for requests that may outlive the page.
const KEEPALIVE_LIMIT = 60000; // bytes

const SAVED = "Saved";
const NOT_SAVED = "Not saved yet - we will try again";
const SIGNED_OUT = "You have been signed out. Your words are still on this page.";
const CHANGED_ELSEWHERE = "This letter was changed in another window. Your words are still on this page.";

export function startAutosave(form) {
  if (!form.dataset.url) return;
  const draft = new Draft(form);
  form.addEventListener("input", () => draft.typed());
  form.addEventListener("submit", (event) => draft.submitted(event));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") draft.save();
  });
  window.addEventListener("pagehide", () => draft.save());
  window.addEventListener("online", () => draft.save());
}

class Draft {
  changed = false;
  leaving = false;
  stopped = false;
  running = null;
  timer = 0;

  constructor(form) {
    this.form = form;
    this.say = speaker(form);
  }

  typed() {
    this.changed = true;
    this.leaving = false;
    if (this.stopped) return;
    this.say("", "good");
    this.saveIn(TYPING_PAUSE);
  }

  saveIn(delay) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), delay);
  }

  save() {
    clearTimeout(this.timer);
    // One at a time: two requests with the same version would look like two tabs.
    if (!this.changed || this.stopped || this.leaving || this.running) return;
    this.changed = false;
    this.running = send(this.form).then((answer) => {
      this.running = null;
      this.take(answer);
    });
  }

  take(answer) {
    if (answer.kind === "saved") {
      const version = this.form.elements.namedItem("version");
      if (version) version.value = answer.version;
      this.say(this.changed ? "" : SAVED, "good");
      if (this.changed) this.saveIn(TYPING_PAUSE);
      return;
    }
    this.changed = true;
    this.stopped = answer.kind === "changed elsewhere";
    this.say(sentence(answer), "bad");
    // A sign-in in another tab, or a network that comes back, mends the others.
    if (!this.stopped) this.saveIn(TRY_AGAIN_AFTER);
  }

  submitted(event) {
    clearTimeout(this.timer);
    this.leaving = true;
    if (!this.running) return;
    // The draft's new version must be in the form before the form leaves.
    event.preventDefault();
    const { submitter } = event;
    this.running.then(() => this.form.requestSubmit(submitter));
  }
}

function sentence(answer) {
  if (answer.kind === "changed elsewhere") return answer.message || CHANGED_ELSEWHERE;
  return answer.kind === "signed out" ? SIGNED_OUT : NOT_SAVED;
}

async function send(form) {
  const body = wordsOf(form);
  try {
    const response = await fetch(form.dataset.url, {
      method: "POST",
      body,
      headers: { "X-Requested-With": "fetch", Accept: "application/json" },
      credentials: "same-origin",
      redirect: "manual",
      keepalive: sizeOf(body) < KEEPALIVE_LIMIT,
      signal: AbortSignal.timeout(GIVE_UP_AFTER),
    });
    if (response.status === 401 || response.type === "opaqueredirect") return { kind: "signed out" };
    if (response.status === 409) {
      const { message } = await response.json().catch(() => ({}));
      return { kind: "changed elsewhere", message };
    }
    if (!response.ok) return { kind: "not saved" };
    const { version } = await response.json();
    return { kind: "saved", version };
  } catch {
    return { kind: "not saved" };
  }
}

// Files have their own form with its own progress; a draft is words.
function wordsOf(form) {
  const body = new FormData();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string") body.append(name, value);
  }
  return body;
}

function sizeOf(body) {
  const headOfEachPart = 200;
  return [...body].reduce((size, [name, value]) => size + headOfEachPart + new Blob([name, value]).size, 0);
}

// The words on screen follow every change; a screen reader hears only news, not
// "Saved" after every sentence.
function speaker(form) {
  const place = form.querySelector("[data-autosave-status]");
  const seen = place?.querySelector("[data-autosave-words]");
  const spoken = place?.querySelector("[data-autosave-spoken]");
  return (words, tone) => {
    if (!place) return;
    place.dataset.tone = tone;
    seen.textContent = words;
    if (words && spoken.textContent !== words) spoken.textContent = words;
  };
}
