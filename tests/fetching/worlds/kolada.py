"""Kolada v3 with a few key figures: values of years and areas that follow from their names, in pages."""

import json
import re

from tests.fetching.server import Answer, Asked, Publishers


class Kolada:
    """``published`` says for each key figure its newest year and the day when it comes next; pages have ``page`` rows."""

    def __init__(self, publishers: Publishers, published: dict[str, tuple[int, str]], page: int = 7) -> None:
        self.published, self.page = published, page
        self.host, self.circle = "https:/", False  # how the next page is named; whether it is always the first
        self.revised: dict[tuple[str, int], float] = {}
        publishers.serve(r"api\.kolada\.se/v3/kpi/", self._kpis)
        publishers.serve(r"api\.kolada\.se/v3/data/", self._data)

    def value(self, kpi: str, area: str, year: int) -> float:
        """A value that tells what it is of."""
        return self.revised.get((kpi, year), int(kpi[1:]) % 97 + int(area) / 100 + year / 10)

    def _kpis(self, asked: Asked) -> Answer:
        ids = asked.place.rpartition("/")[2].split(",")
        assert len(ids) <= 25
        found = [
            {"id": kpi, "title": f"Nyckeltal {kpi}", "publ_period": str(year), "publication_date": day}
            for kpi, (year, day) in self.published.items() if kpi in ids
        ]  # fmt: skip
        return _json({"values": found, "count": len(found)})

    def _data(self, asked: Asked) -> Answer:
        kpi, areas, years = re.search(r"kpi/(\w+)/municipality/([\d,]+)/year/([\d,]+)", asked.place).groups()  # type: ignore[union-attr]
        assert len(areas.split(",")) <= 25
        rows = [
            {"kpi": kpi, "municipality": area, "period": int(year),
             "values": [{"gender": "T", "value": self.value(kpi, area, int(year)), "status": "", "count": 1}]}
            for area in areas.split(",") for year in years.split(",") if int(year) <= self.published[kpi][0]
        ]  # fmt: skip
        start = int(asked.query.get("page", "1")) * self.page - self.page
        more = f"{self.host}/{asked.place}?per_page=5000&page={1 if self.circle else start // self.page + 2}"
        return _json(
            {"values": rows[start : start + self.page], "next_url": more if start + self.page < len(rows) else None}
        )


def _json(content: object) -> Answer:
    return Answer(json.dumps(content).encode(), compress=True)
