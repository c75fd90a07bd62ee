/* Saves a form while one types: two seconds after the last key, and on leaving a field.

   <form data-autosave="/url" data-keep="answer-17">        data-keep: see kept_text.js
     <input type="hidden" name="version" value="7">
     <p class="saved" role="status" data-autosave-status></p>   one or more; the nearest to the field that changed speaks

   The form is sent by POST as it stands (its csrf token included). The server answers in JSON:
     200 {"saved": "10:32", "fields": {"version": "8"}, "parts": {"progress": "<li>…"}}
         fields: new values of hidden fields; parts: new contents of elements by id; both may be left out
     4xx {"message": "a sentence for the user", "url": "where to go on"}     not saved; url may be left out
   A redirect, 401 or 403 means that the session is lost; no answer or 5xx is tried again. Until it is saved, the form
   carries data-unsaved (leaving.js warns) and its texts lie in this browser. Without script the submit button does all. */
(() => {
  const PAUSE = 2000;
  const RETRY = 15000;

  function statusNear(form, control) {
    for (let place = control?.parentElement; place && form.contains(place); place = place.parentElement) {
      const status = place.querySelector("[data-autosave-status]");
      if (status) return status;
    }
    return form.querySelector("[data-autosave-status]");
  }

  function take(form, answer) {
    for (const [name, value] of Object.entries(answer.fields ?? {})) form.elements[name].value = value;
    for (const [id, html] of Object.entries(answer.parts ?? {})) document.getElementById(id).innerHTML = html;
  }

  async function send(form) {
    const response = await fetch(form.dataset.autosave, {
      method: "POST",
      body: new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === "string")),
      headers: { Accept: "application/json" },
      redirect: "manual",
    });
    if (response.type === "opaqueredirect" || [401, 403].includes(response.status)) return { lost: true };
    if (response.status >= 500) throw new Error(`status ${response.status}`);
    return { ok: response.ok, ...(await response.json()) };
  }

  function watch(form) {
    let timer;
    let running = null;
    let changed = false;
    let touched = null;

    function say(className, text, link) {
      for (const status of form.querySelectorAll("[data-autosave-status]")) status.replaceChildren();
      const status = statusNear(form, touched);
      if (!status) return;
      status.className = `saved ${className}`;
      status.append(text);
      if (!link) return;
      const way = Object.assign(document.createElement("a"), { href: link.href, textContent: link.text });
      way.addEventListener("click", () => form.removeAttribute("data-unsaved"));
      status.append(" ", way);
    }

    function settle(answer) {
      if (answer.ok) {
        take(form, answer);
        say("", Portal.word("saved", answer.saved));
        if (changed) return;
        form.removeAttribute("data-unsaved");
        Portal.kept.forget(form);
      } else if (answer.lost) {
        // The page itself asks to sign in and then shows the texts again.
        say("unsaved", Portal.word("signed-out"), { href: location.href, text: Portal.word("sign-in") });
      } else {
        say("unsaved", answer.message, answer.url && { href: answer.url, text: Portal.word("go-on") });
      }
    }

    async function save() {
      clearTimeout(timer);
      if (running || !changed) return running;
      changed = false;
      say("saving", Portal.word("saving"));
      running = send(form).then(settle, () => {
        changed = true;
        say("unsaved", Portal.word("offline"));
        timer = setTimeout(save, RETRY);
      });
      await running;
      running = null;
      if (changed && !form.querySelector(".unsaved")) timer = setTimeout(save, PAUSE);
    }

    form.addEventListener("input", (event) => {
      changed = true;
      touched = event.target;
      form.setAttribute("data-unsaved", "");
      clearTimeout(timer);
      timer = setTimeout(save, PAUSE);
    });
    form.addEventListener("focusout", save);
    addEventListener("online", save);
    form.addEventListener("submit", (event) => {
      clearTimeout(timer);
      form.removeAttribute("data-unsaved");
      if (!running) return;
      // The save under way changes the version: what is submitted must carry the new one.
      event.preventDefault();
      running.finally(() => setTimeout(() => form.requestSubmit(event.submitter)));
    });
  }

  document.querySelectorAll("form[data-autosave]").forEach(watch);
})();
