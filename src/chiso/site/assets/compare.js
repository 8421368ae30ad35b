// Two to four units beside each other; the address carries the choice.
(() => {
  "use strict";
  const data = window.chisoFigures;
  const form = document.getElementById("compare");
  const out = document.getElementById("compared");
  const said = form.dataset;
  const language = document.documentElement.lang;
  const number = new Intl.NumberFormat(language, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const choices = [...form.querySelectorAll("select[name^=unit]")];
  const index = form.elements.index;
  const content = form.elements.content;
  const svg = "http://www.w3.org/2000/svg";
  const make = (name, text, attributes = {}) => {
    const made = document.createElement(name);
    if (text !== undefined) made.textContent = text;
    Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
    return made;
  };
  const drawn = (name, attributes, text) => {
    const made = document.createElementNS(svg, name);
    Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
    if (text !== undefined) made.textContent = text;
    return made;
  };

  const contents = (wanted) => {
    const parts = data.indices[index.value].parts;
    content.replaceChildren(...parts.map((part) => new Option(part[language], part.id)));
    content.value = parts.some((part) => part.id === wanted) ? wanted : parts[0].id;
  };

  const read = () => {
    const asked = new URL(location.href).searchParams;
    index.value = asked.get("index") in data.indices ? asked.get("index") : index.options[0].value;
    contents(asked.get("content"));
    const units = (asked.get("units") || "").split(",").filter((slug) => slug in data.units);
    choices.forEach((choice, at) => { choice.value = units[at] || ""; });
  };

  const write = () => {
    const address = new URL(location.href);
    address.search = new URLSearchParams({ units: chosen().join(","), index: index.value, content: content.value });
    if (address.href !== location.href) history.pushState(null, "", address);
  };

  const chosen = () => [...new Set(choices.map((choice) => choice.value).filter(Boolean))];

  const columns = (part, units) => {
    const own = units.map((slug) => ({ name: data.units[slug][language], values: part.values[slug] || {}, ranks: (part.ranks || {})[slug] || {} }));
    const all = { name: said.median, values: part.median };
    const regions = [...new Set(units.map((slug) => data.units[slug].region))].map((region) => ({
      name: said.region.replace("{region}", data.regions[region][language]),
      values: part.regions[region] || {},
    }));
    return [...own, all, ...regions];
  };

  const table = (part, shown, caption) => {
    const made = make("table");
    made.append(make("caption", caption));
    const head = made.createTHead().insertRow();
    head.append(make("th", said.year, { scope: "col" }));
    shown.forEach((one) => head.append(make("th", one.name, { scope: "col", class: "end" })));
    const body = made.createTBody();
    const years = [...part.years].reverse();
    years.forEach((year, at) => {
      const row = body.insertRow();
      row.append(make("th", year, { scope: "row" }));
      shown.forEach((one) => {
        const value = one.values[year];
        const rank = (one.ranks || {})[year];
        const text = value === undefined ? "" : number.format(value);
        row.append(make("td", rank ? `${text} (${said.rank.replace("{rank}", rank)})` : text, { class: "end" }));
      });
      const older = years[at + 1];
      if (older && part.series[year] !== part.series[older]) {
        const line = body.insertRow();
        line.className = "break";
        line.append(make("td", said.break.replace("{years}", `${older}/${year}`), { colspan: shown.length + 1 }));
      }
    });
    return made;
  };

  const chart = (part, shown, caption, units) => {
    // Own lines and the national median; medians of regions stand in the table.
    const lines = shown.slice(0, units + 1);
    const values = lines.flatMap((one) => part.years.map((year) => one.values[year]).filter((value) => value !== undefined));
    if (values.length < 2 || part.years.length < 2) return [];
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const [first, last] = [part.years[0], part.years.at(-1)];
    const x = (year) => 60 + ((year - first) / (last - first)) * 480;
    const y = (value) => 190 - ((value - low) / (high - low || 1)) * 170;
    const picture = drawn("svg", { viewBox: "0 0 700 220", role: "img", "aria-label": `${caption}: ${lines.map((one) => one.name).join(", ")}` });
    [low, high].forEach((value) => picture.append(drawn("text", { x: 52, y: y(value) + 4, "text-anchor": "end" }, number.format(value))));
    [first, last].forEach((year) => picture.append(drawn("text", { x: x(year), y: 212, "text-anchor": "middle" }, year)));
    const ends = [];
    lines.forEach((one, at) => {
      const kind = at < units ? at : 4;
      const runs = new Map();
      part.years.forEach((year) => {
        if (one.values[year] === undefined) return;
        const key = part.series[year];
        runs.set(key, [...(runs.get(key) || []), `${x(year).toFixed(1)},${y(one.values[year]).toFixed(1)}`]);
      });
      runs.forEach((points) => picture.append(drawn("polyline", { points: points.join(" "), class: `line line-${kind}` })));
      const end = [...part.years].reverse().find((year) => one.values[year] !== undefined);
      if (end === undefined) return;
      ends.push([y(one.values[end]) + 4, one.name, x(end)]);
    });
    // From the top in the order of the lines, each name at its line or just below the one before.
    ends.sort((one, other) => one[0] - other[0]);
    const most = 206 - 13 * (ends.length - 1);
    ends.reduce((free, [wanted, name, from], at) => {
      const place = Math.max(free, Math.min(wanted, most + 13 * at));
      picture.append(drawn("line", { x1: from + 3, y1: wanted - 4, x2: 560, y2: place - 4, class: "lead" }));
      picture.append(drawn("text", { x: 564, y: place }, name));
      return place + 13;
    }, 0);
    return [picture];
  };

  const show = () => {
    const units = chosen();
    if (units.length < 2) return out.replaceChildren(make("p", said.few));
    const part = data.indices[index.value].parts.find((one) => one.id === content.value);
    const label = index.selectedOptions[0].text;
    const caption = said.caption.replace("{index}", label).replace("{content}", part[language]);
    const shown = columns(part, units);
    const scroll = make("div", undefined, { class: "scroll", role: "region", tabindex: "0", "aria-label": caption });
    scroll.append(table(part, shown, caption));
    out.replaceChildren(...chart(part, shown, caption, units.length), scroll, make("p", said.note, { class: "note" }));
  };

  // The same choice in the other language: its links take it along.
  const along = () => document.querySelectorAll(".languages a").forEach((link) => { link.search = location.search; });

  const refresh = () => { read(); show(); along(); };
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", (event) => {
    if (event.target === index) contents(content.value);
    write();
    show();
    along();
  });
  addEventListener("popstate", refresh);
  refresh();
})();
