"""The English strings that the starter translates, in reading order, with the place each stands at.

One string is one paragraph, list item or short field, in the Markdown of the starter files.
`locales/<language>/starter.po` holds their translations.
"""

from collections.abc import Iterator
from typing import Any

from academy_site.starter import files
from academy_site.starter.environment import weights_text
from academy_site.starter.markup import sentences
from academy_site.starter.standing import home_sections

Text = tuple[str, str]

# What a visitor must be able to read before signing up, and where the menu leads.
TRANSLATED_STANDING_PAGES = ("spiderweb", "about", "privacy", "accessibility", "communities")

# Block types whose text is Markdown; elsewhere a text is one plain string.
_MARKDOWN = {"text", "callout", "example", "audience", "trust", "origin"}
_FIELDS = ("title", "introduction", "text", "question", "product", "note", "definition", "definition_source")


def block_texts(place: str, body: list[dict[str, Any]]) -> Iterator[Text]:
    """Yield the strings of a list of typed blocks."""
    for number, block in enumerate(body, start=1):
        where = f"{place}, block {number} ({block['type']})"
        for name in _FIELDS:
            if not block.get(name):
                continue
            if name == "text" and block["type"] in _MARKDOWN:
                yield from ((where, sentence) for sentence in sentences(block[name]))
            else:
                yield where, block[name]
        for item in (*block.get("steps", ()), *block.get("items", ())):
            yield from ((where, text) for text in (item.values() if isinstance(item, dict) else [item]))
        if "link" in block:
            yield where, block["link"]["text"]


def page_texts(place: str, page: dict[str, Any]) -> Iterator[Text]:
    """Yield title, introduction and body of one written-out page."""
    yield f"{place}, title", page["title"]
    if page.get("menu_title"):
        yield f"{place}, short title for the menu", page["menu_title"]
    if page.get("introduction"):
        yield f"{place}, introduction", page["introduction"]
    yield from block_texts(place, page.get("body", []))


def home_texts() -> Iterator[Text]:
    """Yield the strings of the home page and its sections."""
    home = files.pages("home")["home"]
    yield from page_texts("page home", home)
    yield "page home, primary action", home["action"]["text"]
    yield "page home, line under the primary action", home["action"]["note"]
    for section in home_sections():
        yield from block_texts(f"page {section['key']}", [section])


def knowledge_check_texts(place: str, checks: list[dict[str, Any]]) -> Iterator[Text]:
    """Yield question, options and feedback of knowledge checks."""
    for check in checks:
        where = f"{place}, knowledge check {check['key']}"
        yield where, check["text"]
        for option in check["options"]:
            yield f"{where}, option {option['key']}", option["text"]
            yield f"{where}, feedback on option {option['key']}", option["feedback"]


def vocabulary_texts() -> Iterator[Text]:
    """Yield the strings of dimensions, quadrants, phases, glossary terms and sources."""
    for dimension in files.read("spiderweb")["dimensions"]:
        where = f"dimension {dimension['key']}"
        for name in ("axis_label", "title", "guiding_question", "why"):
            yield f"{where}, {name}", dimension[name]
        for level in dimension["levels"]:
            yield f"{where}, level {level['level']} ({level['label']})", level["text"]
    guideline = files.read("guideline")
    for quadrant in guideline["quadrants"]:
        for name in ("title", "short", "teacher_role", "learner_role", "strengths", "risk"):
            yield f"quadrant {quadrant['key']}, {name}", quadrant[name]
    for phase in guideline["phases"]:
        for name in ("title", "duration", "question"):
            yield f"phase {phase['key']}, {name}", phase[name]
    for term in files.read("glossary")["terms"]:
        yield f"glossary {term['key']}, term", term["term"]
        yield f"glossary {term['key']}, explanation", term["text"]
    for source in files.read("meta")["sources"]:
        yield f"source {source['key']} (keep titles of publications as they are)", source["cite"]


def spiderweb_texts() -> Iterator[Text]:
    """Yield the strings of the spiderweb that are not those of the dimensions themselves."""
    web = files.read("spiderweb")
    yield from ((f"spiderweb, {name}", web[name]) for name in ("title", "purpose", "intro_for_teacher"))
    for mode in web["modes"]:
        yield "spiderweb, way to answer", mode["title"]
        yield "spiderweb, way to answer", mode["how"]
    for step in web["answer_scale"]:
        yield "spiderweb, answer", step["label"]
        yield "spiderweb, meaning of an answer, said by the teacher", step["text"]
    for band in web["bands"]:
        yield f"spiderweb, advice of band {band['key']}", band["advice"]
    for dimension in web["dimensions"]:
        where = f"spiderweb, {dimension['key']}"
        for statement in dimension["statements"]:
            yield f"{where}, statement {statement['key']}", statement["text"]
        for level in dimension["levels"]:
            yield f"{where}, next step from level {level['level']}", level["next_step"]
        for level in dimension["learner_mirror"]:
            yield f"{where}, level {level['level']} as a learner would say it", level["text"]
        yield from ((f"{where}, example of evidence", text) for text in dimension["evidence_examples"])
        yield from ((f"{where}, question to think about", text) for text in dimension["reflection_prompts"])


def survey_purpose(survey: dict[str, Any]) -> str:
    """Return what stands above the start of the school survey: what it is for, and how anonymous it is."""
    return f"{survey['purpose']}\n\n{survey['intro_texts']['all']}"


def survey_texts() -> Iterator[Text]:
    """Yield the strings of the school survey."""
    survey = files.read("school_survey")
    yield "school survey, title", survey["title"]
    yield "school survey, purpose and anonymity", survey_purpose(survey)
    for role in survey["roles"]:
        yield f"school survey, said to {role['key']}s before the first item", survey["intro_texts"][role["key"]]
    for mode in survey["modes"]:
        yield "school survey, way to answer", mode["title"]
        yield "school survey, way to answer", mode["use"]
    for step in survey["scale"]:
        yield "school survey, answer", step["label"]
    for area in survey["areas"]:
        where = f"school survey, area {area['key']}"
        yield f"{where}, title", area["title"]
        yield f"{where}, question", area["description"]
        for item in area["items"]:
            yield f"{where}, concept {item['key']}", item["concept"]
            for role in survey["roles"]:
                if item[role["key"]]:
                    yield f"{where}, {item['key']} as {role['key']}s read it", item[role["key"]]
    for name in ("title", "description"):
        yield f"school survey, open questions, {name}", survey["own_words"][name]
    for question in survey["open_questions"]:
        yield f"school survey, open question {question['key']}", question["text"]


def curriculum_texts() -> Iterator[Text]:
    """Yield the strings of the curriculum page, which is the catalogue."""
    curriculum = files.read("curriculum")
    yield "curriculum, title", curriculum["title"]
    yield "curriculum, short title for the menu", curriculum["menu_title"]
    yield "curriculum, title for search engines", curriculum["seo_title"]
    for name in ("intro", "hours_note", "knowledge_check_rules"):
        yield f"curriculum, {name}", curriculum[name]
    for principle in curriculum["principles"]:
        yield "curriculum, principle", principle
    for step in curriculum["steps"]:
        yield f"curriculum, step {step['key']}", step["text"]
    for route in curriculum["routes"]:
        yield f"curriculum, route {route['key']}", route["title"]
        yield f"curriculum, route {route['key']}", route["time"]
    for note in curriculum["trainer_notes"]:
        yield "curriculum, note for trainers", note
    yield "curriculum, prior learning", curriculum["prior_learning"]["text"]


def first_course_texts() -> Iterator[Text]:
    """Yield the strings of course C0, its module M0 and the units of M0."""
    course = files.read("curriculum")["courses"][0]
    yield "course C0, title", course["title"]
    yield "course C0, description", course["description"]
    for module in course["modules"]:
        where = f"module {module['key']}"
        yield f"{where}, title", module["title"]
        for outcome in module["outcomes"]:
            yield f"{where}, outcome", outcome
        yield f"{where}, task title", module["task"]["title"]
        yield f"{where}, task product", module["task"]["product"]
        for criterion in module["task"]["criteria"]:
            yield f"{where}, task criterion", criterion
        for unit in files.units(module["key"]):
            yield from page_texts(f"unit {unit['key']}", unit)
        yield from knowledge_check_texts(where, module["knowledge_checks"])


def map_texts() -> Iterator[Text]:
    """Yield the strings of the pages that the menu leads to: guideline, environment, glossary."""
    guideline = files.read("guideline")
    for name in ("title", "menu_title", "seo_title", "intro"):
        yield f"guideline, {name}", guideline[name]
    for axis in guideline["axes"]:
        for name in ("from", "to", "question"):
            yield f"guideline, axis {axis['key']}", axis[name]
    for advice in guideline["using_quadrants"]:
        yield "guideline, how to use the quadrants", advice
    for field in guideline["planning_card"]["fields"]:
        yield "guideline, field of the plan card", field
    yield from block_texts("guideline", guideline["body"])
    checklist = files.read("environment_checklist")
    for name in ("title", "menu_title", "seo_title", "introduction", "how_to_use"):
        yield f"environment, {name}", checklist[name]
    for text in sentences(weights_text(checklist["weights"])):
        yield "environment, weight of an item", text
    glossary = files.read("glossary")
    for name in ("title", "note"):
        yield f"glossary page, {name}", glossary[name]


def translated_texts() -> list[Text]:
    """Return every string that the starter translates, the first place of each string only."""
    seen: dict[str, str] = {}
    for texts in (
        home_texts(),
        *(page_texts(f"page {name}", files.pages(name)[name]) for name in TRANSLATED_STANDING_PAGES),
        map_texts(),
        curriculum_texts(),
        first_course_texts(),
        vocabulary_texts(),
        spiderweb_texts(),
        survey_texts(),
    ):
        for where, text in texts:
            seen.setdefault(text, where)
    return [(where, text) for text, where in seen.items()]
