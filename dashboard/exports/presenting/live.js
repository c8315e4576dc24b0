// Filters while it is shown: the same meeting for another area or other years, and back. The old figures stay until the
// new ones are there, and also where none come.

/** The form that asks for area and years. */
function filters() {
  const choice = (name, label, entries) => make("label", {}, label,
    make("select", { name }, ...entries.map(([value, text]) => make("option", { value }, text))));
  const years = [["", t("all_years")], ...data.live.years.map((year) => [year, String(year)])];
  const form = make("form", { onsubmit: (event) => {
    event.preventDefault();
    made.close();
    ask(new FormData(form));
  } },
  choice("area", t("area"), [["", t("whole")], ...data.live.areas]), choice("from", t("from"), years), choice("to", t("to"), years),
  make("button", {}, t("apply")));
  const made = dialog(t("do.filter"), form);
  return made;
}

async function ask(form) {
  const address = new URL(data.live.address, location.href);
  const asked = ["area", "from", "to"].map((name) => [name, form.get(name)]).filter(([, value]) => value);
  if (!asked.length) return ACTIONS.reset.run();
  for (const [name, value] of asked) address.searchParams.set(name, value);
  say(t("loading"));
  try {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(answer.status);
    const { deck } = await answer.json();
    if (!deck?.palette) throw new Error("not a deck of this document");
    const [area, from, to] = ["area", "from", "to"].map((name) => form.get(name));
    const named = data.live.areas.find(([key]) => key === area)?.[1] ?? t("whole");
    const years = from || to ? (from === to ? from : `${from}–${to}`) : "";
    replace(deck, t("filtered", { what: [named, years].filter(Boolean).join(", ") }));
    say("");
  } catch {
    say(t("failed"));
  }
}

/** Show another deck, and in it the slide that was shown. */
function replace(deck, filter) {
  const key = state.at ? state.deck.slides[state.at - 1].key : "";
  const found = deck.slides.findIndex((slide) => slide.key === key);
  const at = !state.at ? 0 : found >= 0 ? found + 1 : Math.min(state.at, deck.slides.length);
  Object.assign(state, { deck, filter, at });
  render();
  share({ deck });
}
