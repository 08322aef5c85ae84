"""Brings a database with the starter content to a size: `python -m scripts.bench.grow --courses 200 --teachers 20000`.

Courses are copied row by row, past Wagtail's own copying, which would take an hour.
"""

import argparse
import uuid
from collections.abc import Callable

import django
from django.db import connection, transaction

from scripts.bench import teachers

PATTERN = "C1"


def main() -> None:
    """Delete or copy courses until there are as many as asked for, and add the bare page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--courses", type=int, required=True)
    parser.add_argument("--teachers", type=int, required=True)
    options = parser.parse_args()
    wanted = options.courses
    django.setup()
    from courses.models import CoursePage  # noqa: PLC0415

    with transaction.atomic():
        _add_bare_page()
        pattern = CoursePage.objects.get(key=PATTERN, locale__language_code="en")
        others = CoursePage.objects.filter(locale_id=pattern.locale_id).exclude(pk=pattern.pk).order_by("-path")
        for course in others[: max(0, others.count() + 1 - wanted)]:
            course.delete()
        missing = wanted - CoursePage.objects.filter(locale_id=pattern.locale_id).count()
        _copy_many(pattern, missing)
        teachers.add(options.teachers)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _add_bare_page() -> None:
    from wagtail.models import Site  # noqa: PLC0415

    from scripts.bench.bare.models import BarePage  # noqa: PLC0415

    home = Site.objects.get(is_default_site=True).root_page
    if not BarePage.objects.exists():
        home.add_child(instance=BarePage(title="Bare", slug="bare", search_description="A bare Wagtail page."))


def _copy_many(pattern, count: int) -> None:
    """Add copies of a course with its modules and units behind its last sibling."""
    from wagtail.models import Page  # noqa: PLC0415
    from wagtail.search.backends import get_search_backend  # noqa: PLC0415

    parent = pattern.get_parent()
    first = parent.numchild + 1
    originals = list(Page.objects.filter(path__startswith=pattern.path).order_by("path"))
    copies: list[tuple[int, Page]] = []
    for number in range(first, first + count):
        root = Page._get_path(parent.path, pattern.depth, number)
        slug = f"{pattern.slug}-{number}"
        for original in originals:
            copy = _plain_copy(original)
            copy.path = root + original.path[len(pattern.path) :]
            copy.slug = slug if original.pk == pattern.pk else original.slug
            copy.title = f"{original.title} {number}"
            copy.url_path = original.url_path.replace(f"/{pattern.slug}/", f"/{slug}/", 1)
            copies.append((original.pk, copy))
    Page.objects.bulk_create([copy for _, copy in copies], batch_size=500)
    Page.objects.filter(pk=parent.pk).update(numchild=parent.numchild + count)
    size = len(originals)
    for start in range(0, len(copies), size):
        _copy_rest({original: copy.pk for original, copy in copies[start : start + size]}, first + start // size)
    backend = get_search_backend()
    for model in {type(page.specific) for page in originals}:
        fresh = model.objects.filter(pk__in=[copy.pk for _, copy in copies])
        backend.get_index_for_model(model).add_items(model, list(fresh))


def _plain_copy(page):
    fields = {field.attname: getattr(page, field.attname) for field in page._meta.concrete_fields}
    fields |= {"id": None, "translation_key": uuid.uuid4(), "latest_revision_id": None, "live_revision_id": None}
    return type(page)(**fields)


def _copy_rest(new: dict[int, int], number: int) -> None:
    """Copy what hangs on the pages of one course: the rows of their types and of their lists."""
    from courses import models  # noqa: PLC0415

    for model in (models.CoursePage, models.ModulePage, models.UnitPage):
        _copy_rows(model, "page_ptr_id", new, {"key": lambda key: f"{key}-{number}"})
    _copy_rows(models.CourseModule, "page_id", new, {"module_id": new.get})
    _copy_rows(models.ModuleDimension, "page_id", new, {})


def _copy_rows(model, owner: str, new: dict[int, int], changes: dict[str, Callable]) -> None:
    """Copy the rows of these owners to their copies, with some columns changed."""
    columns = [field.column for field in model._meta.local_concrete_fields if field.column not in ("id", owner)]
    table = connection.ops.quote_name(model._meta.db_table)
    names = ", ".join(connection.ops.quote_name(column) for column in [owner, *columns])
    marks, places = (", ".join(["%s"] * count) for count in (len(new), len(columns) + 1))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {names} FROM {table} WHERE {connection.ops.quote_name(owner)} IN ({marks})",  # noqa: S608
            list(new),
        )
        fresh = [
            [
                new[old],
                *(
                    changes[column](value) if column in changes else value
                    for column, value in zip(columns, row, strict=True)
                ),
            ]
            for old, *row in cursor.fetchall()
        ]
        cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({places})", fresh)  # noqa: S608


if __name__ == "__main__":
    main()
