// Room for words in a picture: how wide they are, how they are broken, how they keep out of each other's way.

const LEAST = 14; // units of the stage: 24 px at 1920 × 1080
let SMALL = 16; // of most words in a picture; in an upright frame the least
let LINE = 20;
const ruler = document.createElement("canvas").getContext("2d");

/** How wide a text is on the stage. */
function wide(text, size = SMALL, weight = 400) {
  ruler.font = `${weight} ${size}px Sans, sans-serif`;
  return ruler.measureText(text).width;
}

/** The text in at most so many lines of that width, broken between words or, where one is too long, within it. */
function wrap(text, width, most = 2, size = SMALL, weight = 400) {
  const lines = [""];
  const room = (line) => wide(line, size, weight) <= width;
  for (let word of text.split(" ")) {
    if (room(`${lines.at(-1)} ${word}`.trim())) {
      lines[lines.length - 1] = `${lines.at(-1)} ${word}`.trim();
      continue;
    }
    for (let most = word.length; !room(word) && most > 3; most -= 1) {
      if (!room(`${word.slice(0, most)}-`)) continue;
      const part = word.lastIndexOf("-", most - 1) > 2 ? word.slice(0, word.lastIndexOf("-", most - 1) + 1) : "";
      lines.push(part || `${word.slice(0, most)}-`);
      word = word.slice(part ? part.length : most);
      most = word.length + 1;
    }
    lines.push(word);
  }
  if (lines[0] === "" && lines.length > 1) lines.shift();
  const told = lines.length > most ? [...lines.slice(0, most - 1), lines.slice(most - 1).join(" ")] : lines;
  return told.map((line) => {
    let short = line;
    while (!room(short) && short.length > 2) short = `${short.slice(0, -2).trimEnd()}…`;
    return short;
  });
}

/** Places moved so far that two are at least their own height apart, in the same order, within low and high. */
function spread(places, heights, low, high) {
  const order = places.map((_, n) => n).sort((a, b) => places[a] - places[b]);
  const moved = [...places];
  let floor = low;
  for (const n of order) {
    moved[n] = Math.max(places[n], floor + heights[n] / 2);
    floor = moved[n] + heights[n] / 2;
  }
  let ceiling = high;
  for (const n of order.reverse()) {
    moved[n] = Math.min(moved[n], ceiling - heights[n] / 2);
    ceiling = moved[n] - heights[n] / 2;
  }
  return moved;
}

/** Puts boxes down one after another; says whether one is free of all before it. */
class Places {
  taken = [];

  free([left, top, right, bottom]) {
    return this.taken.every((b) => right <= b[0] || left >= b[2] || bottom <= b[1] || top >= b[3]);
  }

  take(box) {
    this.taken.push(box);
  }
}

/** The first of four places beside a dot (right, left, above, below) that is on the paper and free, or at least on the paper. */
function beside(places, x, y, radius, width, edge) {
  const gap = radius + 5;
  const tries = [
    { anchor: "start", x: x + gap, y, box: [x + gap, y - 9, x + gap + width, y + 9] },
    { anchor: "end", x: x - gap, y, box: [x - gap - width, y - 9, x - gap, y + 9] },
    { anchor: "middle", x, y: y - gap - 7, box: [x - width / 2, y - gap - 16, x + width / 2, y - gap + 2] },
    { anchor: "middle", x, y: y + gap + 7, box: [x - width / 2, y + gap - 2, x + width / 2, y + gap + 16] },
  ];
  const inside = tries.filter(({ box }) =>
    box[0] >= edge[0] && box[1] >= edge[1] && box[2] <= edge[2] && box[3] <= edge[3]);
  const found = inside.find((one) => places.free(one.box)) ?? inside[0] ?? tries[2];
  const [left, , right] = found.box;
  const moved = Math.max(edge[0] - left, 0) - Math.max(right - edge[2], 0); // where none is on the paper, onto it
  places.take(found.box);
  return { ...found, x: found.x + moved };
}

/** Names of colours in a row, or a column; a heading has no colour, a size is a circle. */
function legend(entries, radius = () => 0) {
  const swatch = (one) => {
    const r = one.size ? radius(one.size) : 0;
    const side = Math.max(16, 2 * r + 2);
    const fill = one.role === "nodata" ? "url(#hatch)" : colour(one.role);
    const shape = one.size
      ? draw("circle", { cx: side / 2, cy: side / 2, r, fill, "fill-opacity": 0.75 })
      : draw("rect", { width: 16, height: 16, rx: 3, fill, stroke: ink("context"), "stroke-width": 1 });
    return draw("svg", { width: side, height: side, "aria-hidden": "true" }, shape);
  };
  return make("ul", { class: "legend" }, ...entries.map((one) =>
    make("li", { class: one.role ? "" : "heading" }, one.role ? swatch(one) : "", make("span", {}, one.label))));
}
