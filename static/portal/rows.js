/* Rows of blocks in the editor: add one after another, move, take out. Without script the numbers order the rows, the
   spare rows at the end take new text, and the box «Bỏ» takes a row out when the form is saved.

   <form data-rows>
     <div data-row-list> <fieldset data-row> … </div>
     <template data-row-template>           an empty row, with __prefix__ where its number goes
   Buttons inside a row: data-row-up, data-row-down, data-row-add; data-row-order is its place, data-row-delete its box. */
(() => {
  for (const form of document.querySelectorAll("form[data-rows]")) {
    const list = form.querySelector("[data-row-list]");
    const template = form.querySelector("[data-row-template]");
    const total = form.querySelector("input[name$=TOTAL_FORMS]");

    const number = () => {
      [...list.querySelectorAll("[data-row]")].forEach((row, place) => {
        row.querySelector("[data-row-order]").value = place + 1;
      });
    };
    const changed = () => {
      number();
      form.dispatchEvent(new Event("input", { bubbles: true }));
    };
    const dress = (row) => {
      for (const button of row.querySelectorAll("button[hidden]")) button.hidden = false;
      row.querySelector(".block-order").hidden = true;
    };
    const add = (after) => {
      const holder = document.createElement("div");
      holder.innerHTML = template.innerHTML.replaceAll("__prefix__", total.value);
      const row = holder.querySelector("[data-row]");
      total.value = Number(total.value) + 1;
      dress(row);
      after.after(row);
      row.querySelector("textarea").focus();
      changed();
    };

    list.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      const row = event.target.closest("[data-row]");
      if (!button || !row) return;
      if (button.matches("[data-row-add]")) return add(row);
      if (button.matches("[data-row-up]") && row.previousElementSibling) row.previousElementSibling.before(row);
      if (button.matches("[data-row-down]") && row.nextElementSibling) row.nextElementSibling.after(row);
      button.focus();
      changed();
    });
    list.addEventListener("change", (event) => {
      const row = event.target.closest("[data-row]");
      if (event.target.matches("[data-row-delete]")) row.classList.toggle("gone", event.target.checked);
    });
    for (const row of list.querySelectorAll("[data-row]")) dress(row);
    number();
  }
})();
