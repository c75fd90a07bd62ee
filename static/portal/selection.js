/* Counts the rows that are selected. Without script the boxes and buttons work all the same.

   <form data-selection>
     <input type="checkbox" data-pick-all>           selects all that are shown
     <input type="checkbox" name="unit" data-pick>   one row
     <output data-pick-count></output>               «Đã chọn 4»
     <button data-pick-needed>                       off while nothing is selected */
(() => {
  for (const area of document.querySelectorAll("[data-selection]")) {
    const picks = () => [...area.querySelectorAll("[data-pick]:not(:disabled)")];
    const all = area.querySelector("[data-pick-all]");

    const show = () => {
      const rows = picks();
      const count = rows.filter((pick) => pick.checked).length;
      for (const output of area.querySelectorAll("[data-pick-count]")) output.textContent = Portal.word("selected", count);
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
