"""A spiderweb placed on a page: the same for everybody, with what a teacher has of their own."""

import re

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.blocks.struct_block import StructBlockValidationError

from academy_site.home.models import StandardPage
from courses.models import ModulePage
from tests.courses.conftest import tool
from tools.blocks import ToolBlock
from tools.models import Instrument
from tools.services.answering import start_web

ABOUT = "/en/about/"
PURPOSE = "A private mirror for teachers."


def text_of(response) -> str:
    main = response.content.decode().partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def address(name, *args) -> str:
    return reverse(name, args=args)


@pytest.fixture
def place(programme):
    """Publish a page to read with blocks: `place(tool(spiderweb))`."""

    def make(*blocks):
        body = [{"id": f"00000000-0000-0000-0000-{number:012}", **block} for number, block in enumerate(blocks)]
        return programme.add(programme.home, StandardPage(title="About", slug="about", body=body))

    return make


class TestForEverybody:
    def test_says_what_it_is_for_and_how_long_it_takes(self, place, version, spiderweb, anonymous):
        place(tool(spiderweb))
        answer = anonymous.get(ABOUT)
        text = text_of(answer)
        assert PURPOSE in text
        assert "From 8 minutes on" in text
        assert "Only you see your answers" in text
        assert "csrfmiddlewaretoken" not in answer.content.decode()
        assert "no-store" not in answer["Cache-Control"]

    def test_leads_to_the_quick_web_and_to_its_own_page(self, place, version, spiderweb, anonymous):
        place(tool(spiderweb))
        html = anonymous.get(ABOUT).content.decode()
        for name in ("quick_web", "webs"):
            assert f'href="{address(name, "spiderweb")}"' in html

    def test_is_the_same_whoever_comes_and_costs_nothing_the_second_time(self, place, version, spiderweb, anonymous):
        place(tool(spiderweb), tool(spiderweb))
        first = anonymous.get(ABOUT).content
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert anonymous.get(ABOUT).content == first
        assert len(asked) == 0

    def test_readers_see_nothing_before_it_is_released(self, place, spiderweb, anonymous):
        place(tool(spiderweb))
        assert "block--tool" not in anonymous.get(ABOUT).content.decode()

    def test_is_there_from_the_release_on(self, place, spiderweb, anonymous, request):
        place(tool(spiderweb))
        anonymous.get(ABOUT)
        request.getfixturevalue("version")
        assert PURPOSE in text_of(anonymous.get(ABOUT))

    def test_stands_on_the_page_of_a_module(self, module, version, spiderweb, anonymous):
        page = ModulePage.objects.get(pk=module.pk)
        page.tools = [tool(spiderweb)]
        page.save_revision().publish()
        assert PURPOSE in text_of(anonymous.get("/en/curriculum/course-0/m-1/"))


class TestForATeacher:
    def test_may_start_here(self, place, version, spiderweb, teacher, sign_in):
        page = place(tool(spiderweb))
        answer = sign_in(teacher).get(ABOUT)
        html = answer.content.decode()
        assert PURPOSE in text_of(answer)
        assert f'action="{address("start_web", "spiderweb")}"' in html
        assert f'name="begun_on" value="{page.translation_key}"' in html
        assert re.findall(r'name="mode" value="(\w+)"', html) == ["full", "quick"]
        assert answer["Cache-Control"] == "private, no-store"

    def test_goes_on_with_the_web_under_way(self, place, version, spiderweb, teacher, sign_in):
        place(tool(spiderweb))
        draft = start_web(person=teacher, version=version, mode="quick")
        answer = sign_in(teacher).get(ABOUT)
        assert "You have a web under way" in text_of(answer)
        assert f'href="{address("web_draft", draft.key, 1)}"' in answer.content.decode()
        assert 'name="mode"' not in answer.content.decode()

    def test_sees_nothing_of_another_teacher(self, place, version, spiderweb, teacher, person, sign_in):
        place(tool(spiderweb))
        start_web(person=teacher, version=version, mode="quick")
        assert "under way" not in text_of(sign_in(person()).get(ABOUT))

    def test_leads_to_the_last_web(self, place, hand_in_web, spiderweb, teacher, sign_in):
        place(tool(spiderweb))
        web = hand_in_web(teacher)
        html = sign_in(teacher).get(ABOUT).content.decode()
        assert f'href="{address("web", web.key)}"' in html

    @pytest.mark.parametrize("count", [1, 3])
    def test_costs_two_queries_more(self, place, hand_in_web, spiderweb, teacher, sign_in, count):
        place(*[tool(spiderweb)] * count)
        hand_in_web(teacher)
        client = sign_in(teacher)
        client.get(ABOUT)
        with CaptureQueriesContext(connection) as asked:
            client.get(ABOUT)
        about_webs = [query["sql"] for query in asked if 'FROM "tools_response' in query["sql"]]
        assert (len(about_webs), len(asked)) == (2, 6)


class TestForEditors:
    def test_a_preview_says_why_readers_see_nothing(self, place, spiderweb, rf, person):
        page = place(tool(spiderweb))
        request = rf.get("/")
        request.user, request.is_preview = person(), True
        html = page.make_preview_request(original_request=request).render().content.decode()
        assert "is not released yet, so readers see nothing here." in html

    def test_a_survey_is_refused_at_its_field(self, spiderweb):
        block = ToolBlock()
        survey = Instrument(kind="survey", key="survey", title="Survey", locale=spiderweb.locale)
        survey.save()
        with pytest.raises(StructBlockValidationError) as refusal:
            block.clean(block.normalize({"instrument": survey, "counts": False}))
        assert list(refusal.value.block_errors) == ["instrument"]

    def test_shows_its_preview(self, version):
        block = ToolBlock()
        value = block.get_preview_value()
        assert PURPOSE in render_to_string(block.meta.template, {"value": value, "self": value})
