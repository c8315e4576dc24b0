// Lines, bars and columns by Plotly: names and values stand beside what they name, in words that came ready.

const SIGNS = { SE: ["solid", "circle"], NO: ["dash", "diamond"] }; // colour is never the only carrier
const signs = (role) => SIGNS[role.slice(0, 2)] ?? ["solid", "square"];

/** A text for Plotly, which would read a few tags as such. */
const literal = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
const hover = (of, name, value) => `${literal(of)}<br>${literal(name)}: <b>${literal(value)}</b><extra></extra>`;
const written = (lines) => lines.map(literal).join("<br>");

/** Plotly's picture in the box: the house style, and what the chart adds. */
function plot(box, traces, layout) {
  const axis = {
    fixedrange: true, zeroline: false, showgrid: false, tickangle: 0, tickfont: { size: SMALL, color: ink("muted") },
    gridcolor: ink("line"),
  };
  return Plotly.newPlot(box, traces, {
    width: box.clientWidth, height: box.clientHeight, paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)",
    showlegend: false, hovermode: "closest", dragmode: false,
    font: { family: "Sans, sans-serif", size: SMALL, color: ink("text") },
    hoverlabel: {
      bgcolor: ink("ground"), bordercolor: ink("context"), font: { family: "Sans, sans-serif", size: 16, color: ink("text") },
    },
    ...layout, xaxis: { ...axis, ...layout.xaxis }, yaxis: { ...axis, ticklabelstandoff: 6, ...layout.yaxis },
  }, { displayModeBar: false });
}

const note = (told) => ({ showarrow: false, font: { size: SMALL, color: ink("muted") }, ...told });
const line = (told, color, dash = "solid", width = 1.5) => ({ type: "line", line: { color, dash, width }, ...told });
const level = (value) => ({ yref: "y", y0: value, y1: value });

/** Names of breaks or marks above the plot, each on its own level so that none meets another: notes, and their height. */
function overhead(named, room) {
  const notes = named.map(([place, text], n) => note({
    x: place, xref: "x", yref: "paper", y: 1, yshift: LINE * (named.length - n - 0.5), yanchor: "middle", text: literal(text),
    xanchor: room(place) > 0.5 ? "right" : "left",
  }));
  return { notes, height: LINE * named.length + 6 };
}

/** Names to the right of the plot at their values: [value, text, colour]; low and high are the axis's ends. */
function endings(named, low, high, top, height, width) {
  const told = named.map(([, text]) => wrap(text, width, 3, SMALL, 600));
  const place = (value) => top + ((high - value) / (high - low || 1)) * height;
  const moved = spread(named.map(([value]) => place(value)), told.map((lines) => LINE * lines.length), 0, top + height + LINE);
  const notes = named.map(([value, , colour], n) => note({
    x: 1, xref: "paper", xanchor: "left", xshift: 10, yref: "paper", y: 1 - (moved[n] - top) / height, yanchor: "middle",
    align: "left", text: `<b>${written(told[n])}</b>`, font: { size: SMALL, color: colour },
  }));
  return { notes, width: Math.max(0, ...told.flat().map((text) => wide(text, SMALL, 600))) + 14 };
}

/** Ranges as pale strokes, for one series: across is a category's place, lying whether values go to the right. */
function ranges(series, across, fill, lying) {
  return (series.low ?? []).flatMap((low, n) => {
    const high = series.high[n];
    if (low === null || high === null || low === undefined || high === undefined) return [];
    const [x, y] = lying ? ["y", "x"] : ["x", "y"];
    const ends = { [`${x}0`]: across(n), [`${x}1`]: across(n), [`${y}0`]: low, [`${y}1`]: high };
    return [line({ xref: "x", yref: "y", opacity: 0.4, layer: "below", ...ends }, fill, "solid", 6)];
  });
}

/** Lines over time: gaps stay gaps, no line crosses a break, each line's name stands at its end. */
function lines(box, chart) {
  const { categories, series, axis } = chart;
  const [width, height, n] = [box.clientWidth, box.clientHeight, categories.length];
  const broken = chart.breaks.map(([first, word]) => [categories.indexOf(first) - 0.5, word]).filter(([x]) => x > 0);
  const top = overhead(broken, (x) => x / n);
  const [low, high] = [axis.places[0], axis.places.at(-1)];
  const left = Math.max(...axis.texts.map((text) => wide(text))) + 12;
  const bottom = LINE + 14;
  const last = (one) => one.values.findLastIndex((value) => value !== null);
  const named = series.filter((one) => last(one) >= 0).map((one) =>
    [one.values[last(one)], `${series.length > 1 ? `${one.name} ` : ""}${one.shown[last(one)]}`, colour(one.role)]);
  const marks = chart.marks.map(([name, value, shown]) => [value, `${name} ${shown}`, ink("muted")]);
  const head = Math.max(top.height, LINE / 2);
  const ends = endings([...named, ...marks], low, high, head, height - head - bottom, width * 0.28);
  const step = Math.ceil((Math.max(...categories.map((text) => wide(text))) + 14) / ((width - left - ends.width) / n));
  const shown = categories.map((_, at) => at).filter((at) => (n - 1 - at) % step === 0);
  const traces = series.map((one) => {
    const points = one.values.map((value, at) => [at, value, one.shown[at], categories[at]]);
    for (const [x] of broken) points.splice(points.findIndex((point) => point[0] > x), 0, [x, null, "", ""]);
    const [dash, symbol] = signs(one.role);
    return {
      type: "scatter", mode: "lines+markers", connectgaps: false, cliponaxis: false, x: points.map((p) => p[0]),
      y: points.map((p) => p[1]), line: { color: colour(one.role), width: 3, dash, shape: chart.step ? "hv" : "linear" },
      marker: {
        color: colour(one.role), symbol, opacity: 1, line: { width: 0 }, size: points.map((p) => (p[0] === last(one) ? 11 : 6)),
      },
      hovertemplate: points.map((p) => hover(p[3], one.name, p[2])),
    };
  });
  const strokes = series.length > 3 ? [] : series.flatMap((one) => ranges(one, (at) => at, colour(one.role), false));
  const across = marks.map(([value]) => line({ xref: "paper", x0: 0, x1: 1, ...level(value) }, ink("muted"), "dot"));
  const upright = broken.map(([x]) => line({ xref: "x", x0: x, x1: x, yref: "paper", y0: 0, y1: 1 }, ink("muted"), "dash"));
  return plot(box, traces, {
    margin: { l: left, r: ends.width, t: head, b: bottom }, annotations: [...ends.notes, ...top.notes],
    shapes: [...across, ...upright, ...strokes],
    xaxis: { range: [-0.3, n - 0.7], tickvals: shown, ticktext: shown.map((at) => literal(categories[at])) },
    yaxis: { range: [low, high], tickvals: axis.places, ticktext: axis.texts, showgrid: true },
  });
}
