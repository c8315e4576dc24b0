"""What must be true of every part of every page."""

from pydantic import TypeAdapter

from dashboard.figures.plain import Numbers, Picture
from dashboard.views.parts import Part

PICTURE: TypeAdapter[Picture] = TypeAdapter(Picture)


def sound(part: Part) -> str:
    """Asserts that its picture goes through JSON unchanged, that it has a title and questions or records behind it, and that
    a table of records is whole; gives all its words."""
    plain = part.plain()
    said = PICTURE.dump_json(plain)
    assert PICTURE.validate_json(said) == plain, part.key
    assert part.asked or part.records, part.key
    assert part.title or isinstance(plain, Numbers), part.key
    if part.records:
        table = part.records.table()
        assert table.rows and all(len(row) == len(table.columns) for row in table.rows)
        assert part.records.meaning
    return f"{part.title} {part.summary} {part.above} {said.decode()}"
