"""Most similar municipalities: to which one, by what, and the nearest on both sides of the border."""

from functools import lru_cache, partial

from dashboard.figures.plain import Column, Grid
from dashboard.metrics.readings import similar
from dashboard.metrics.readings.comparing import Place
from dashboard.metrics.readings.similar import FEATURES, USUAL, Near, Profiles
from dashboard.metrics.reference import COUNTRIES, municipalities
from dashboard.views import answers, record_list
from dashboard.views.parts import Part, Records, Rows
from dashboard.views.view import View
from dashboard.views.wording import within
from dashboard.warehouse.engine import Identity

HEAVIEST = 3
TOLD = 3  # features named for each
ASIDE = 2  # municipalities of each country that are compared with the chosen one: with it they are five
START = "SE-2380"
EQUAL = tuple(USUAL.values())  # the weights unless others are asked for


@lru_cache(maxsize=2)
def profiles(warehouse: Identity) -> Profiles:
    """The features of all municipalities, from that very file."""
    return similar.profiles(partial(answers.series, warehouse))


def near(view: View, area: str, weights: tuple[int, ...] = EQUAL) -> dict[str, list[Near]]:
    """The five municipalities of each country that are most like one, by the weights in the order of FEATURES."""
    return similar.nearest(profiles(view.warehouse), area, dict(zip(FEATURES, weights, strict=True)))


def choices(view: View) -> tuple[str, ...]:
    """Which municipality others may be compared with: the one in the filter, else one of all, the chosen ones first."""
    areas = view.selection.municipalities() if view.selection.areas else (START,)
    if len(areas) == 1 and view.selection.areas:
        return areas
    return tuple(dict.fromkeys([areas[0], *view.t.sort(municipalities(), key=view.t.area)]))


def chosen(view: View) -> str:
    """The municipality that others are compared with."""
    return view.option("to", choices(view))


def weights(view: View) -> tuple[int, ...]:
    """How much each feature counts, in the link as ``weights=1,0,2…``; the usual where it does not say one for each."""
    told = dict(view.options).get("weights", "").split(",")
    right = len(told) == len(EQUAL) and all(one in map(str, range(HEAVIEST + 1)) for one in told)
    return tuple(map(int, told)) if right else EQUAL


def known(view: View, feature: str) -> int:
    """Of how many municipalities a feature is known."""
    return profiles(view.warehouse).known(feature)


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


def part(view: View, country: str, found: list[Near]) -> Part:
    """The five nearest on one side of the border, and what makes them alike."""
    t = view.t
    columns = (t("column.area"), t("similar.alike"), t("similar.distance"))

    def words() -> dict[str, list[str]]:
        told = [(t.area(n.area), _alike(view, n), t.number(n.distance, 2)) for n in found]
        return {name: [row[number] for row in told] for number, name in enumerate(columns)}

    def grid() -> Grid:
        area, alike, distance = columns
        return Grid(
            (Column(t("column.key"), name="key", code=True), Column(area, name="area"), Column(alike, name="alike"),
             Column(distance, "number", 2, "distance")),
            tuple((n.area, t.area(n.area), _alike(view, n), n.distance) for n in found),
        )  # fmt: skip

    return Part(
        f"similar_{country}", t("similar.list", country=t.area(country)), "", Rows(words),
        lambda: record_list.without_keys(grid()),
        records=Records(grid, (), t("similar.help")),
    )  # fmt: skip


def _alike(view: View, near: Near) -> str:
    t = view.t
    names = [t(f"similar.feature.{name}") for name in near.alike[:TOLD]]
    return t.sentence([names[0], *map(within, names[1:])]) if names else t("similar.alike.none")
