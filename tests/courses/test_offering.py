"""What courses offer after a web: recommended modules, in a language the teacher reads first, and what is missed."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import override
from wagtail.models import Locale

from academy_site.foundation import stamp
from academy_site.foundation.models import Dimension
from courses import selectors, services
from courses.listings import first_month, missed_in_words
from courses.models import Enrolment, ModuleDemand, ModulePage, ModuleRecommendation, UnitPage
from tools.offers import chosen_modules, offer_for


def recommend(module, rank=1, dimension="coaching", band="start") -> ModuleRecommendation:
    found = Dimension.objects.get(key=dimension, locale__language_code="en")
    made = ModuleRecommendation.objects.create(page=module, dimension=found, band=band, rank=rank)
    stamp.touch()
    return made


def translate(page, language):
    """Publish a translation of a page, below that of its parent."""
    locale = Locale.objects.get(language_code=language)
    copy = page.copy_for_translation(locale, copy_parents=True, alias=False)
    copy.title = f"{page.title} ({language})"
    copy.save_revision().publish()
    return copy


@pytest.fixture
def modules(programme):
    """Three modules of one course, each with a unit."""
    course = programme.course()
    made = [programme.module(course, number) for number in (1, 2, 3)]
    for module in made:
        programme.unit(module, "see")
    return made


def offered(person, language="en", band="start") -> list[str]:
    found = offer_for(person, language)
    return [found.cards[module.key].title for module in found.modules["coaching", band]]


class TestWhatIsOffered:
    def test_follows_dimension_band_and_rank(self, modules, teacher):
        recommend(modules[0], rank=2)
        recommend(modules[1], rank=1)
        recommend(modules[2], band="share")
        assert offered(teacher) == ["Module C0-2", "Module C0-1"]
        assert offered(teacher, band="share") == ["Module C0-3"]
        assert offered(teacher, band="deepen") == []

    def test_a_card_says_what_it_is(self, modules, teacher):
        recommend(modules[0])
        services.enrol(person=teacher, module=modules[0].translation_key)
        key = str(modules[0].translation_key)
        card = offer_for(teacher, "en").cards[key]
        assert (card.title, card.url, card.language, card.dimension, card.facts, card.is_enrolled) == (
            "Module C0-1",
            "/en/curriculum/course-0/m-1/",
            "en",
            "coaching",
            "1 unit, 27 hours",
            True,
        )
        assert card.enrol_url == f"/en/learning/modules/{key}/enrol/?offered"

    def test_unpublished_or_restricted_modules_are_not_offered(self, modules, teacher):
        recommend(modules[0])
        modules[0].unpublish()
        assert offered(teacher) == []

    def test_a_visitor_gets_the_same_without_a_query(self, modules, rf, django_assert_num_queries):
        recommend(modules[0])
        offered(AnonymousUser())
        with django_assert_num_queries(0):
            assert offered(AnonymousUser()) == ["Module C0-1"]

    @pytest.mark.parametrize("count", [1, 3])
    def test_costs_one_query_for_a_teacher(self, modules, teacher, count, django_assert_num_queries):
        for module in modules[:count]:
            recommend(module)
        offered(teacher)
        with django_assert_num_queries(1):
            assert len(offered(teacher)) == count


class TestLanguages:
    def test_a_module_is_followed_in_a_language_that_has_its_required_units(self, modules):
        module = modules[0]
        translate(ModulePage.objects.get(pk=module.pk), "nl")
        assert selectors.languages_to_follow(module.translation_key) == ("en",)
        translate(UnitPage.objects.get(key="C0-1-see", locale__language_code="en"), "nl")
        assert selectors.languages_to_follow(module.translation_key) == ("en", "nl")

    def test_one_reads_the_reader_language_and_those_of_the_account(self, modules, person):
        someone = person(language="pl", also_reads=["nl", "fi"])
        assert offer_for(someone, "sv").languages == ["sv", "pl", "nl", "fi"]

    def test_a_card_leads_to_the_language_it_is_read_in(self, modules, person):
        module = modules[0]
        recommend(module)
        translate(ModulePage.objects.get(pk=module.pk), "nl")
        translate(UnitPage.objects.get(key="C0-1-see", locale__language_code="en"), "nl")
        key = str(module.translation_key)
        card = offer_for(person(language="pl", also_reads=["nl"]), "pl").cards[key]
        assert (card.language, card.url[:4], card.enrol_url[:4]) == ("nl", "/nl/", "/nl/")
        card = offer_for(person(language="pl"), "pl").cards[key]
        assert (card.language, card.url[:4], card.enrol_url[:4]) == ("en", "/pl/", "/pl/")


class TestDemand:
    def test_is_counted_once_for_a_web(self, modules, person, hand_in_web, django_capture_on_commit_callbacks):
        recommend(modules[0])
        reader, other = person(language="pl"), person(language="en")
        with override("pl"), django_capture_on_commit_callbacks(execute=True):
            hand_in_web(reader, coaching="1")
        with django_capture_on_commit_callbacks(execute=True):
            hand_in_web(other, coaching="1")
        row = ModuleDemand.objects.get()
        assert (row.module, row.language, row.count) == (modules[0].translation_key, "pl", 1)
        assert 200001 <= row.month <= 999912

    def test_adds_up_in_its_month(self, modules):
        key = modules[0].translation_key
        for day in (date(2026, 11, 1), date(2026, 11, 30), date(2026, 12, 1)):
            services.count_demand(missed=[(key, "pl")], on=day)
        assert sorted(ModuleDemand.objects.values_list("month", "count")) == [(202611, 2), (202612, 1)]
        assert selectors.demand_for([key], 202612) == {key: {"pl": 1}}

    def test_holds_nothing_of_a_person(self):
        assert [field.name for field in ModuleDemand._meta.get_fields()] == [
            "id",
            "module",
            "language",
            "month",
            "count",
        ]

    def test_is_told_in_bands_in_the_order_of_the_site(self):
        assert missed_in_words({}) == missed_in_words({"pl": 4, "nl": 1}) == "fewer than 5"
        assert missed_in_words({"pl": 120, "nl": 7, "fi": 4}) == "Nederlands: 5 to 19; Polski: 100 and more"

    def test_covers_a_year(self):
        assert [first_month(day) for day in (date(2026, 11, 5), date(2026, 12, 31), date(2027, 1, 1))] == [
            202512,
            202601,
            202602,
        ]

    def test_stands_in_the_list_of_modules(self, modules, person, sign_in):
        for _ in range(6):
            services.count_demand(missed=[(modules[0].translation_key, "pl")], on=localdate())
        client = sign_in(person(is_superuser=True, is_staff=True))
        html = client.get(reverse("modules:index")).content.decode()
        assert html.count("Polski: 5 to 19") == 1


class TestConstraints:
    @pytest.mark.parametrize("wrong", [{"band": "nowhere"}, {"rank": 0}, {"rank": 10}])
    def test_what_cannot_be_is_refused(self, modules, wrong):
        with pytest.raises(IntegrityError), transaction.atomic():
            recommend(modules[0], **wrong)

    def test_a_band_of_a_dimension_once(self, modules):
        recommend(modules[0])
        again = ModuleRecommendation(page=modules[0], dimension=recommend(modules[1]).dimension, band="start")
        with pytest.raises(ValidationError, match="already"):
            again.validate_constraints()


class TestEnrolling:
    def test_leads_to_the_module_and_says_so_once_and_again(self, modules, teacher, sign_in):
        recommend(modules[0])
        client, key = sign_in(teacher), str(modules[0].translation_key)
        for said in ("You are enrolled in Module C0-1.", "You were enrolled in Module C0-1 already."):
            card = offer_for(teacher, "en").cards[key]
            answer = client.post(card.enrol_url, follow=True)
            assert answer.redirect_chain == [(f"{card.url}#begin", 302)]
            assert said in answer.content.decode()
        assert Enrolment.objects.count() == 1


def test_the_plan_names_modules_and_how_far_they_are(modules, teacher, rf, django_assert_num_queries):
    for module in modules[:2]:
        services.enrol(person=teacher, module=module.translation_key)
    unit = UnitPage.objects.get(key="C0-1-see")
    services.mark_done(person=teacher, unit=unit.translation_key, module=modules[0].translation_key)
    request = rf.get("/")
    request.user = teacher
    chosen_modules(request)
    with django_assert_num_queries(2):
        chosen = chosen_modules(request)
    assert [(one.title, one.url, one.language, one.state) for one in chosen] == [
        ("Module C0-2", "/en/curriculum/course-0/m-2/", "en", "0 of 1 done"),
        ("Module C0-1", "/en/curriculum/course-0/m-1/", "en", "Worked through"),
    ]
