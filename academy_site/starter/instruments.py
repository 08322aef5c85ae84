"""Makes instruments of the starter files: the spiderweb, the school survey and the checklist of the walk."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from django.utils.text import slugify
from wagtail.log_actions import log

from academy_site.foundation.models import Dimension
from academy_site.starter import files
from academy_site.starter.blocks import StreamWriter
from academy_site.starter.identity import snippet_uuid
from academy_site.starter.ledger import Entry
from academy_site.starter.library import Library
from academy_site.starter.texts import survey_purpose
from tools.models import (
    Instrument,
    InstrumentBand,
    InstrumentGroup,
    InstrumentIntroduction,
    InstrumentItem,
    InstrumentLevel,
    InstrumentMode,
    ScaleStep,
)
from tools.services.releasing import release_instrument

Data = dict[str, Any]

# The answer that counts in no mean.
NOT_APPLICABLE = "na"
# The instruments that people can use from the first day on.
RELEASED = ("spiderweb", "school-survey")
SURVEY_AUDIENCES = ("teacher", "leader", "student", "parent", "governor")


def entries(library: Library) -> Iterator[Entry]:
    """Yield the instruments that the starter brings, as editors would write and publish them."""
    for key in RELEASED:
        yield Entry(f"instrument/{key}", partial(_load, library, key))


def release_entries(library: Library) -> Iterator[Entry]:
    """Yield the first release of each, after the translations, which it takes along."""
    for key in RELEASED:
        yield Entry(f"release/{key}", partial(_release, library, key))


def _load(library: Library, key: str) -> Sequence[Any]:
    instrument = Maker(library).make(key)
    instrument.full_clean()
    instrument.save()
    log(instance=instrument, action="wagtail.create")
    instrument.save_revision(log_action=True).publish()
    return (instrument,)


def _release(library: Library, key: str) -> Sequence[Any]:
    instrument = Instrument.objects.filter(key=key, locale=library.locale, live=True).first()
    if instrument is not None:
        release_instrument(instrument=instrument)
    return ()


def _number(parts: Any) -> None:
    """Write down the order, which PostgreSQL does not keep by itself."""
    numbered = list(parts.all())
    for place, part in enumerate(numbered):
        part.sort_order = place
    parts.set(numbered)


class Maker:
    """Makes instruments with identities that are the same in every database. Nothing is saved."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._key = ""

    def make(self, key: str) -> Instrument:
        """Return the instrument with this key: `spiderweb`, `school-survey` or `environment-walk`."""
        self._key = key
        makers = {"spiderweb": self._spiderweb, "school-survey": self._survey, "environment-walk": self._walk}
        instrument = makers[key]()
        for name in ("introductions", "scale", "modes", "bands", "groups"):
            _number(getattr(instrument, name))
        for group in instrument.groups.all():
            _number(group.items)
            _number(group.levels)
        return instrument

    def _new(self, model: type, *path: object, **fields: Any) -> Any:
        identity = snippet_uuid("instrument", "/".join([self._key, *(str(part) for part in path)]))
        return model(locale=self._library.locale, translation_key=identity, **fields)

    def _instrument(self, kind: str, data: Data, purpose: str) -> Instrument:
        return self._new(Instrument, key=self._key, kind=kind, title=data["title"], purpose=purpose, live=False)

    def _spiderweb(self) -> Instrument:
        data = files.read("spiderweb")
        instrument = self._instrument("spiderweb", data, data["purpose"])
        instrument.introductions = [self._introduction("teacher", data["intro_for_teacher"])]
        instrument.scale = self._scale(data["answer_scale"])
        instrument.modes = self._modes(data["modes"])
        instrument.bands = [
            self._new(
                InstrumentBand,
                "band",
                band["key"],
                key=band["key"],
                low=str(band["from"]),
                high=str(band["to"]),
                advice=band["advice"],
            )
            for band in data["bands"]
        ]
        dimensions = {word.key: word for word in Dimension.objects.filter(locale=self._library.locale)}
        instrument.groups = [self._dimension(place, dimensions) for place in data["dimensions"]]
        return instrument

    def _dimension(self, data: Data, dimensions: dict[str, Dimension]) -> InstrumentGroup:
        key = data["key"]
        group = self._group(
            key,
            dimension=dimensions[key],
            evidence=self._lines(key, "evidence", data["evidence_examples"]),
            prompts=self._lines(key, "prompts", data["reflection_prompts"]),
        )
        group.items = [
            self._item(f"{key}-level", kind="level"),
            *(self._item(item["key"], teacher=item["text"]) for item in data["statements"]),
        ]
        learner = {level["level"]: level["text"] for level in data["learner_mirror"]}
        group.levels = [
            self._new(
                InstrumentLevel,
                "group",
                key,
                "level",
                level["level"],
                level=level["level"],
                learner=learner[level["level"]],
                next_step=level["next_step"],
            )
            for level in data["levels"]
        ]
        return group

    def _survey(self) -> Instrument:
        data = files.read("school_survey")
        instrument = self._instrument("survey", data, survey_purpose(data))
        instrument.introductions = [self._introduction(name, data["intro_texts"][name]) for name in SURVEY_AUDIENCES]
        instrument.scale = self._scale(data["scale"])
        # The first role answers all items, so the whole takes as long as it takes them.
        minutes = {"full": data["roles"][0]["minutes"], "pulse": 3}
        instrument.modes = self._modes(
            [{**mode, "how": mode["use"], "minutes": minutes[mode["key"]]} for mode in data["modes"]]
        )
        instrument.groups = [*(self._area(area) for area in data["areas"]), self._own_words(data)]
        return instrument

    def _own_words(self, data: Data) -> InstrumentGroup:
        words = data["own_words"]
        group = self._group(words["key"], title=words["title"], question=words["description"])
        group.items = [
            self._item(question["key"], kind="open", **dict.fromkeys(question["roles"], question["text"]))
            for question in data["open_questions"]
        ]
        return group

    def _area(self, data: Data) -> InstrumentGroup:
        group = self._group(
            data["key"], title=data["title"], question=data["description"], focus=data["guideline_focus"]
        )
        group.items = [
            self._item(
                item["key"],
                concept=item["concept"],
                pulse=item["pulse"],
                **{audience: item[audience] or "" for audience in SURVEY_AUDIENCES},
            )
            for item in data["items"]
        ]
        return group

    def _walk(self) -> Instrument:
        data = files.read("environment_checklist")
        instrument = self._instrument("checklist", {"title": "Learning environment walk"}, data["how_to_use"])
        instrument.scale = self._scale([{**answer, "value": answer["score"]} for answer in data["answers"]])
        instrument.groups = [self._domain(domain) for domain in data["domains"]]
        return instrument

    def _domain(self, data: Data) -> InstrumentGroup:
        group = self._group(
            data["key"],
            title=data["title"],
            question=data["question"],
            first_steps=self._lines(data["key"], "first_steps", data["first_steps"]),
        )
        group.items = [
            self._item(item["key"], weight=item["weight"], hint=item["look_for"], walker=item["text"])
            for item in data["items"]
        ]
        return group

    def _introduction(self, audience: str, text: str) -> InstrumentIntroduction:
        return self._new(InstrumentIntroduction, "introduction", audience, audience=audience, text=text)

    def _scale(self, steps: list[Data]) -> list[ScaleStep]:
        made = []
        for step in steps:
            key = step.get("key") or (NOT_APPLICABLE if step["value"] is None else str(step["value"]))
            fields = {"key": key, "value": step["value"], "label": step["label"], "text": step.get("text", "")}
            made.append(self._new(ScaleStep, "scale", key, **fields))
        return made

    def _modes(self, modes: list[Data]) -> list[InstrumentMode]:
        return [
            self._new(
                InstrumentMode,
                "mode",
                mode["key"],
                **{name: mode[name] for name in ("key", "title", "minutes", "how")},
            )
            for mode in modes
        ]

    def _group(self, key: str, **fields: Any) -> InstrumentGroup:
        return self._new(InstrumentGroup, "group", key, key=slugify(key), **fields)

    def _item(self, key: str, **fields: Any) -> InstrumentItem:
        return self._new(InstrumentItem, "item", key, key=key, **fields)

    def _lines(self, group: str, field: str, texts: list[str]) -> str:
        return StreamWriter(self._library, f"instrument/{self._key}/{group}").lines(field, "line", texts)
