// The presenter's own window, in step with the stage: this slide, the next, notes, clock. Files have no origin of their
// own, so the windows write to each other directly where they know each other; each message says from which side it comes.

const side = presenting ? "stage" : "presenter";
let peer = presenting ? null : window.opener;
let channel = null;
let answered = 0; // which window's greeting the stage has answered
try {
  channel = new BroadcastChannel(`mittnorden ${data.deck.id}`);
  channel.onmessage = heard;
} catch { /* without an origin there is none */ }
window.addEventListener("message", heard);

/** Tell the other window; a presenter's window that was loaded anew asks for everything. */
function share(told = {}) {
  const { at, mode, shape, table, black, filter } = state;
  const message = { mittnorden: data.deck.id, side, at, mode, shape, table, black, filter, ...told };
  // by one way only: a second copy that comes late would turn a page back. The origin of a file is no address
  if (peer && !peer.closed) peer.postMessage(message, "*");
  else channel?.postMessage(message);
}

function heard({ data: told, source }) {
  if (told?.mittnorden !== data.deck.id || told.side === side) return;
  if (presenting && source?.postMessage) peer = source;
  if (told.hello) {
    if (told.hello !== answered) share({ deck: state.filter ? state.deck : undefined });
    answered = told.hello;
    return;
  }
  for (const name of ["at", "mode", "shape", "table", "black"]) state[name] = told[name];
  if (told.deck || !told.filter) Object.assign(state, { deck: told.deck ?? data.deck, filter: told.filter });
  render(false);
}

/** Open the presenter's window, or say why there is none. */
function presenter() {
  const address = new URL(location.href);
  address.searchParams.set("presenter", "");
  peer = window.open(address.href, "_blank", "popup,width=1280,height=760") ?? peer;
  if (!peer) say(t("blocked"));
}

/** What stands in the presenter's window; gives what shows a slide there. */
function presenterView() {
  root.classList.add("presenter");
  const frame = () => make("div", { class: "frame" });
  const [now, next] = [frame(), frame()];
  const clock = make("p", { class: "clock" });
  const passed = make("p", { class: "passed" });
  const place = make("p", { class: "place" });
  const said = make("div", { class: "said", tabindex: 0, role: "region", "aria-label": t("notes") });
  const end = make("p", { class: "end" }, t("end"));
  let start = history.state?.start ?? Date.now();
  const tick = () => {
    clock.textContent = new Date().toLocaleTimeString(root.lang, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
    const seconds = Math.floor((Date.now() - start) / 1000);
    const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
    passed.textContent = parts.map((n) => String(n).padStart(2, "0")).join(":");
  };
  const again = () => {
    start = Date.now();
    history.replaceState({ ...history.state, start }, "");
    tick();
  };
  document.body.append(make("main", { class: "desk" },
    make("div", { class: "now" }, make("h2", {}, t("now")), now),
    make("div", { class: "next" }, make("h2", {}, t("then")), next, end),
    make("div", { class: "times" }, clock, passed, make("button", { onclick: again }, t("restart")), place), said));
  const greet = () => share({ hello: performance.timeOrigin });
  const [one, two] = [new Stage(now, true), new Stage(next, true)];
  history.replaceState({ ...history.state, start }, "");
  setInterval(tick, 500);
  setInterval(greet, 1000); // the stage may have been loaded anew
  tick();
  greet();
  return () => {
    one.show(state.at);
    const last = state.at + 1 >= count();
    [next.hidden, end.hidden] = [last, !last];
    if (!last) two.show(state.at + 1);
    place.textContent = [t("slide", { n: state.at + 1, all: count() }), state.black && t("is_black")].filter(Boolean).join(" · ");
    said.replaceChildren(...notes());
  };
}
