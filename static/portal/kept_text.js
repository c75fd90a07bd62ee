/* Texts that were typed and that the server has not got, kept in this browser.

   <form data-keep="answer-17">      a name that is one form's own; the signed-in person is added to it
   <input type="hidden" name="version">   if there: tells whether the page still shows what the text was written on

   While one types, the form's texts and choices are kept (never hidden fields, passwords or files). When the form has
   been sent and the next page is one of a signed-in person, they are forgotten; when the next page is the sign-in
   page, the session was lost on the way, and the form shows the texts again. If meanwhile somebody else has saved
   (another `version`), the page asks first. Signing out by one's own button forgets what this person has kept.

   For other scripts: Portal.kept.keep(form), Portal.kept.forget(form), Portal.word(name, value). */
const Portal = {
  user: document.body.dataset.user || "",

  /** A sentence of templates/_layout/words.html in the page's language. */
  word(name, value = "") {
    const words = document.getElementById("portal-words");
    return words.content.querySelector(`[data-word="${name}"]`).textContent.replace("…%", value);
  },
};

Portal.kept = (() => {
  const PREFIX = "portal:";
  const key = (form) => `${PREFIX}${Portal.user}:${form.dataset.keep}`;
  const version = (form) => form.elements.version?.value ?? "";

  const controls = (form) =>
    [...form.elements].filter(
      (control) => control.name && !["hidden", "password", "file", "submit", "button"].includes(control.type),
    );

  function values(form) {
    return controls(form)
      .filter((control) => !["radio", "checkbox"].includes(control.type) || control.checked)
      .map((control) => [control.name, control.value]);
  }

  function fill(form, kept) {
    const has = (name, value) => kept.some(([keptName, keptValue]) => keptName === name && keptValue === value);
    for (const control of controls(form)) {
      if (["radio", "checkbox"].includes(control.type)) control.checked = has(control.name, control.value);
      else control.value = kept.find(([name]) => name === control.name)?.[1] ?? control.value;
    }
    form.dispatchEvent(new Event("input", { bubbles: true }));
    form.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function read(name) {
    try {
      return JSON.parse(localStorage.getItem(name));
    } catch {
      return null;
    }
  }

  function write(name, entry) {
    try {
      localStorage.setItem(name, JSON.stringify(entry));
    } catch {
      // The browser forbids or is full: the page works on, only without this safety.
    }
  }

  function now() {
    const moment = new Date();
    const time = moment.toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit" });
    return `${time} ${moment.toLocaleDateString("vi-VN")}`;
  }
  const keep = (form, sent = false) =>
    write(key(form), { values: values(form), version: version(form), at: now(), sent });
  const forget = (form) => localStorage.removeItem(key(form));
  const names = () => Object.keys(localStorage).filter((name) => name.startsWith(PREFIX));

  function settleSent() {
    for (const name of names()) {
      const entry = read(name);
      if (!entry?.sent) continue;
      if (Portal.user) localStorage.removeItem(name);
      else write(name, { ...entry, sent: false });
    }
  }

  function button(word, act) {
    const element = Object.assign(document.createElement("button"), { type: "button", className: "btn mini" });
    element.textContent = Portal.word(word);
    element.addEventListener("click", act);
    return element;
  }

  function offer(form) {
    const entry = read(key(form));
    if (!entry) return;
    if (JSON.stringify(entry.values) === JSON.stringify(values(form))) return forget(form);
    const asLoaded = values(form);
    const same = entry.version === version(form);
    const notice = Object.assign(document.createElement("div"), { className: "note warning restored" });
    notice.setAttribute("role", "status");
    notice.append(Portal.word(same ? "restored" : "kept", entry.at));
    if (!same) notice.append(button("restore", () => (fill(form, entry.values), notice.remove())));
    notice.append(button("drop", () => (same && fill(form, asLoaded), forget(form), notice.remove())));
    form.prepend(notice);
    if (same) fill(form, entry.values);
  }

  settleSent();
  const forms = document.querySelectorAll("form[data-keep]");
  for (const form of forms) {
    form.addEventListener("input", () => keep(form));
    form.addEventListener("submit", () => keep(form, true));
  }
  // Only when the other scripts listen: they must hear what is put back.
  addEventListener("DOMContentLoaded", () => forms.forEach(offer));
  for (const form of document.querySelectorAll("form[data-sign-out]")) {
    form.addEventListener("submit", () =>
      names()
        .filter((name) => name.startsWith(`${PREFIX}${Portal.user}:`))
        .forEach((name) => localStorage.removeItem(name)),
    );
  }
  return { keep, forget };
})();
