// Optional help for pages that are complete without it. Nothing here is needed
// to read or to send anything. It speaks only the sentences that pages hand it
// in data attributes.
(() => {
  "use strict";
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const element = (name, properties) => Object.assign(document.createElement(name), properties);

  // What went wrong, or what was done, is read first.
  const first = document.querySelector(".error-summary[data-focus]") || document.querySelector("[data-focus]");
  if (first) first.focus({ preventScroll: first.classList.contains("notification") });

  // Menus close by Escape, and when the pointer goes elsewhere.
  const menus = all("details[data-menu]");
  document.addEventListener("click", (event) => {
    for (const menu of menus) if (!menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of menus) {
      if (!menu.open) continue;
      menu.open = false;
      if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
    }
  });

  // Words that are left. Screen readers hear the count when the typing rests.
  for (const area of all("textarea[data-words]")) {
    const count = document.querySelector(`#${area.id}-note .count`);
    if (!count) continue;
    const heard = element("span", { className: "hidden" });
    heard.setAttribute("aria-live", "polite");
    count.after(heard);
    let rest;
    const show = () => {
      const left = Number(area.dataset.words) - (area.value.match(/\S+/g) || []).length;
      const text = (left < 0 ? area.dataset.wordsOver : area.dataset.wordsLeft).replace("%", Math.abs(left));
      count.textContent = text;
      count.classList.toggle("count-over", left < 0);
      return text;
    };
    area.addEventListener("input", () => {
      const text = show();
      clearTimeout(rest);
      rest = setTimeout(() => { heard.textContent = text; }, 1200);
    });
    show();
  }

  // A preview, by the same renderer that will publish it: the server answers
  // with sanitised HTML, as it does for any other reader.
  const query = "query Preview($text: String!) { preview(markdown: $text) }";
  for (const area of all("textarea[data-preview]")) {
    const shown = element("div", { className: "preview prose", hidden: true });
    shown.setAttribute("aria-live", "polite");
    const ask = element("button", { type: "button", className: "button button-plain", textContent: area.dataset.preview });
    ask.addEventListener("click", async () => {
      try {
        const answer = await fetch("/graphql", {
          method: "POST",
          headers: { "content-type": "application/json", accept: "application/json" },
          body: JSON.stringify({ query, variables: { text: area.value } }),
        });
        const { data } = await answer.json();
        shown.innerHTML = data.preview;
      } catch {
        shown.textContent = area.dataset.previewFailed;
      }
      shown.hidden = false;
    });
    const note = document.getElementById(`${area.id}-note`);
    (note || area).after(shown);
    (note || area).append(ask);
  }

  // A form that saves itself while somebody writes: `data-autosave` is the mutation that keeps a
  // draft. What the answer's page hides in the same form, such as a version, is taken over. What
  // the server refuses stays in the form, and the person is told.
  const changed = new Set();
  for (const form of all("form[data-autosave]")) {
    const { autosave, autosaved, autosaveFailed } = form.dataset;
    const said = element("p", { className: "note" });
    said.setAttribute("role", "status");
    (form.querySelector(".button-group") || form.lastElementChild).before(said);
    let rest, saving, edits = 0, off = false;
    const save = async () => {
      const at = edits;
      const body = new URLSearchParams(new FormData(form));
      body.set("_mutation", autosave);
      try {
        const answer = await fetch(form.action, { method: "POST", body });
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        const theirs = page.querySelector(`form[data-autosave="${autosave}"]`);
        if (!answer.ok || !theirs) throw answer.status;
        for (const field of all("input[type=hidden]", form)) {
          const now = theirs.elements[field.name];
          if (now && now.type === "hidden") field.value = now.value;
        }
        said.textContent = autosaved;
        if (at === edits) changed.delete(form);
      } catch (status) {
        said.textContent = autosaveFailed;
        off = status === 409; // Somebody else saved: a person has to look at both.
      }
      saving = null;
      if (at !== edits && !off) wait();
    };
    const wait = () => {
      clearTimeout(rest);
      if (!saving && !off) rest = setTimeout(() => { saving = save(); }, 4000);
    };
    form.addEventListener("input", () => { edits += 1; wait(); });
    form.addEventListener("submit", (event) => {
      clearTimeout(rest);
      if (!saving) return;
      // The answer holds the version that what is sent now is made on.
      event.preventDefault();
      event.stopImmediatePropagation();
      saving.then(() => { clearTimeout(rest); form.requestSubmit(event.submitter); });
    });
  }

  // A form is sent once, and a changed one is not left by accident.
  for (const form of all("form[method=post]")) {
    let sent = false;
    form.addEventListener("submit", (event) => {
      if (sent) { event.preventDefault(); return; }
      sent = true;
      setTimeout(() => { sent = false; }, 8000); // The answer may have been lost, or be a file.
      changed.delete(form);
    });
    addEventListener("pageshow", () => { sent = false; });
    if (form.querySelector("textarea, input:not([type=hidden])")) {
      form.addEventListener("input", () => changed.add(form));
    }
  }
  addEventListener("beforeunload", (event) => {
    if (changed.size) event.preventDefault();
  });

  // Saving while somebody writes, by the form's own way, some seconds after they rest. The version
  // that each save made comes back in the address, and is what the next one has seen.
  for (const form of all("form[data-autosave]")) {
    const said = element("p", { className: "autosave" });
    said.setAttribute("role", "status");
    form.append(said);
    let wait, typed = 0, busy = false;
    const save = async () => {
      if (busy) { wait = setTimeout(save, 1000); return; }
      busy = true;
      const began = typed;
      let answer;
      try {
        answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) });
      } catch { /* The network may be gone. */ }
      busy = false;
      const version = answer && answer.ok && new URL(answer.url).searchParams.get("saved");
      if (version) {
        form.elements[form.dataset.autosave].value = version;
        const time = new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
        said.textContent = form.dataset.saved.replace("%", time);
        if (typed === began) changed.delete(form);
      } else {
        said.textContent = answer && answer.status === 409 ? form.dataset.conflict : form.dataset.notSaved;
      }
      said.classList.toggle("autosave-failed", !version);
    };
    form.addEventListener("input", () => {
      typed += 1;
      clearTimeout(wait);
      wait = setTimeout(save, 3000);
    });
    form.addEventListener("submit", () => clearTimeout(wait));
  }

  // Copying what is shown once, as a token.
  if (navigator.clipboard) {
    for (const button of all("button[data-copy]")) {
      button.hidden = false;
      button.addEventListener("click", async () => {
        try {
          await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
          button.textContent = button.dataset.copied;
        } catch { /* The text can still be selected. */ }
      });
    }
  }
})();
