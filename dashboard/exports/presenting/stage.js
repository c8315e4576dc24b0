// The stage: a paper of fixed units, scaled to its frame, with a section for each slide; the one that is shown is drawn.

const SHAPES = { wide: [1120, 630], square: [840, 630] };
const PHONE = 360; // units across where the frame stands upright: there the paper takes the frame's own shape
const PICTURES = { line: lines, bar: bars, column: bars, scatter, map, numbers, grid, prose };

/** How many slides there are, the title's with them. */
const count = () => state.deck.slides.length + 1;

class Stage {
  /** quiet: only to look at, in the presenter's view. */
  constructor(frame, quiet = false) {
    this.frame = frame;
    this.quiet = quiet;
    this.paper = make("div", { class: "stage", inert: quiet });
    frame.append(this.paper);
    new ResizeObserver(() => this.at === undefined || this.show(this.at)).observe(frame);
  }

  /** Scale the paper to the frame. */
  measure() {
    const { clientWidth: width, clientHeight: height } = this.frame;
    const upright = width < height && !this.quiet;
    const [w, h] = upright ? [PHONE, Math.round((PHONE * height) / Math.max(1, width))] : SHAPES[state.shape];
    [SMALL, LINE] = upright ? [LEAST, 18] : [16, 20];
    this.scale = Math.min(width / w, height / h);
    if (!this.quiet) root.style.setProperty("--u", Math.min(innerWidth / SHAPES.wide[0], innerHeight / SHAPES.wide[1]));
    this.paper.dataset.shape = upright ? "upright" : state.shape;
    Object.assign(this.paper.style, {
      width: `${w}px`, height: `${h}px`, transform: `scale(${this.scale})`,
      left: `${(width - w * this.scale) / 2}px`, top: `${(height - h * this.scale) / 2}px`,
    });
    return `${w} ${h}`;
  }

  /** Show a slide; it is drawn anew only where something about it has changed. */
  show(at) {
    this.at = at;
    const size = this.measure();
    if (this.deck !== state.deck) {
      this.deck = state.deck;
      this.paper.replaceChildren(cover(), ...state.deck.slides.map((slide, n) => section(slide, n + 1)));
    }
    const sections = [...this.paper.children];
    sections.forEach((one, n) => { one.hidden = n !== at; });
    const drawn = [size, state.mode, state.table, state.filter].join();
    if (at >= sections.length || sections[at].dataset.drawn === drawn) return;
    sections[at].dataset.drawn = drawn;
    fit(sections[at].querySelector("h1, h2"), at ? [34, 32, 30, 28, 26, 24, 22, 20, 18] : [56, 48, 42, 36, 30, 26, 22]);
    if (at) this.fill(sections[at], state.deck.slides[at - 1]);
  }

  /** Draw a slide's picture, or its table, and what fits at its foot. */
  fill(section, slide) {
    sourced(section.querySelector(".sources"), slide);
    const box = section.querySelector(".picture");
    box.replaceChildren();
    box.removeAttribute("role");
    box.removeAttribute("aria-label");
    if (state.table) {
      const whole = make("div", { class: "whole", role: "region", tabindex: 0, "aria-label": t("table") });
      whole.append(table(slide.table, slide.title));
      box.append(whole);
      fit(whole, [22, 20, 18, 16]);
      return;
    }
    const { kind } = slide.picture;
    if (["line", "bar", "column", "scatter"].includes(kind)) chart(box, slide, kind);
    else PICTURES[kind](box, slide.picture, slide.title);
  }
}

/** A chart with nothing in it has nothing to draw. */
const drawable = ({ categories, series, dots }) => (dots ?? categories).length > 0 && (dots ?? series).length > 0;

/** A chart with its unit, the names of its colours, and what was left out. */
function chart(box, slide, kind) {
  const { unit = "", series = [], left_out = 0 } = slide.picture;
  const colours = kind !== "line" && series.length > 1 ? legend(series.map((one) => ({ label: one.name, role: one.role }))) : "";
  const place = make("div", { class: "chart" });
  place.setAttribute("role", "img");
  place.setAttribute("aria-label", slide.summary || slide.title);
  box.append(unit || colours ? make("div", { class: "above" }, unit ? make("p", {}, unit) : "", colours) : "",
    place, left_out ? make("p", { class: "more" }, t("left_out", { n: left_out })) : "");
  if (drawable(slide.picture)) PICTURES[kind](place, slide.picture);
  else place.append(slide.summary);
}

/** The title's slide: what, when, where, who. */
function cover() {
  const { title, date, place, organiser, as_of, demo } = state.deck;
  return make("section", { class: "slide cover", "aria-label": title },
    make("h1", {}, title),
    make("p", { class: "when" }, [date, place].filter(Boolean).join(" · ")),
    make("p", { class: "who" }, organiser),
    foot(0, demo, days(as_of)));
}

function section(slide, n) {
  const beside = slide.picture.kind === "map" && slide.picture.areas.length ? " beside" : "";
  return make("section", { class: `slide${beside}`, "aria-label": slide.title },
    make("header", {},
      make("p", { class: "subject" }, slide.subject, state.filter ? make("span", { class: "chip" }, state.filter) : ""),
      make("h2", {}, slide.title)),
    make("div", { class: "picture" }),
    foot(n, slide.demo));
}

/** Of what day the data are, and when the meeting was frozen. */
const days = (as_of) => [
  as_of && t("as_of", { day: as_of }), state.deck.frozen && t("frozen", { day: state.deck.frozen }),
].filter(Boolean).join(" · ");

const foot = (at, demo, sources = "") => make("footer", {}, make("p", { class: "sources" }, sources),
  demo && make("p", { class: "demo" }, demo), make("p", { class: "number" }, t("slide", { n: at + 1, all: count() })));

/** Sources, day and freezing in the room there is: of many sources the first, and how many more. */
function sourced(line, slide) {
  for (let many = slide.publishers.length; many >= 0; many -= 1) {
    const named = slide.publishers.slice(0, many).join("; ");
    const rest = slide.publishers.length - many;
    const who = [named, rest ? t("more_sources", { n: rest }) : ""].filter(Boolean).join("; ");
    const told = [who && `${t("source", { who })}.`, slide.boundaries].filter(Boolean).map((one) => `${one} `);
    line.replaceChildren(...told, make("span", {}, days(slide.as_of)));
    if (fits(line)) return;
  }
}
