// Search: units are filtered in the page, which works from a folder too; texts are searched where a server is.
(() => {
  "use strict";
  const field = document.getElementById("find");
  const status = document.getElementById("found");
  const results = document.getElementById("results");
  const units = [...document.querySelectorAll("[data-units] > li")];
  const folded = (text) => text.normalize("NFD").replace(/\p{Mn}/gu, "").toLowerCase().replace(/đ/g, "d").trim();
  let engine = null;
  let asked = 0;

  const load = async () => {
    if (!location.protocol.startsWith("http")) return null;
    try {
      const found = await import(new URL(`${field.dataset.index}pagefind.js`, location.href).href);
      await found.options({ excerptLength: 18 });
      await found.init();
      return found;
    } catch {
      return null;
    }
  };

  // Of an excerpt only the marks are taken over; whatever else it holds stays text.
  const excerpt = (html) => {
    const line = document.createElement("span");
    line.className = "note";
    new DOMParser().parseFromString(html, "text/html").body.childNodes.forEach((node) => {
      const shown = node.nodeName === "MARK" ? document.createElement("mark") : document.createElement("span");
      shown.textContent = node.textContent;
      line.append(shown);
    });
    return line;
  };

  const show = async () => {
    const words = folded(field.value);
    const turn = ++asked;
    const fits = units.filter((unit) => unit.dataset.name.includes(words));
    units.forEach((unit) => unit.toggleAttribute("data-off", !fits.includes(unit)));
    status.textContent = words && !fits.length ? field.dataset.none.replace("{words}", field.value) : "";
    results.replaceChildren();
    if (!words) return;
    engine = engine || load();
    const index = await engine;
    if (!index || turn !== asked) return;
    const { results: hits } = await index.search(words);
    const pages = await Promise.all(hits.slice(0, 8).map((hit) => hit.data()));
    if (turn !== asked) return;
    if (pages.length) status.textContent = field.dataset.pages;
    results.replaceChildren(
      ...pages.map((page) => {
        const item = document.createElement("li");
        const link = document.createElement("a");
        link.href = page.url;
        link.textContent = page.meta.title;
        item.append(link, " ", excerpt(page.excerpt));
        return item;
      })
    );
  };

  field.hidden = false;
  let wait = 0;
  const keep = () => {
    const address = new URL(location.href);
    field.value ? address.searchParams.set("q", field.value) : address.searchParams.delete("q");
    history.replaceState(null, "", address);
  };
  field.addEventListener("input", () => {
    clearTimeout(wait);
    wait = setTimeout(() => { keep(); show(); }, 120);
  });
  field.value = new URL(location.href).searchParams.get("q") || "";
  if (field.value) show();
})();
