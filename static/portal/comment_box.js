/* Shows a field only for the choices that want it.

   <input type="radio" name="c2" value="disagree">
   <div data-shown-by="c2" data-shown-for="agree_with_comments disagree" data-required>
     <textarea name="c2_text">      data-required: must be filled in while it is shown for a choice
   </div>
   A field that holds a text stays in sight whatever is chosen, so that nothing is sent unseen. */
(() => {
  for (const box of document.querySelectorAll("[data-shown-by]")) {
    const form = box.closest("form");
    const field = box.querySelector("textarea, input, select");
    const wanted = box.dataset.shownFor.split(" ");

    const show = () => {
      const chosen = form.querySelector(`[name="${box.dataset.shownBy}"]:checked`)?.value;
      const asked = wanted.includes(chosen);
      box.hidden = !asked && !field.value.trim();
      field.required = asked && "required" in box.dataset;
    };

    form.addEventListener("change", show);
    addEventListener("pageshow", show);
    show();
  }
})();
