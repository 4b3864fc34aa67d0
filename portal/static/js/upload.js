// Sends photos and documents one by one with progress, and shows the server's own sentence
// for each one it refused. Without JavaScript the form posts as it is.
//
// <form data-module="upload" data-next="..."> with one <input type="file" multiple>.
// A button with a name ("Go on") is pressed once more when all have arrived: nobody
// loses files by going on before adding them.
// The server answers each file with JSON: 2xx {...}, or {"error": "sentence"}.

const NOT_ARRIVED = "This file did not arrive. Please try again.";
const SIGNED_OUT = "You have been signed out. Sign in again, then send this file.";

export function startUpload(form) {
  const input = form.querySelector('input[type="file"]');
  if (!input) return;
  let sending = false;
  form.addEventListener("submit", async (event) => {
    if (event.defaultPrevented || input.files.length === 0) return;
    event.preventDefault();
    if (sending) return;
    sending = true;
    const files = [...input.files];
    const pressed = event.submitter?.name ? event.submitter : null;
    const view = showProgress(form);
    const refused = await sendAll(form, input.name, files, view);
    sending = false;
    input.value = "";
    if (refused.length === 0) {
      if (pressed) {
        form.requestSubmit(pressed);
        return;
      }
      window.location.assign(form.dataset.next || window.location.href);
      return;
    }
    view.finish(files.length, refused, form.dataset.next);
  });
}

async function sendAll(form, fieldName, files, view) {
  const refused = [];
  for (const [index, file] of files.entries()) {
    view.begin(index + 1, files.length);
    const error = await sendOne(form, fieldName, file, view.move);
    if (error) refused.push({ name: file.name, error });
  }
  return refused;
}

// Returns the sentence that says why not, or "" when the file has arrived.
function sendOne(form, fieldName, file, move) {
  const body = new FormData();
  for (const [name, value] of new FormData(form)) {
    if (name !== fieldName) body.append(name, value);
  }
  body.append(fieldName, file);
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.setRequestHeader("X-Requested-With", "fetch");
    request.setRequestHeader("Accept", "application/json");
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) move(event.loaded / event.total);
    });
    request.addEventListener("load", () => resolve(readAnswer(request)));
    request.addEventListener("error", () => resolve(NOT_ARRIVED));
    request.addEventListener("abort", () => resolve(NOT_ARRIVED));
    request.send(body);
  });
}

function readAnswer(request) {
  if (request.status === 401) return SIGNED_OUT;
  try {
    const answer = JSON.parse(request.responseText);
    if (answer.error) return answer.error;
    return request.status < 300 ? "" : NOT_ARRIVED;
  } catch {
    // A page instead of an answer: a sign-in page, or a proxy's error. Not a success.
    return NOT_ARRIVED;
  }
}

function showProgress(form) {
  form.querySelector(".app-upload")?.remove();
  const box = element("div", "app-upload");
  const bar = element("progress");
  const words = element("p", "govuk-body");
  bar.max = 1;
  bar.setAttribute("aria-label", "Sending your files");
  words.setAttribute("role", "status");
  box.append(words, bar);
  form.append(box);
  box.scrollIntoView({ block: "nearest" });
  return {
    begin(number, count) {
      bar.value = 0;
      words.textContent = count === 1 ? "Sending your file" : `Sending file ${number} of ${count}`;
    },
    move(part) {
      bar.value = part;
    },
    finish(count, refused, next) {
      bar.remove();
      words.textContent = summary(count - refused.length, refused.length);
      box.append(refusals(refused), onward(next));
    },
  };
}

function summary(arrived, refused) {
  const good = arrived === 1 ? "1 file has arrived." : `${arrived} files have arrived.`;
  const bad = refused === 1 ? "1 could not be added." : `${refused} could not be added.`;
  return arrived === 0 ? bad : `${good} ${bad}`;
}

function refusals(refused) {
  const list = element("ul", "govuk-list app-upload__refused");
  for (const { name, error } of refused) {
    const line = element("li");
    line.textContent = `${name}: ${error}`;
    list.append(line);
  }
  return list;
}

function onward(next) {
  const line = element("p", "govuk-body");
  const link = element("a", "govuk-link");
  link.href = next || window.location.href;
  link.textContent = "Show my photos and documents";
  line.append(link);
  return line;
}

function element(tag, className = "") {
  const made = document.createElement(tag);
  made.className = className;
  return made;
}
