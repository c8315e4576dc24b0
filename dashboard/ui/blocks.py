"""How the parts of a page are drawn: the opening line, then each part with its title, picture, summary and actions."""

import streamlit as st

from dashboard.metrics.question import Question
from dashboard.ui import explain, maps, tables, take_along
from dashboard.ui.sign_in import plain
from dashboard.views.pages import PARTS
from dashboard.views.parts import Card, Cards, Ground, Html, Note, Part, Parts, Plot, Rows, Sentences
from dashboard.views.view import View
from dashboard.views.wording import link

MANY = 2  # questions with buttons of their own; of more the reader picks one


def opening(title: str, sentence: str) -> None:
    """What the page is and for which area, then its answer in one sentence."""
    st.title(title, anchor=False)
    st.markdown(sentence)


def show(view: View, parts: Parts, *keys: str) -> None:
    """The named parts one below the other, all of them without a name; those that there is nothing to show for are left out."""
    for key in keys or parts:
        if key in parts:
            _part(view, parts[key])


def alone(view: View, key: str) -> None:
    """One part of the page and nothing else, for a frame on another site; all of them where the link names none."""
    parts = PARTS[view.page](view)
    show(view, parts, *([key] if key in parts else ()))
    st.caption(f"[{view.t('embed.source', day=view.engine.facts.as_of)}]({link(view, figure=key)})")


def beside(view: View, parts: Parts, left: str, right: str) -> None:
    """Two parts side by side; one alone has half the width too, so that its picture keeps its measure."""
    if left in parts or right in parts:
        for column, key in zip(st.columns(2, gap="large"), (left, right), strict=True):
            with column:
                show(view, parts, key)


def folded(view: View, parts: Parts, key: str) -> None:
    """A part behind its title, to be opened."""
    part = parts.get(key)
    if isinstance(part, Part):
        with st.container(key=f"figure_{key}"), st.expander(plain(part.title)):
            _inside(view, part)


def _part(view: View, part: Part | Note) -> None:
    if isinstance(part, Note):
        if part.title:
            st.subheader(plain(part.title), anchor=False)
        (st.caption if part.quiet else st.info)(part.text)
        return
    with st.container(key=f"figure_{part.key}"):
        if part.title:
            st.subheader(plain(part.title), anchor=False)
        _inside(view, part)


def _inside(view: View, part: Part) -> None:
    if part.above:
        st.caption(plain(part.above))
    _body(view, part)
    if part.summary:
        st.caption(plain(part.summary))
    _actions(view, part)


def _body(view: View, part: Part) -> None:
    body, alt = part.body, f"{part.title} {part.summary}".strip()
    if isinstance(body, Plot):
        chart = body.draw()
        height = body.height or int(chart.layout.height or 340)
        st.plotly_chart(chart, key=f"chart_{part.key}", theme=None, height=height, alt=alt, config=chart_config(view))
    elif isinstance(body, Html):
        st.html(body.make())
    elif isinstance(body, Ground):
        maps.show(view, f"{part.key}{body.of}", *body.make(), part.title, body.height)
    elif isinstance(body, Cards):
        _cards(view, body)
    elif isinstance(body, Rows):
        tables.rows(part.key, body, alt)
    elif isinstance(body, Sentences):
        st.markdown("\n".join(f"- {plain(line)}" for line in body.lines))


def _cards(view: View, cards: Cards) -> None:
    """Key figures side by side."""
    for column, one in zip(st.columns(len(cards.cards), border=True), cards.cards, strict=True):
        with column:
            _card(view, one)


def _card(view: View, card: Card) -> None:
    """A key figure: what stands behind it is one click away."""
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", key=f"named_{card.key}"
    ):
        st.markdown(card.name, width="stretch")
        if card.question:
            explain.button(view, card.question, f"key_{card.key}")
    st.html(card.html())
    if card.below:
        st.caption(card.below)


def _actions(view: View, part: Part) -> None:
    """The rows of quiet buttons that every part has: its tables and explanations, then what may be taken along."""
    apart = isinstance(part.body, Cards | Sentences)  # key figures are each explained, sentences tell their numbers
    picked = len(part.asked) > MANY
    rows = () if apart else part.asked[:1] if picked else part.asked
    for number, (asked, label) in enumerate(rows):
        with st.container(horizontal=True, gap="small", vertical_alignment="bottom" if picked else "center"):
            if picked:
                asked = _picked(view, part)
            elif label:
                st.caption(label, width="content")
            key = f"{part.key}_{number}" if number else part.key
            composed = None if number or picked else part.composed
            tables.button(view, composed() if composed else view.series(asked), part.title, key)
            explain.button(view, asked, key)
            if not number and not view.embedded:
                take_along.buttons(view, part)
    if not rows:
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            if part.records:
                tables.twin(view, part)
            if not view.embedded:
                take_along.buttons(view, part)


def _picked(view: View, part: Part) -> Question:
    """Of many questions the one that the reader picks."""
    questions = {label: question for question, label in part.asked}
    return questions[st.selectbox(view.t("compare.explain"), questions, key=f"explained_{part.key}", width=360)]


def chart_config(view: View) -> dict[str, object]:
    """Plotly in the reader's language, with nothing on it but the picture to take home."""
    language = view.t.language
    return {
        "displaylogo": False, "showSendToCloud": False, "modeBarButtons": [["toImage"]],
        "locale": language, "locales": {language: view.t.plotly_locale()},
        "toImageButtonOptions": {"format": "png", "scale": 3},
    }  # fmt: skip
