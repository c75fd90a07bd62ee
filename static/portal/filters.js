/* Sends a list's filters as soon as one of them is chosen.

   <form method="get" data-autosubmit>      its submit button serves those without script, and the search field */
(() => {
  for (const form of document.querySelectorAll("form[data-autosubmit]")) {
    form.addEventListener("change", (event) => {
      if (event.target.matches("select, [type=checkbox], [type=radio], [type=date]")) form.requestSubmit();
    });
  }
})();
