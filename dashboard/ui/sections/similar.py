"""Most similar municipalities: to which one, by what, and the nearest on both sides of the border in words."""

from functools import lru_cache, partial

import streamlit as st

from dashboard.metrics.readings import similar
from dashboard.metrics.readings.comparing import Place
from dashboard.metrics.readings.similar import FEATURES, USUAL, Near, Profiles
from dashboard.metrics.reference import COUNTRIES, municipalities
from dashboard.ui import controls, maps, warehouses
from dashboard.ui.state import View
from dashboard.warehouse.engine import Identity

HEAVIEST = 3
TOLD = 3  # features named for each
ASIDE = 2  # municipalities of each country that are compared with the chosen one: with it they are five
START = "SE-2380"


@lru_cache(maxsize=2)
def _profiles(warehouse: Identity) -> Profiles:
    return similar.profiles(partial(warehouses.series, warehouse))


def near(view: View, area: str, weights: tuple[int, ...] = tuple(USUAL.values())) -> dict[str, list[Near]]:
    """The five municipalities of each country that are most like one, by the weights in the order of FEATURES."""
    return similar.nearest(_profiles(view.warehouse), area, dict(zip(FEATURES, weights, strict=True)))


def chosen(view: View) -> str:
    """The municipality that others are compared with: the one in the filter, else one of all, chosen here."""
    areas = view.selection.municipalities() if view.selection.areas else (START,)
    if len(areas) == 1 and view.selection.areas:
        return areas[0]
    order = list(dict.fromkeys([areas[0], *view.t.sort(municipalities(), key=view.t.area)]))
    return controls.choice("to", order, view.t("similar.to"), view.t.area, key=f"choice_to_{areas[0]}")


def weights(view: View) -> tuple[int, ...]:
    """How much each feature counts, by sliders; in the link as ``weights=1,0,2…`` unless all count the same."""
    t, usual = view.t, tuple(USUAL.values())
    known = _profiles(view.warehouse)
    with st.expander(t("similar.weights"), icon=":material/tune:"):
        st.caption(t("similar.weights.help"))
        columns = st.columns(len(FEATURES) // 2 + 1)
        told = [
            columns[n % len(columns)].slider(
                t(f"similar.feature.{name}"), 0, HEAVIEST, value, key=f"weight_{name}",
                help=t("similar.known", n=known.known(name), all=len(municipalities())),
            )
            for n, (name, value) in enumerate(zip(FEATURES, _asked(usual), strict=True))
        ]  # fmt: skip
    controls.keep("weights", ",".join(map(str, told)), ",".join(map(str, usual)))
    return tuple(told)


def _asked(usual: tuple[int, ...]) -> tuple[int, ...]:
    """The weights of the link, or the usual ones where it does not say one for each feature."""
    parts = st.query_params.get("weights", "").split(",")
    right = len(parts) == len(usual) and all(part.isdigit() and int(part) <= HEAVIEST for part in parts)
    return tuple(map(int, parts)) if right else usual


def places(area: str, found: dict[str, list[Near]]) -> tuple[Place, ...]:
    """The municipality and its nearest on both sides: what is put side by side."""
    keys = [area, *(n.area for country in COUNTRIES for n in found[country][:ASIDE])]
    return tuple(Place(key, (key,)) for key in keys)


def answer(view: View, area: str, found: dict[str, list[Near]]) -> str:
    """Which municipality is most like the chosen one in each country, in one sentence."""
    t = view.t
    nearest = {country: found[country][0] for country in COUNTRIES if found[country]}
    if not nearest:
        return t("similar.none", area=t.area(area))
    told = [t("similar.in", area=t.area(n.area), country=t.area(country)) for country, n in nearest.items()]
    return t("similar.answer", area=t.area(area), names=t.sentence(told))


def lists(view: View, found: dict[str, list[Near]]) -> None:
    """The five nearest on each side, and what makes them alike."""
    t = view.t
    for column, country in zip(st.columns(2, gap="large"), COUNTRIES, strict=True):
        with column:
            st.subheader(t("similar.list", country=t.area(country)), anchor=False)
            st.table(
                {
                    t("column.area"): [t.area(n.area) for n in found[country]],
                    t("similar.alike"): [_alike(view, n) for n in found[country]],
                    t("similar.distance"): [t.number(n.distance, 2) for n in found[country]],
                },
                border="horizontal", hide_index=True,
            )  # fmt: skip
    st.caption(t("similar.help"))


def _alike(view: View, near: Near) -> str:
    t = view.t
    names = [t(f"similar.feature.{name}") for name in near.alike[:TOLD]]
    return t.sentence([names[0], *map(maps.within, names[1:])]) if names else t("similar.alike.none")
