// Points by two numbers, the important ones with their names.

function scatter(box, chart) {
  const { dots, x_axis: across, y_axis: up } = chart;
  const [width, height] = [box.clientWidth, box.clientHeight];
  const left = Math.max(...up.texts.map((text) => wide(text))) + 14;
  const title = wrap(chart.y, width - 8, 2);
  const right = 20;
  const under = wrap(chart.x, width - right - 8, 2);
  const [top, bottom] = [LINE * title.length + (chart.x_mark ? LINE + 12 : 14), LINE * (1 + under.length) + 16];
  const ends = (axis) => {
    const [low, high] = [axis.places[0], axis.places.at(-1)];
    return [low - (high - low) * 0.02, high + (high - low) * 0.02];
  };
  const [xs, ys] = [ends(across), ends(up)];
  const place = (dot) => [
    left + ((dot.x - xs[0]) / (xs[1] - xs[0])) * (width - left - right),
    top + ((ys[1] - dot.y) / (ys[1] - ys[0])) * (height - top - bottom),
  ];
  const places = new Places();
  for (const [x, y] of dots.map(place)) places.take([x - 6, y - 6, x + 6, y + 6]);
  const names = dots.filter((dot) => dot.named).flatMap((dot) => {
    const [x, y] = place(dot);
    const found = beside(places, x, y, 4, wide(dot.name, SMALL, 600), [left, top, width - 8, height - bottom]);
    return [note({
      x: dot.x, y: dot.y, text: `<b>${literal(dot.name)}</b>`,
      xanchor: { start: "left", end: "right", middle: "center" }[found.anchor],
      xshift: found.x - x, yshift: y - found.y, yanchor: "middle", font: { size: SMALL, color: ink("text") },
    })];
  });
  const marks = [];
  if (chart.x_mark) marks.push(note({
    x: chart.x_mark[1], y: 1, yref: "paper", yshift: 2, yanchor: "bottom", text: literal(chart.x_mark[0]),
    xanchor: chart.x_mark[1] > (xs[0] + xs[1]) / 2 ? "right" : "left",
  }));
  if (chart.y_mark) marks.push(note({
    x: 1, xref: "paper", xanchor: "right", y: chart.y_mark[1], yanchor: "bottom", text: literal(chart.y_mark[0]),
  }));
  const trace = {
    type: "scatter", mode: "markers", x: dots.map((dot) => dot.x), y: dots.map((dot) => dot.y), cliponaxis: false,
    marker: { size: 12, opacity: 0.9, color: dots.map((dot) => colour(dot.role)), symbol: dots.map((dot) =>
      (SIGNS[dot.role.slice(0, 2)] ? signs(dot.role)[1] : "circle")), line: { width: 1, color: ink("ground") } },
    hovertemplate: dots.map((dot) => written([dot.name, ...[chart.x, chart.y].map((axis, n) => `${axis}: ${dot.shown[n]}`)])
      + "<extra></extra>"),
  };
  return plot(box, [trace], {
    margin: { l: left, r: right, t: top, b: bottom },
    annotations: [...names, ...marks,
      note({
        x: 0, xref: "paper", xshift: -left, xanchor: "left", y: 1, yref: "paper", yshift: top, yanchor: "top", align: "left",
        text: written(title),
      }),
      note({
        x: 1, xref: "paper", xanchor: "right", y: 0, yref: "paper", yshift: -bottom, yanchor: "bottom",
        align: "right",
        text: written(under),
      })],
    shapes: [
      chart.x_mark && { xref: "x", x0: chart.x_mark[1], x1: chart.x_mark[1], yref: "paper", y0: 0, y1: 1 },
      chart.y_mark && { xref: "paper", x0: 0, x1: 1, ...level(chart.y_mark[1]) },
    ].filter(Boolean).map((ends) => line(ends, ink("muted"), "dot")),
    xaxis: { range: xs, tickvals: across.places, ticktext: across.texts, showgrid: true },
    yaxis: { range: ys, tickvals: up.places, ticktext: up.texts, showgrid: true },
  });
}
