/* Asks before a page with unsaved changes is left.

   <form data-warn>      any change makes it unsaved until it is submitted
   autosave.js sets and takes away the same mark, data-unsaved. */
(() => {
  for (const form of document.querySelectorAll("form[data-warn]")) {
    form.addEventListener("input", () => form.setAttribute("data-unsaved", ""));
    form.addEventListener("submit", () => form.removeAttribute("data-unsaved"));
  }
  addEventListener("beforeunload", (event) => {
    if (document.querySelector("form[data-unsaved]")) event.preventDefault();
  });
})();
