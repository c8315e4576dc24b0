// Municipalities, places and lines as SVG; without municipalities it is a network. What is pointed at says its value.

const LARGEST = 26; // the radius of the largest circle, in units of the stage

/** The radius that shows a size by its area; places that are all alike are small. */
function radii(map) {
  const sizes = map.circles.map((circle) => circle.size);
  const alike = new Set(sizes).size < 2;
  const most = Math.max(...sizes, ...map.legend.map((one) => one.size), 1e-9);
  return (size) => (alike ? 7 : Math.max(4, LARGEST * Math.sqrt(size / most)));
}

/** The drawing that fills the box, and its legend beside or under it. */
function map(box, told) {
  const radius = radii(told);
  const key = told.legend.length ? legend(told.legend, radius) : "";
  const paper = make("div", { class: "paper" });
  box.append(paper, key);
  const [width, height] = [paper.clientWidth, paper.clientHeight];
  const svg = draw("svg", { width, height, viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": t("map") });
  const k = told.areas.length ? Math.min(width / data.ground.width, height / data.ground.height) : 1;
  const [dx, dy] = told.areas.length ? [(width - k * data.ground.width) / 2, (height - k * data.ground.height) / 2] : [0, 0];
  const edge = LARGEST + 10; // a network's outermost circles, and the names above and below them
  const spot = told.areas.length
    ? ([x, y]) => [dx + x * k, dy + y * k]
    : ([x, y]) => [edge + x * (width - 2 * edge), edge + y * (height - 2 * edge)];
  const chosen = new Set(told.chosen);
  if (told.areas.length) svg.append(land(told, chosen, k, dx, dy));
  const circles = told.circles.map((circle) => ({ ...circle, at: spot([circle.x, circle.y]), r: radius(circle.size) }));
  svg.append(...links(told, circles), ...circles.map((one) => draw("circle", {
    cx: one.at[0], cy: one.at[1], r: one.r, fill: colour(one.role), "fill-opacity": 0.92, stroke: ink("ground"),
    "stroke-width": 1.5, ...pointed(one),
  })));
  svg.append(...names(told, chosen, circles, spot, k, width, height));
  paper.append(svg, tip(svg));
}

/** What can be pointed at, by mouse, finger or keyboard. */
function pointed(one) {
  const said = one.told.startsWith(one.name) ? one.told : `${one.name}: ${one.told}`;
  return { "data-told": said, "aria-label": said, role: "img", tabindex: 0 };
}

/** The municipalities, those chosen last so that their outline is whole, and the national border. */
function land(told, chosen, k, dx, dy) {
  const order = [...told.areas].sort((a, b) => chosen.has(a.key) - chosen.has(b.key));
  return draw("g", { transform: `translate(${dx} ${dy}) scale(${k})` },
    ...order.filter((area) => data.ground.areas[area.key]).map((area) => draw("path", {
      d: data.ground.areas[area.key].path, fill: area.fill === "nodata" ? "url(#hatch)" : colour(area.fill),
      stroke: ink(chosen.has(area.key) ? "text" : "context"), "stroke-width": (chosen.has(area.key) ? 3 : 0.8) / k,
      "stroke-linejoin": "round", ...pointed(area),
    })),
    draw("path", {
      class: "border", d: data.ground.border, fill: "none", stroke: ink("text"), "stroke-width": 2.2 / k, "pointer-events": "none",
    }));
}

/** The pattern of what is not known, once for all maps and legends. */
function hatch() {
  const size = { width: 8, height: 8 };
  return draw("svg", { class: "unseen", "aria-hidden": "true" },
    draw("pattern", { id: "hatch", ...size, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
      draw("rect", { ...size, fill: "var(--nodata)" }),
      draw("path", { d: "M0,0V8", stroke: "var(--context)", "stroke-width": 3 })));
}

function links(told, circles) {
  const most = Math.max(...told.links.map((link) => link.size), 1);
  return told.links.map((link) => {
    const [a, b] = [circles[link.start].at, circles[link.end].at];
    const named = { name: `${circles[link.start].name} – ${circles[link.end].name}`, told: link.told };
    return draw("line", {
      x1: a[0], y1: a[1], x2: b[0], y2: b[1], stroke: colour(link.role), "stroke-width": 1.5 + (5 * link.size) / most,
      "stroke-linecap": "round", "stroke-opacity": 0.85, ...(link.told ? pointed(named) : {}),
    });
  });
}

/** Names that are asked for, and municipalities' where they have room. */
function names(told, chosen, circles, spot, k, width, height) {
  const places = new Places();
  const edge = [0, 0, width, height];
  const shown = [];
  const put = (text, found, weight, size = SMALL) => shown.push(draw("text", {
    x: found.x, y: found.y, "text-anchor": found.anchor, "dominant-baseline": "central", "font-size": size, "font-weight": weight,
    fill: ink("text"), stroke: ink("ground"), "stroke-width": 4, "paint-order": "stroke", "pointer-events": "none",
    "aria-hidden": "true",
  }, text));
  for (const one of circles) places.take([one.at[0] - one.r, one.at[1] - one.r, one.at[0] + one.r, one.at[1] + one.r]);
  for (const one of circles.filter((circle) => circle.named))
    put(one.name, beside(places, ...one.at, one.r, wide(one.name, SMALL, 600), edge), 600);
  const named = new Set(circles.filter((circle) => circle.named).map((circle) => circle.name));
  const order = [...told.areas].filter((area) => data.ground.areas[area.key] && !named.has(area.name))
    .sort((a, b) => chosen.has(b.key) - chosen.has(a.key) || data.ground.areas[b.key].room - data.ground.areas[a.key].room);
  for (const area of order) {
    const { name_at, room } = data.ground.areas[area.key];
    const [x, y] = spot(name_at);
    const half = wide(area.name, LEAST, chosen.has(area.key) ? 600 : 400) / 2;
    const box = [x - half - 2, y - 9, x + half + 2, y + 9];
    const must = chosen.has(area.key) && chosen.size <= 3;
    if (!must && (half * 2 > room * k || box[0] < 0 || box[2] > width || !places.free(box))) continue;
    places.take(box);
    put(area.name, { x: Math.min(Math.max(x, half), width - half), y, anchor: "middle" }, must ? 600 : 400, LEAST);
  }
  return shown;
}

/** A note that follows what is pointed at or focused. */
function tip(svg) {
  const note = make("div", { class: "tip", hidden: true, "aria-hidden": "true" });
  const show = ({ target }) => {
    if (!target.dataset.told) return;
    note.textContent = target.dataset.told;
    note.hidden = false;
    const [paper, one] = [svg.getBoundingClientRect(), target.getBoundingClientRect()];
    const k = paper.width / svg.width.baseVal.value;
    const x = (one.left + one.width / 2 - paper.left) / k;
    const y = (one.top + one.height / 2 - paper.top) / k;
    note.style.left = `${Math.min(Math.max(0, x - note.offsetWidth / 2), Math.max(0, paper.width / k - note.offsetWidth))}px`;
    note.style.top = `${y > 60 ? y - note.offsetHeight - 12 : y + 12}px`;
  };
  const hide = () => { note.hidden = true; };
  for (const event of ["pointerover", "focusin"]) svg.addEventListener(event, show);
  for (const event of ["pointerout", "focusout"]) svg.addEventListener(event, hide);
  return note;
}
