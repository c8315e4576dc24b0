"""A network as plain data: groups and members as circles in a frame of 0 to 1, their ties as lines."""

from dashboard.figures.network import Network, frame, labelled
from dashboard.figures.plain import Circle, Legend, Link, Map
from dashboard.figures.theme import Texts, country_of


def plain(info: Network, texts: Texts, *, unit: str = "") -> Map:
    """The groups, then the members; a tie is stronger where somebody is in several. The same names are shown as are drawn.
    ``texts.words``: ``group``, what the groups are, for the legend; ``missing`` where a member's country is not known."""
    west, east, south, north = frame(info)
    named = {label.key for label in labelled(info, texts)}
    roles = {node.key: country_of(node.area) or "context" for node in info.nodes}
    told = {group: texts.name(group) for group in info.groups} | {
        n.key: ": ".join(filter(None, (n.name, n.text))) for n in info.nodes
    }
    names = {group: texts.name(group) for group in info.groups} | {n.key: n.name for n in info.nodes}
    keys = [*info.groups, *(node.key for node in info.nodes)]
    circles = tuple(
        Circle(
            (info.places[key][0] - west) / (east - west), (info.places[key][1] - south) / (north - south), names[key],
            told[key], role=roles.get(key, "both"), named=key in named,
        )
        for key in keys
    )  # fmt: skip
    at = {key: number for number, key in enumerate(keys)}
    links = tuple(
        Link(at[node.key], at[group], role="context" if len(node.groups) > 1 else "line")
        for node in info.nodes for group in node.groups if group in at
    )  # fmt: skip
    words = {"both": texts.words.get("group", ""), "context": texts.words.get("missing", "")}
    shown = [one for one in ("both", "SE", "NO", "context") if one == "both" or one in roles.values()]
    labels = ((words[one] if one in words else texts.name(one), one) for one in shown)
    return Map(circles=circles, links=links, legend=tuple(Legend(*entry) for entry in labels if entry[0]), unit=unit)
