"""The lists of courses and modules in the admin: who sees them, what they say, what they cost, what they hide."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import GroupPagePermission, Locale, Page, Workflow
from wagtail_localize.models import StringSegment, StringTranslation, TranslationSource
from wagtail_localize.operations import translate_object

from academy_site.people.roles import STEWARDS, TEACHER_EDUCATORS, TRANSLATORS
from academy_site.starter import groups
from courses.models import CourseEnrolment, CoursePage, Enrolment

pytestmark = pytest.mark.django_db
LISTS = ("courses", "modules")
# The list of modules asks, too, how often each is missed in a language.
QUERIES = {"courses": 19, "modules": 20}


@pytest.fixture
def dutch(programme):
    home = programme.home.copy_for_translation(Locale.objects.get(language_code="nl"))
    home.save_revision().publish()
    return home.locale


@pytest.fixture
def people(programme, dutch, person):
    for entry in groups.entries():
        entry.load()
    return {
        "editor": person(groups=[TEACHER_EDUCATORS]),
        "translator": person(groups=[TRANSLATORS]),
        "steward": person(groups=[STEWARDS]),
        "operator": person(is_superuser=True, is_staff=True),
        "teacher": person(),
    }


@pytest.fixture
def editor(people, sign_in):
    return sign_in(people["editor"])


def rows(client, name, **asked):
    return list(client.get(f"/admin/{name}/", asked).context["object_list"])


def titles(client, name, **asked):
    return [row.title for row in rows(client, name, **asked)]


def enrol(person, page, count):
    for _ in range(count):
        if isinstance(page, CoursePage):
            CourseEnrolment.objects.create(person=person(), course=page.translation_key)
        else:
            Enrolment.objects.create(person=person(), module=page.translation_key)


MAY = {"editor": True, "translator": True, "steward": False, "operator": True, "teacher": False, None: False}


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize(("who", "may"), MAY.items())
def test_who_sees_which_list(people, sign_in, anonymous, who, may, name):
    client = sign_in(people[who]) if who else anonymous
    assert client.get(f"/admin/{name}/").status_code == (200 if may else 302)
    assert client.get(f"/admin/{name}/results/").status_code == (200 if may else 302)
    home = client.get("/admin/")
    assert (f"/admin/{name}/" in home.content.decode()) == may


ADDS = {"editor": True, "translator": False, "operator": True}


@pytest.mark.parametrize(("who", "may"), ADDS.items())
def test_who_is_led_to_a_new_page_and_to_the_form(programme, people, sign_in, who, may):
    course = programme.course()
    page = sign_in(people[who]).get("/admin/courses/").content.decode()
    assert ("/admin/courses/choose_parent/" in page) == may
    assert (f'/admin/pages/{course.pk}/edit/"' in page) == may


def test_a_right_on_one_tree_only_leads_to_its_pages(programme, people, person, sign_in):
    first, second = programme.course(0), programme.course(1)
    helper = person(groups=["Helpers"])
    group = helper.groups.get()
    GroupPagePermission.objects.create(group=group, page=first, permission_type="change")
    group.permissions.add(
        *helper.groups.model.objects.get(name=TRANSLATORS).permissions.filter(codename="access_admin")
    )
    listed = {row.pk: bool(row.edit_url) for row in rows(sign_in(helper), "courses")}
    assert listed == {first.pk: True, second.pk: False}


def test_one_row_for_each_page_of_the_source_language(programme, dutch, editor):
    course = programme.course()
    module = programme.module(course)
    translate_object(course, [dutch])
    translate_object(module, [dutch])
    assert [row.pk for row in rows(editor, "courses")] == [course.pk]
    assert [(row.pk, row.home_title) for row in rows(editor, "modules")] == [(module.pk, course.title)]


def test_the_state_of_a_page(programme, people, editor):
    live, draft, waiting, later = (programme.course(number) for number in range(4))
    draft.unpublish()
    live.save_revision()
    waiting.save_revision()
    Workflow.objects.get().start(waiting, people["editor"])
    later.save_revision().publish()
    later.refresh_from_db()
    later.go_live_at = timezone.now() + timedelta(days=1)
    later.save_revision().publish()
    states = {row.pk: [state.value for state in row.states] for row in rows(editor, "courses")}
    assert states == {
        live.pk: ["live", "draft"],
        draft.pk: ["draft"],
        waiting.pk: ["live", "review"],
        later.pk: ["live", "scheduled"],
    }
    for state in ("live", "draft", "review", "scheduled"):
        found = [pk for pk, values in states.items() if state in values]
        assert [row.pk for row in rows(editor, "courses", state=state)] == found


def coverage(client, name="modules", language="nl"):
    return {
        row.title: part.lacks or "complete"
        for row in rows(client, name)
        for _complete, _said, group in row.coverage
        for part, _address in group
        if part.language == language
    }


def translate_all(page, locale, callbacks, *, publish=True):
    source, _created = TranslationSource.get_or_create_from_instance(page)
    for segment in StringSegment.objects.filter(source=source):
        StringTranslation.objects.get_or_create(
            translation_of=segment.string,
            context=segment.context,
            locale=locale,
            defaults={"data": "Tekst", "translation_type": "manual"},
        )
    with callbacks(execute=True):
        translate_object(page, [locale])
        if publish:
            source.translations.get(target_locale=locale).save_target()


def test_languages_count_the_units_too(programme, module, dutch, editor, django_capture_on_commit_callbacks):
    callbacks = django_capture_on_commit_callbacks
    course = CoursePage.objects.get()
    assert coverage(editor) == {module.title: "not begun"}
    translate_all(course, dutch, callbacks)
    translate_all(module, dutch, callbacks)
    assert coverage(editor) == {module.title: "3 pages not begun"}
    assert titles(editor, "modules", gaps="nl") == [module.title]
    first, *others = module.get_children().specific()
    for unit in others:
        translate_all(unit, dutch, callbacks)
    translate_object(first, [dutch])
    assert coverage(editor) == {module.title: "1 sentence is missing"}
    translate_all(first, dutch, callbacks)
    assert coverage(editor) == coverage(editor, language="nl") == {module.title: "complete"}
    assert coverage(editor, "courses") == {course.title: "complete"}
    assert coverage(editor, language="pl") == {module.title: "not begun"}
    (row,) = rows(editor, "modules")
    assert [(complete, said) for complete, said, _group in row.coverage] == [(True, "complete"), (False, "not begun")]
    assert titles(editor, "modules", gaps="nl") == []
    assert titles(editor, "modules", gaps="pl") == [module.title]
    Page.objects.get(translation_key=first.translation_key, locale=dutch).unpublish()
    assert coverage(editor) == {module.title: "1 page not published"}


def ways(client):
    return {part.language: way for _all, _said, group in rows(client, "courses")[0].coverage for part, way in group}


def test_where_the_languages_lead(programme, people, dutch, sign_in):
    course = programme.course()
    begin = f"/admin/localize/submit/page/{course.pk}/"
    client = sign_in(people["translator"])
    addresses = ways(client)
    assert addresses == {"nl": begin, "pl": begin}
    translate_object(course, [dutch])
    page = CoursePage.objects.get(locale=dutch)
    addresses = ways(client)
    assert addresses == {"nl": f"/admin/pages/{page.pk}/edit/", "pl": begin}


@pytest.mark.parametrize("name", LISTS)
def test_people_are_told_in_bands_and_no_order_shows_more(programme, person, editor, name):
    """The order within a band is that of the curriculum, upwards and downwards."""
    course = programme.course(0)
    made = programme.course if name == "courses" else lambda number: programme.module(course, number)
    counts = [2, 0, 4, 7, 5, 1, 25]
    pages = [made(number) for number in range(1, 8)]
    for page, count in zip(pages, counts, strict=True):
        enrol(person, page, count)
    said = {row.pk: row.people for row in rows(editor, name)}
    words = ["fewer than 5", "fewer than 5", "fewer than 5", "5 to 19", "5 to 19", "fewer than 5", "20 to 99"]
    assert [said[page.pk] for page in pages] == words
    few, some, many = [0, 1, 2, 5], [3, 4], [6]
    for ordering, places in (("band", [*few, *some, *many]), ("-band", [*many, *some, *few])):
        listed = [row.pk for row in rows(editor, name, ordering=ordering) if row.pk != course.pk or name == "modules"]
        assert listed == [pages[place].pk for place in places]


def test_whoever_is_through_or_withdrew_is_not_under_way(programme, person, editor):
    module = programme.module(programme.course())
    enrol(person, module, 5)
    assert rows(editor, "modules")[0].people == "5 to 19"
    Enrolment.objects.filter(pk=Enrolment.objects.first().pk).update(withdrawn_at=timezone.now())
    assert rows(editor, "modules")[0].people == "fewer than 5"
    Enrolment.objects.update(withdrawn_at=None)
    Enrolment.objects.filter(pk=Enrolment.objects.first().pk).update(finished_at=timezone.now())
    assert rows(editor, "modules")[0].people == "fewer than 5"


def test_nothing_about_a_person_stands_there(programme, person, editor):
    module = programme.module(programme.course())
    someone = person(display_name="Zofia Unmistakable", email="zofia@school.example")
    Enrolment.objects.create(person=someone, module=module.translation_key)
    for name in LISTS:
        page = editor.get(f"/admin/{name}/").content.decode()
        assert ("Unmistakable" in page, "zofia@" in page, "owner" in page, "edited_by" in page) == (False,) * 4


def test_search_finds_words_and_keys_in_order(programme, editor):
    course = programme.course()
    for number, title in enumerate(("Talk with learners", "Plan with learners", "Rest"), 1):
        programme.module(course, number, title=title)
    assert titles(editor, "modules", q="learners") == ["Talk with learners", "Plan with learners"]
    assert titles(editor, "modules", q="learners", ordering="title") == ["Plan with learners", "Talk with learners"]
    assert titles(editor, "modules", q="c0-3") == ["Rest"]
    assert titles(editor, "modules", q="nothing") == []
    assert "No modules match your query." in editor.get("/admin/modules/", {"q": "nothing"}).content.decode()


def test_a_strange_question_is_answered_as_none(programme, editor):
    programme.course()
    for asked in ({"ordering": "people_under_way"}, {"state": "x"}, {"gaps": "xx"}, {"p": "x"}, {"locale": "nl"}):
        assert titles(editor, "courses", **asked) == ["Course 0"]


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("count", [1, 3])
def test_a_list_costs_the_same(programme, person, editor, dutch, name, count, django_assert_num_queries):
    fill(programme, person, dutch, count)
    editor.get(f"/admin/{name}/")
    with django_assert_num_queries(QUERIES[name]):
        editor.get(f"/admin/{name}/")


def fill(programme, person, dutch, count):
    for number in range(count):
        course = programme.course(number)
        module = programme.module(course)
        programme.unit(module)
        enrol(person, course, 1)
        enrol(person, module, 1)
        for page in Page.objects.filter(path__startswith=course.path):
            translate_object(page, [dutch])


def test_the_cost_is_bounded_with_200_courses(programme, editor, dutch, django_assert_num_queries):
    home = programme.curriculum
    for number in range(200):
        key = f"C{number}"
        home.add_child(instance=CoursePage(title=key, slug=key.lower(), key=key, locale=home.locale))
    translate_object(CoursePage.objects.get(key="C7"), [dutch])
    editor.get("/admin/courses/")
    with django_assert_num_queries(QUERIES["courses"]):
        assert len(rows(editor, "courses")) == 50
    assert len(rows(editor, "courses", gaps="nl", p=4)) == 50
