// Bars and columns by Plotly: the same chart, lying or upright, with its values beside the bars where these have room.

/** White or black letters, whichever are easier to read on the colour. */
function letters(fill) {
  const [r, g, b] = [1, 3, 5].map((at) => (parseInt(fill.slice(at, at + 2), 16) / 255) ** 2.2);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.18 ? "#000000" : "#FFFFFF";
}

/** Where the parts are: how many units of the stage a category and a bar take, and whether the values have room. */
function room(box, chart, most) {
  const lying = chart.kind === "bar";
  const slot = (lying ? box.clientHeight - LINE * chart.marks.length : most) / chart.categories.length;
  const count = chart.stacked ? 1 : chart.series.length;
  const bar = Math.min((slot * 0.78) / count, 64);
  const texts = chart.series.flatMap((one) => one.shown);
  const broad = Math.max(...texts.map((text) => wide(text, SMALL, 600)));
  const beside = !chart.stacked && (lying ? bar >= LINE - 2 : Math.min(slot / count, slot - 4) >= broad);
  return { lying, slot, count, bar, broad, beside };
}

/** Whether a value is written apart from its bar: where it has none, or a range that the text must stand beyond. */
const apart = (one, n) => one.values[n] === null || (one.high?.[n] ?? null) !== null;

/** One series as a trace; offset and thickness are shares of a category's place. */
function trace(chart, one, number, parts, unit) {
  const { lying, slot, bar, count, beside } = parts;
  const [thick, fill] = [bar / slot, colour(one.role)];
  const places = chart.categories.map((_, n) => n);
  const within = one.values.map((value, n) => { // in a stack the value stands in its part, if that is large enough
    const [long, broad] = [Math.abs(value ?? 0) * unit, wide(one.shown[n], SMALL, 600) + 8];
    return (lying ? long >= broad : long >= LINE && bar >= broad) ? one.shown[n] : "";
  });
  const text = chart.stacked ? within : one.shown.map((said, n) => (beside && !apart(one, n) ? said : ""));
  return {
    type: "bar", orientation: lying ? "h" : "v", x: lying ? one.values : places, y: lying ? places : one.values,
    width: thick, offset: chart.stacked ? -thick / 2 : (number - count / 2) * thick,
    marker: { color: fill, line: { width: chart.stacked ? 1 : 0, color: ink("ground") } },
    text: text.map((said) => (said ? `<b>${literal(said)}</b>` : "")),
    textposition: chart.stacked ? "inside" : "outside", insidetextanchor: "middle", textangle: 0, constraintext: "none",
    cliponaxis: false, insidetextfont: { color: letters(fill), size: SMALL }, outsidetextfont: { color: ink("text"), size: SMALL },
    hovertemplate: places.map((n) => hover(chart.categories[n], one.name, one.shown[n])),
  };
}

/** Columns whose names have no room under them lie down. */
function settled(box, chart) {
  const longest = Math.max(...chart.categories.map((name) => wide(name)));
  const word = Math.max(...chart.categories.flatMap((name) => name.split(/[ -]/)).map((part) => wide(part)));
  const slot = (box.clientWidth - 100) / chart.categories.length;
  return longest > 70 && slot < Math.max(60, word + 6, longest / 2.6) ? { ...chart, kind: "bar" } : chart;
}

/** Bars to the right of their categories' names, or columns over them. */
function bars(box, given) {
  const chart = settled(box, given);
  const { categories, series, axis } = chart;
  const [width, height] = [box.clientWidth, box.clientHeight];
  const lying = chart.kind === "bar";
  const slotHigh = (height - LINE * chart.marks.length) / categories.length;
  const names = lying ? categories.map((name) => wrap(name, width * 0.36, Math.max(1, Math.floor(slotHigh / LINE)))) : [];
  const marks = chart.marks.map(([name, value, shown]) => [value, `${name} ${shown}`, ink("muted")]);
  let [low, high] = [axis.places[0], axis.places.at(-1)];
  const aside = (...field) => (lying ? { notes: [], width: 16 } : endings(marks, low, high, ...field, width * 0.22));
  const right = aside(0, 1).width;
  const left = Math.max(...(lying ? names.flat() : axis.texts).map((text) => wide(text))) + 14;
  const parts = room(box, chart, width - left - right);
  const { beside, slot, bar, count, broad } = parts;
  const under = lying ? [] : categories.map((name) => wrap(name, slot - 6, 3));
  const every = lying || slot >= 44 ? 1 : Math.ceil((Math.max(...categories.map((name) => wide(name))) + 10) / slot);
  const told = categories.map((_, n) => n).filter((n) => n % every === 0);
  const deep = lying ? Number(!beside) : every > 1 ? 1 : Math.max(...under.map((text) => text.length));
  const bottom = lying ? LINE * deep + 4 : LINE * deep + 16;
  const broken = chart.breaks.map(([first, word]) => [categories.indexOf(first) - 0.5, word]);
  const top = overhead(lying ? chart.marks.map(([name, value, shown]) => [value, `${name} ${shown}`]) : broken,
    lying ? (value) => (value - low) / (high - low) : (x) => x / categories.length);
  const head = lying ? top.height : Math.max(top.height, LINE);
  const long = lying ? width - left - right : height - head - bottom;
  if (beside) [low, high] = tight(chart, low, high, lying ? broad + 8 : LINE + 4, long);
  const across = (number) => (n) => n + (chart.stacked ? 0 : ((number - (count - 1) / 2) * bar) / slot);
  const value = lying ? { xref: "x" } : { yref: "y" };
  const rule = (v, tint, dash, thick) => line(lying ? { ...value, x0: v, x1: v, yref: "paper", y0: 0, y1: 1 }
    : { xref: "paper", x0: 0, x1: 1, ...level(v) }, tint, dash, thick);
  const beyond = (one, number, n) => {
    const [value, least, most] = [one.values[n], one.low?.[n] ?? null, one.high?.[n] ?? null];
    const down = (value ?? most ?? 0) < 0;
    const place = down ? Math.min(value ?? 0, least ?? 0) : Math.max(value ?? 0, most ?? 0);
    return note({
      [lying ? "x" : "y"]: place, [lying ? "y" : "x"]: across(number)(n),
      xanchor: !lying ? "center" : down ? "right" : "left", xshift: !lying ? 0 : down ? -4 : 4,
      yanchor: lying ? "middle" : down ? "top" : "bottom",
      text: most === null ? literal(one.shown[n]) : `<b>${literal(one.shown[n])}</b>`,
      font: { size: SMALL, color: ink(most === null ? "muted" : "text") },
    });
  };
  const loose = !beside ? [] : series.flatMap((one, number) =>
    categories.map((_, n) => n).filter((n) => apart(one, n)).map((n) => beyond(one, number, n)));
  const words = !lying ? [] : broken.map(([y, word]) =>
    note({ x: 1, xref: "paper", xanchor: "right", y, yanchor: "bottom", text: literal(word) }));
  const ticks = beside ? { tickvals: [] } : { tickvals: axis.places, ticktext: axis.texts, showgrid: true };
  const kinds = { range: lying ? [categories.length - 0.5, -0.5] : [-0.5, categories.length - 0.5], tickvals: told,
    ticktext: lying ? names.map(written) : told.map((n) => (every > 1 ? literal(categories[n]) : written(under[n]))),
    tickfont: { size: SMALL, color: ink("text") } };
  const amounts = { range: [low, high], ...ticks };
  return plot(box, series.map((one, number) => trace(chart, one, number, parts, long / (high - low))), {
    barmode: chart.stacked ? "relative" : "overlay", margin: { l: left, r: right, t: head, b: bottom },
    annotations: [...top.notes, ...aside(head, height - head - bottom).notes, ...loose, ...words],
    shapes: [rule(0, ink("context")), ...marks.map(([v]) => rule(v, ink("muted"), "dot")),
      ...broken.map(([place]) => line(lying ? { xref: "paper", x0: 0, x1: 1, ...level(place) }
        : { xref: "x", x0: place, x1: place, yref: "paper", y0: 0, y1: 1 }, ink("muted"), "dash")),
      ...series.flatMap((one, number) => ranges(one, across(number), ink("text"), lying))],
    xaxis: lying ? amounts : kinds, yaxis: lying ? kinds : amounts,
  });
}

/** The axis's ends where the values stand beside the bars instead of on it: room for the texts, none for round numbers. */
function tight(chart, low, high, text, long) {
  const values = chart.series.flatMap((one) => [...one.values, ...(one.low ?? []), ...(one.high ?? [])]);
  const all = [0, ...values.filter((v) => v !== null), ...chart.marks.map(([, v]) => v)];
  const [least, most] = [Math.min(...all), Math.max(...all)];
  if (least === most) return [low, high];
  const [before, after] = [least < 0 ? text : 0, most > 0 ? text : 0];
  const unit = (most - least) / (long - before - after);
  return [least - before * unit, most + after * unit];
}
