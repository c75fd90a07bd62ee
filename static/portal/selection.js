/* Counts the rows that are selected. Without script the boxes and buttons work all the same.

   <form data-selection>
     <input type="checkbox" data-pick-all>           selects all that are shown
     <input type="checkbox" name="unit" data-pick>   one row
     <output data-pick-count>Chọn đơn vị để nhắc</output>    «Đã chọn 4»; its own words while nothing is selected
     <button data-pick-needed>                       off while nothing is selected */
(() => {
  for (const area of document.querySelectorAll("[data-selection]")) {
    const picks = () => [...area.querySelectorAll("[data-pick]:not(:disabled)")];
    const all = area.querySelector("[data-pick-all]");
    const outputs = [...area.querySelectorAll("[data-pick-count]")].map((output) => [output, output.textContent]);

    const show = () => {
      const rows = picks();
      const count = rows.filter((pick) => pick.checked).length;
      for (const [output, hint] of outputs) output.textContent = count ? Portal.word("selected", count) : hint;
      for (const button of area.querySelectorAll("[data-pick-needed]")) button.disabled = count === 0;
      if (!all) return;
      all.checked = count > 0 && count === rows.length;
      all.indeterminate = count > 0 && count < rows.length;
    };

    area.addEventListener("change", (event) => {
      if (event.target === all) for (const pick of picks()) pick.checked = all.checked;
      show();
    });
    // A browser that comes back to the page puts the ticks back only after it has loaded.
    addEventListener("pageshow", show);
    show();
  }
})();
