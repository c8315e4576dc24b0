"""The page Transition's first part: jobs in the bio- and circular economy, and greenhouse gases on each side of the border."""

from dashboard.figures.plain import Numbers
from dashboard.views.circular import emission_pictures, emissions, green_jobs, green_ranking
from dashboard.views.parts import Asked, Cards, Note, Part, Parts, together
from dashboard.views.view import View, remembered


def parts(view: View) -> Parts:
    """Key figures, and a picture or two of each."""
    t, jobs, sides = view.t, green_jobs.known(view), emissions.sides(view)
    green = (green_jobs.farming(view), green_ranking.part(view)) if jobs else ()
    lacking = [t("circular.jobs.nothing")] if sides and not jobs else []
    lacking += [t("circular.emissions.nothing")] if jobs and not sides else []
    return together(
        _figures(view), *green, *(Note(text, key="lacking") for text in lacking), _caveat(view) if sides else None,
        *(emission_pictures.sectors(part, country) for country, part in sides.items()),
        *(emission_pictures.inhabitants(part, country) for country, part in sides.items()),
    )  # fmt: skip


@remembered
def answer(view: View) -> str:
    """How many jobs there are, and how emissions have gone; what to import where neither is known."""
    told = [green_jobs.answer(view)] if green_jobs.known(view) else []
    told += emissions.answer(emissions.sides(view))
    return f"**{' '.join(told)}**" if told else view.t("circular.nothing")


def _figures(view: View) -> Part | None:
    """Jobs of both kinds, and each side's emissions."""
    green, sides = green_jobs.GREEN if green_jobs.known(view) else (), emissions.sides(view)
    cards = [green_jobs.card(view, metric) for metric in green]
    cards += [emissions.card(part, country) for country, part in sides.items()]
    if not cards:
        return None

    def numbers() -> Numbers:
        found = [green_jobs.number(view, metric) for metric in green]
        return Numbers((*found, *(emissions.number(part, country) for country, part in sides.items())))

    asked = tuple(Asked(card.question, card.name) for card in cards if card.question)
    return Part("figures", "", "", Cards(tuple(cards)), numbers, asked)


def _caveat(view: View) -> Note:
    """Why the two sides stand apart, and which filters mean nothing here."""
    every = [view.t("circular.emissions.every")] if view.selection.codes() else []
    return Note(" ".join([view.t("metric.emissions.caveat"), *every]), quiet=True, key="emissions")
