// What can be done, by key, button and finger; and the one place that brings the screen in step with the state.

const NAMES = { " ": t("key.space"), ArrowRight: "→", ArrowDown: "↓", ArrowLeft: "←", ArrowUp: "↑" };
const toggle = (name, one, other) => () => { state[name] = state[name] === one ? other : one; };
const ACTIONS = {
  previous: { keys: ["ArrowLeft", "ArrowUp", "PageUp"], button: true, run: () => go(state.at - 1) },
  next: { keys: ["ArrowRight", "ArrowDown", " ", "PageDown"], button: true, run: () => go(state.at + 1) },
  first: { keys: ["Home"], run: () => go(0) },
  last: { keys: ["End"], run: () => go(count() - 1) },
  table: { keys: ["t"], button: true, run: toggle("table", true, false) },
  notes: { keys: ["n"], button: true, stage: true, run: toggle("notes", true, false) },
  black: { keys: ["b", "."], button: true, run: toggle("black", true, false) },
  mode: { keys: ["d"], button: true, run: toggle("mode", "dark", "light") },
  shape: { keys: ["a"], button: true, run: toggle("shape", "square", "wide") },
  presenter: { keys: ["s"], button: true, stage: true, run: presenter },
  filter: { keys: ["f"], button: true, stage: true, live: true, run: () => (windows.filter ??= filters()).showModal() },
  reset: { keys: ["r"], button: true, stage: true, live: true, run: () => state.filter && replace(data.deck, "") },
  fullscreen: { keys: ["e", "Enter"], button: true, stage: true, run: fullscreen },
  help: { keys: ["?"], button: true, run: () => (windows.help ??= help()).showModal() },
};
const windows = {};
const offered = (one) => (!one.live || data.live) && (!one.stage || presenting);
let typed = "";

function go(at) {
  state.black = false;
  state.at = Math.max(0, Math.min(at, count() - 1));
}

function fullscreen() {
  if (document.fullscreenElement) document.exitFullscreen();
  else root.requestFullscreen?.().catch(() => {});
}

function act(name) {
  ACTIONS[name].run();
  render();
}

/** Close whatever is open, the uppermost first. */
function escape() {
  typed = "";
  say("");
  const open = ["black", "table", "notes"].find((name) => state[name]);
  if (open) state[open] = false;
  render();
}

window.addEventListener("keydown", (event) => {
  const { key, target } = event;
  const scrolls = target.matches(".whole, .said, .notes") && target.scrollHeight > target.clientHeight;
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  if (target.matches("button") && ["Enter", " "].includes(key)) return;
  if (scrolls && ["ArrowDown", "ArrowUp"].includes(key)) return;
  const name = Object.keys(ACTIONS).find((one) => ACTIONS[one].keys.includes(key.length === 1 ? key.toLowerCase() : key));
  if (/^[0-9]$/.test(key)) {
    typed = (typed + key).slice(-3);
    say(t("typed", { n: typed }));
  } else if (key === "Escape") escape();
  else if (key === "Enter" && typed) {
    go(Number(typed) - 1);
    typed = "";
    say("");
    render();
  } else if (name && offered(ACTIONS[name])) {
    event.preventDefault();
    typed = "";
    act(name);
  }
});

/** The row of buttons: there while somebody moves or is in it. */
function controls() {
  const press = (name) => ({ detail, currentTarget }) => {
    if (detail) currentTarget.blur(); // after a click the space bar turns the page again
    act(name);
  };
  const buttons = Object.entries(ACTIONS).filter(([, one]) => one.button && offered(one)).map(([name, { keys: [key] }]) => {
    const title = `${t(`do.${name}`)} (${NAMES[key] ?? key})`;
    return make("button", { "data-do": name, title, onclick: press(name) }, t(`button.${name}`));
  });
  const row = make("nav", { class: "controls", "aria-label": t("controls") }, ...buttons);
  let resting = 0;
  const wake = () => {
    root.classList.remove("resting");
    clearTimeout(resting);
    resting = setTimeout(() => root.classList.add("resting"), 3000);
  };
  for (const event of ["pointermove", "pointerdown"]) window.addEventListener(event, wake, true);
  wake();
  return row;
}

let touched = null;
window.addEventListener("pointerdown", (event) => { touched = event.pointerType === "touch" ? event : null; }, true);
window.addEventListener("pointerup", (event) => {
  const [dx, dy] = touched ? [event.clientX - touched.clientX, event.clientY - touched.clientY] : [0, 0];
  touched = null;
  if (Math.abs(dx) > 60 && Math.abs(dx) > 2 * Math.abs(dy)) act(dx < 0 ? "next" : "previous");
}, true);

const spoken = make("p", { class: "unseen", "aria-live": "polite" });
const panel = make("aside", { class: "notes", tabindex: 0, "aria-label": t("notes") });
const black = make("button", { class: "black", "aria-label": t("back"), onclick: () => act("black") });
const row = controls();
let shown = () => {};

/** Bring everything in step with the state; tell the other window, unless it was the one that said so. */
function render(tell = true) {
  root.dataset.mode = state.mode;
  shown();
  const title = state.at ? state.deck.slides[state.at - 1].title : state.deck.title;
  const line = `${t("slide", { n: state.at + 1, all: count() })}: ${title}`;
  if (spoken.textContent !== line) spoken.textContent = line;
  document.title = presenting ? `${title} – ${state.deck.title}` : `${t("do.presenter")} – ${state.deck.title}`;
  for (const name of ["table", "notes", "black"]) row.querySelector(`[data-do=${name}]`)?.setAttribute("aria-pressed", state[name]);
  black.hidden = !(presenting && state.black);
  if (presenting && state.black) black.focus();
  const { mode, shape } = state;
  history.replaceState({ ...history.state, mode, shape }, "", `#${state.at + 1}`);
  if (tell) share();
}

/** The slide that the address names. */
const named = () => go((parseInt(location.hash.slice(1), 10) || 1) - 1);

async function start() {
  await Promise.all([400, 600].map((weight) => document.fonts.load(`${weight} 16px Sans`))); // texts are measured
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const { mode = dark ? "dark" : "light", shape = state.shape } = history.state ?? {}; // kept through a reload
  Object.assign(state, { mode, shape });
  root.dataset.mode = state.mode;
  document.body.append(row, hatch());
  named();
  if (presenting) {
    const frame = make("div", { class: "frame" });
    document.body.append(make("main", { class: "hall" }, frame, panel));
    const stage = new Stage(frame);
    shown = () => {
      panel.hidden = !state.notes;
      if (state.notes) panel.replaceChildren(...notes());
      stage.show(state.at);
    };
  } else shown = presenterView();
  document.body.append(black, toast, spoken);
  window.addEventListener("hashchange", () => { named(); render(); });
  render(presenting); // the presenter's window follows
}

start();
