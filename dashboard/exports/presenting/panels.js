// What lies beside or over the stage: the notes, the help, the black screen, short messages.

/** What stands behind a slide: the speaker's note, then all that is needed to answer for the number. */
function behind(slide) {
  const pair = (label, text) =>
    (text.length ? [make("dt", {}, label), ...[text].flat().map((one) => make("dd", {}, one))] : []);
  return [
    make("p", { class: "own" }, slide.note || t("no_note")),
    ...slide.explained.flatMap((one) => [make("h3", {}, one.name), make("dl", {},
      ...pair(t("definition"), one.definition), ...pair(t("formula"), [one.formula, one.filled].filter(Boolean)),
      ...pair(t("grade"), one.grade), ...pair(t("breaks"), one.breaks),
      ...pair(t("question"), [one.question, one.answer].filter(Boolean)), ...pair(t("command"), one.command))]),
    make("dl", {}, ...pair(t("shows"), slide.summary), ...pair(t("sources"), slide.sources), ...pair(t("link"), slide.link)),
  ];
}

/** The notes of the slide that is shown; the title has the meeting's own address. */
const notes = () => (state.at ? behind(state.deck.slides[state.at - 1])
  : [make("p", { class: "own" }, state.deck.link || t("no_note"))]);

/** A window over the others that Esc closes; the browser keeps the focus in it. */
function dialog(title, ...children) {
  const made = make("dialog", { "aria-label": title }, make("h2", {}, title), ...children,
    make("form", { method: "dialog" }, make("button", {}, t("close"))));
  document.body.append(made);
  return made;
}

/** The list of keys. */
function help() {
  const rows = Object.entries(ACTIONS).filter(([, one]) => one.keys && offered(one)).map(([name, one]) => make("div", {},
    make("dt", {}, ...one.keys.map((key) => make("kbd", {}, NAMES[key] ?? key))), make("dd", {}, t(`do.${name}`))));
  return dialog(t("help.title"), make("dl", { class: "keys" }, ...rows,
    make("div", {}, make("dt", {}, make("kbd", {}, "1 2 …"), make("kbd", {}, "Enter")), make("dd", {}, t("help.number"))),
    make("div", {}, make("dt", {}, make("kbd", {}, "Esc")), make("dd", {}, t("help.escape")))));
}

const toast = make("p", { class: "toast", role: "status" });
let fading = 0;

/** Say something for a few seconds. */
function say(text) {
  clearTimeout(fading);
  toast.textContent = text;
  fading = setTimeout(() => { toast.textContent = ""; }, 5000);
}
