// What the page can do more with a script; without it every table is complete.
(() => {
  "use strict";
  const language = document.documentElement.lang;
  const collator = new Intl.Collator(language, { numeric: true });
  const decimal = new Intl.NumberFormat(language).formatToParts(0.5).find((part) => part.type === "decimal").value;
  const numbers = new RegExp(`[-−]?\\d[\\d${decimal === "," ? "." : ","}\\s]*(?:\\${decimal}\\d+)?`);

  // What scrolls must be reachable by keyboard; what does not would only be one more stop.
  const watch = new ResizeObserver((entries) => entries.forEach(({ target }) => settle(target)));
  const settle = (region) => {
    const scrolls = region.scrollWidth > region.clientWidth;
    region.tabIndex = scrolls ? 0 : -1;
    if (!scrolls) region.removeAttribute("tabindex");
    if (region.matches(".scroll")) scrolls ? region.setAttribute("role", "region") : region.removeAttribute("role");
  };
  document.querySelectorAll(".scroll, pre").forEach((region) => {
    settle(region);
    watch.observe(region);
  });

  const folded = (text) => text.normalize("NFD").replace(/\p{Mn}/gu, "").toLowerCase().replace(/đ/g, "d").trim();

  const shown = (cell) => (cell.querySelector(".value") || cell).textContent.trim();

  // The first number of a text as people write it: 42,89 · −8 · 37/63. NaN where there is none.
  const number = (text) => {
    const found = text.match(numbers);
    if (!found) return NaN;
    const [whole, fraction = "0"] = found[0].replace("−", "-").split(decimal);
    return Number(`${whole.replace(/[^-\d]/g, "")}.${fraction}`);
  };

  const enhance = (table) => {
    const tools = document.getElementById("table-tools").content.cloneNode(true).firstElementChild;
    const [search, group, reset, status] = ["[type=search]", "select", "button", "[role=status]"].map((one) =>
      tools.querySelector(one)
    );
    const heads = [...table.tHead.rows[0].cells];
    const body = table.tBodies[0];
    const rows = [...body.rows];
    tools.querySelector(".column").textContent = heads[0].textContent.trim();
    tools.querySelector(".group").textContent = table.dataset.groups || "";
    const groups = [...new Set(rows.map((row) => row.dataset.group).filter(Boolean))].sort(collator.compare);
    groups.forEach((name) => group.add(new Option(name)));
    group.closest("label").hidden = !groups.length;

    const filter = () => {
      const words = folded(search.value);
      rows.forEach((row) => {
        const fits = folded(row.cells[0].textContent).includes(words);
        row.hidden = !fits || (group.value !== "" && row.dataset.group !== group.value);
      });
      const count = rows.filter((row) => !row.hidden).length;
      const message = count ? status.dataset.some : status.dataset.none;
      status.textContent = message.replace("{shown}", count).replace("{all}", rows.length);
      status.classList.toggle("partial", count < rows.length);
    };

    const sort = (at, direction) => {
      heads.forEach((head, place) => {
        if (place === at) head.setAttribute("aria-sort", direction);
        else head.removeAttribute("aria-sort");
      });
      if (at < 0) return body.append(...rows);
      const numeric = heads[at].classList.contains("end");
      const key = (row) => (numeric ? number(shown(row.cells[at])) : shown(row.cells[at]));
      const missing = (value) => value === "" || Number.isNaN(value);
      const sign = direction === "ascending" ? 1 : -1;
      const keyed = rows.map((row) => [key(row), row]);
      // Stable, so equal figures keep the order of the table; what is missing comes last either way.
      keyed.sort(([a], [b]) => {
        if (missing(a) || missing(b)) return missing(a) - missing(b);
        return sign * (numeric ? a - b : collator.compare(a, b));
      });
      body.append(...keyed.map(([, row]) => row));
    };

    heads.forEach((head, at) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      button.addEventListener("click", () =>
        sort(at, head.getAttribute("aria-sort") === "ascending" ? "descending" : "ascending")
      );
      head.append(button);
    });
    search.addEventListener("input", filter);
    group.addEventListener("change", filter);
    const restore = () => {
      search.value = group.value = "";
      sort(-1);
      filter();
    };
    reset.addEventListener("click", restore);
    // A link to a row that is filtered out must not lead nowhere.
    addEventListener("hashchange", () => {
      const row = rows.find((one) => `#${one.id}` === location.hash);
      if (!row || !row.hidden) return;
      restore();
      row.scrollIntoView();
    });
    filter();
    table.closest(".scroll").before(tools);
  };
  document.querySelectorAll("table.sortable").forEach(enhance);
})();
