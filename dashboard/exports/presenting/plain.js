// Pictures that need no drawing: key figures, tables, sentences.

/** One to four key figures, each with its change and its trend. */
function numbers(box, told) {
  box.append(make("ul", { class: "numbers" }, ...told.numbers.map((one) => make("li", {},
    make("p", { class: "label" }, one.label, one.period && make("span", {}, one.period)),
    make("p", { class: "value" }, one.value),
    make("p", { class: "change" }, one.change),
    one.trend.filter((value) => value !== null).length > 1 ? trend(one) : "",
    make("p", { class: "sides" }, one.sides)))));
  const list = box.firstChild;
  for (const trends of [true, false]) { // where both have no room, the numbers come first
    for (const one of trends ? [] : list.querySelectorAll(".trend")) one.remove();
    for (const [big, size] of [[72, 20], [64, 20], [56, 18], [48, 18], [40, 16], [34, 16], [28, 14], [24, 14]]) {
      list.style.setProperty("--big", `${big}px`);
      box.style.fontSize = `${size}px`;
      if (fits(box) && [...list.querySelectorAll(".value")].every(fits)) return;
    }
  }
}

/** How a number has gone: a gap where it is missing, a dot at the last. */
function trend(one) {
  const [width, height, side] = [200, 48, 6];
  const known = one.trend.filter((value) => value !== null);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const at = one.trend.map((value, n) => value === null ? null : [
    side + (n * (width - 2 * side)) / Math.max(1, one.trend.length - 1),
    side + (height - 2 * side) * (1 - (value - low) / (high - low || 1)),
  ]);
  const path = at.map((spot, n) => (spot ? `${n && at[n - 1] ? "L" : "M"}${spot.join(",")}` : "")).join("");
  const last = at.findLast((spot) => spot);
  const told = [one.periods[0], one.periods.at(-1)].filter(Boolean);
  return make("div", { class: "trend" },
    draw("svg", { viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true" },
      draw("path", { d: path, fill: "none", stroke: ink("both"), "stroke-width": 2.5, "stroke-linejoin": "round" }),
      draw("circle", { cx: last[0], cy: last[1], r: 5, fill: ink("both") })),
    told.length ? make("p", {}, make("span", {}, told[0]), make("span", {}, told.at(-1))) : "");
}

/** A table's elements; the first column says what a row is. */
function table(told, caption) {
  const side = (n) => ({ text: "", date: "date" })[told.types[n]] ?? "number";
  return make("table", {}, make("caption", { class: "unseen" }, caption),
    make("thead", {}, make("tr", {}, ...told.columns.map((label, n) =>
      label ? make("th", { scope: "col", class: side(n) }, label) : make("td", {})))),
    make("tbody", {}, ...told.rows.map((row) => make("tr", {}, ...row.map((cell, n) =>
      n === 0 ? make("th", { scope: "row", class: side(n) }, cell) : make("td", { class: side(n) }, cell))))));
}

/** As many rows and columns as have room, and a line that says how many more there are. */
function grid(box, told, caption) {
  const made = table(told, caption);
  const more = make("p", { class: "more" });
  const rows = [...made.tBodies[0].rows];
  box.append(make("div", { class: "sheet" }, made), more);
  const sheet = box.firstChild;
  let [below, aside] = [told.left_out, 0];
  const say = () => {
    const parts = [below && t("more_rows", { n: below }), aside && t("more_columns", { n: aside })];
    more.textContent = parts.filter(Boolean).join(" ");
  };
  const room = () => made.offsetHeight <= sheet.clientHeight && made.offsetWidth <= sheet.clientWidth;
  say();
  for (const size of [20, 18, 16, 14]) {
    sheet.style.fontSize = `${size}px`;
    if (room() || (size === 16 && made.offsetWidth <= sheet.clientWidth)) break;
  }
  while (made.offsetWidth > sheet.clientWidth && made.rows[0].cells.length > 2) {
    for (const row of made.rows) row.lastChild.remove();
    aside += 1;
    say();
  }
  while (rows.length > 1 && !room()) {
    rows.pop().remove();
    below += 1;
    say();
  }
}

/** Sentences, as large as they have room. */
function prose(box, told) {
  const list = make("ul", { class: "prose" }, ...told.lines.map((line) => make("li", {}, line)));
  box.append(list);
  fit(list, [30, 28, 26, 24, 22, 20, 18, 16, 14]);
  if (!fits(list)) grow(list, { class: "prose whole", tabindex: 0 }, []);
}
