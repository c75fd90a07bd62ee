/* Sends a list's filters as soon as one of them is chosen.

   <form method="get" data-autosubmit>      its submit button serves the search field, the keyboard and those without script

   Arrow keys walk through a list's choices, and each step is a change: only a choice by pointer is sent at once. */
(() => {
  for (const form of document.querySelectorAll("form[data-autosubmit]")) {
    let byPointer = false;
    form.addEventListener("pointerdown", () => (byPointer = true));
    form.addEventListener("keydown", () => (byPointer = false));
    form.addEventListener("change", (event) => {
      if (byPointer && event.target.matches("select, [type=checkbox], [type=radio]")) form.requestSubmit();
    });
  }
})();
