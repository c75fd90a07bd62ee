/* A button that leads back to the page before, with what was typed there.

   <button type="button" data-go-back hidden>     shown only when there is a page before */
(() => {
  for (const button of document.querySelectorAll("[data-go-back]")) {
    button.hidden = history.length < 2;
    button.addEventListener("click", () => history.back());
  }
})();
