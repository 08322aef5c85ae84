"""Parts of pages are drawn once for each publication, and never for a preview or an answer."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from django.template import Context, Template
from django.utils import translation
from django.utils.safestring import mark_safe

from academy_site.foundation import fragments, slots, stamp
from academy_site.foundation.shelf import Shelf

PART = Template('{% kept "reading" %}{{ draw }}{% endkept %}')
EVERYWHERE = Template('{% kept "footer" on_every_page %}{{ draw }}{% endkept %}')


class Pen:
    """Counts how often it draws."""

    def __init__(self):
        self.drawn = 0

    def __call__(self):
        self.drawn += 1
        return f"drawn {self.drawn}"


def drawing(pen, *, page=7, preview=False, **more):
    request = SimpleNamespace(is_preview=preview)
    return Context({"draw": pen, "page": SimpleNamespace(pk=page), "request": request, **more})


def test_a_part_is_drawn_once_for_each_page_and_language():
    pen = Pen()
    with translation.override("en"):
        said = [PART.render(drawing(pen, page=page)) for page in (1, 1, 2)]
    with translation.override("pl"):
        said.append(PART.render(drawing(pen, page=1)))
    assert said == ["drawn 1", "drawn 1", "drawn 2", "drawn 3"]


def test_a_part_of_every_page_is_drawn_once_for_each_language():
    pen = Pen()
    assert [EVERYWHERE.render(drawing(pen, page=page)) for page in (1, 2, None)] == ["drawn 1"] * 3


def test_a_change_of_content_draws_it_anew(db):
    pen = Pen()
    first = PART.render(drawing(pen))
    stamp.touch()
    assert (first, PART.render(drawing(pen))) == ("drawn 1", "drawn 2")


@pytest.mark.parametrize("more", [{"preview": True}, {"answers": {"a": 1}}, {"page": None}])
def test_what_one_person_sees_is_never_kept(more):
    pen = Pen()
    assert [PART.render(drawing(pen, **more)) for _ in range(2)] == ["drawn 1", "drawn 2"]


def test_what_was_drawn_while_content_changed_is_not_kept(settings):
    def slow():
        # As another process does when something changes there.
        Path(settings.ACADEMY_CONTENT_STAMP).touch()
        return mark_safe("old")

    with stamp.fixed_for_request():
        assert fragments.kept("slow", slow) == "old"
        assert fragments.kept("slow", lambda: mark_safe("new")) == "new"


def test_the_shelf_forgets_what_was_not_used_longest():
    shelf = Shelf(8000)
    things = {name: fragments.Fragment(mark_safe("x" * 700)) for name in "abcde"}  # noqa: S308
    for name in "abcd":
        shelf.put(name, "1", things[name])
    shelf.get("a", "1")
    shelf.put("e", "1", things["e"])
    assert [name for name in "abcde" if shelf.get(name, "1")] == ["a", "c", "d", "e"]
    assert shelf.get("a", "2") is None


SLOT = '{% slot "greeting" key %}Hello, everybody{% endslot %}'


def test_a_slot_of_a_kept_part_is_filled_for_each_reader(monkeypatch):
    monkeypatch.setitem(
        slots._fillers, "greeting", lambda context, key: context.get("name") and f"Hello, {context['name']} ({key})"
    )
    pen = Pen()
    part = Template('{% kept "reading" %}{{ draw }}: ' + SLOT + "{% endkept %}")
    said = [part.render(drawing(pen, key="a-1", **more)) for more in ({"name": "Ann"}, {"name": "Bo"}, {})]
    assert said == ["drawn 1: Hello, Ann (a-1)", "drawn 1: Hello, Bo (a-1)", "drawn 1: Hello, everybody"]
    # Where nothing is kept, the slot is filled at once.
    assert part.render(drawing(pen, key="b", name="Cas", preview=True)) == "drawn 2: Hello, Cas (b)"
    assert Template(SLOT).render(drawing(pen)) == "Hello, everybody"


def test_a_slot_in_a_slot_is_filled_when_the_outer_one_is_not(monkeypatch):
    monkeypatch.setitem(slots._fillers, "greeting", lambda context, key: context.get(key))
    part = Template(
        '{% kept "nested" %}{% slot "outer" "o" %}<p>'
        + SLOT.replace("key", '"inner"')
        + "</p>{% endslot %}{% endkept %}"
    )
    assert part.render(drawing(Pen(), inner="Mine")) == "<p>Mine</p>"
    monkeypatch.setitem(slots._fillers, "outer", lambda context, key: context.get(key))
    assert part.render(drawing(Pen(), inner="Mine", o="Whole")) == "Whole"
    assert part.render(drawing(Pen())) == "<p>Hello, everybody</p>"


def test_a_text_cannot_make_a_slot(monkeypatch):
    monkeypatch.setitem(slots._fillers, "greeting", lambda context, key: "Filled")
    part = Template('{% kept "text" %}{{ draw }}{% endkept %}')
    said = part.render(drawing(lambda: "<!--slot greeting a-->x<!--/slot greeting-->"))
    assert "Filled" not in said
