"""What a change, a gap or an item that does not count is in words. Numbers and days as the reader writes them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from django.template.defaultfilters import floatformat
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _, ngettext, pgettext

from tools.domain.answering import Word
from tools.domain.comparing import ADDED, CHANGED, REMOVED
from tools.domain.growth import (
    DOWN,
    NOT_ASKED,
    NOT_COMPARABLE,
    ONLY_NOW,
    OPEN,
    OTHER_SCALE,
    SAME,
    TAKEN_OVER,
    UNANSWERED,
    UP,
    LeftOut,
    Line,
    Point,
)
from tools.domain.instrument import Group, Structure
from tools.domain.scoring import LEAST_ANSWERED, QUICK, Axis
from tools.models import Response


def number(score: Decimal | int) -> str:
    """Return a score with one decimal, as the reader's language writes it."""
    return floatformat(score, 1)


def day(on: date) -> str:
    """Return a day as the reader's language writes it."""
    return date_format(on, "DATE_FORMAT")


def day_of(response: Response) -> str:
    """Return the day of a web, with the time where another one of the same kind has the same day."""
    if not response.shares_its_day:
        return day(response.on)
    at = localtime(response.submitted_at)
    return f"{day(response.on)}, {date_format(at, 'TIME_FORMAT')}"


def explained_drop() -> str:
    """Return what a lower value after learning means."""
    return _("A lower value after learning more is common: you see more than you did.")


def changed(line: Line, mode: str) -> list[str]:
    """Return what a dimension did since the earlier web, in sentences; nothing where a gap says it all."""
    if line.taken_over:
        return [taken_over(line.now_on)]
    if line.code in (UP, DOWN, SAME):
        return [*_moved(line), *_left_out(line.left_out)]
    if line.code == NOT_COMPARABLE:
        return [_not_compared(line, mode), *_left_out(line.left_out)]
    if line.code == ONLY_NOW:
        asked = line.then is not None
        words = (
            _("It was open on %(day)s, so there is nothing to compare.")
            if asked
            else _("It was not asked on %(day)s, so there is nothing to compare.")
        )
        return [words % {"day": day(line.then_on)}]
    if line.then is not None and line.then.score is not None:
        return [_("On %(day)s it was %(then)s.") % {"then": number(line.then.score), "day": day(line.then_on)}]
    return []


def taken_over(on: date) -> str:
    """Return that a re-check did not ask a dimension, and of which day its value is."""
    return _("Not asked again this time: the value is that of %(day)s.") % {"day": day(on)}


def _moved(line: Line) -> list[str]:
    if line.earlier is None or line.later is None:
        return []
    gaps = {"then": number(line.earlier), "now": number(line.later), "day": day(line.then_on)}
    said = []
    if line.is_recomputed:
        count = len(line.counted)
        said.append(
            ngettext(
                "Compared over the %(count)d statement that counts both times, it is %(now)s now.",
                "Compared over the %(count)d statements that count both times, it is %(now)s now.",
                count,
            )
            % {**gaps, "count": count}
        )
    words = {
        UP: _("Higher: it was %(then)s on %(day)s."),
        DOWN: _("Lower: it was %(then)s on %(day)s."),
        SAME: _("The same as on %(day)s."),
    }
    said.append(words[line.code] % gaps)
    if line.explains_drop:
        said.append(explained_drop())
    return said


def _not_compared(line: Line, mode: str) -> str:
    why = {left.why for left in line.left_out}
    gaps = {"day": day(line.then_on)}
    if OTHER_SCALE in why:
        return _("Not compared with %(day)s: the answers to choose from have changed.") % gaps
    if mode == QUICK:
        return _("Not compared with %(day)s: the levels of this dimension have changed.") % gaps
    if why <= {UNANSWERED}:
        return _("Not compared with %(day)s: too few statements have a value both times.") % gaps
    return _("Not compared with %(day)s: too few statements still mean the same.") % gaps


def _left_out(items: Iterable[LeftOut]) -> list[str]:
    counted = Counter(item.why for item in items)
    return [left_out(why, count) for why, count in counted.items()]


def left_out(why: str, count: int) -> str:
    """Return how many items do not count in a comparison, and why."""
    words = {
        ADDED: ngettext("%(count)d statement is new.", "%(count)d statements are new.", count),
        REMOVED: ngettext(
            "%(count)d statement is not asked any more.", "%(count)d statements are not asked any more.", count
        ),
        CHANGED: ngettext(
            "%(count)d statement means something else now and is left out.",
            "%(count)d statements mean something else now and are left out.",
            count,
        ),
        OTHER_SCALE: ngettext(
            "%(count)d answer has no counterpart any more and is left out.",
            "%(count)d answers have no counterpart any more and are left out.",
            count,
        ),
        UNANSWERED: ngettext(
            "%(count)d statement has a value only once and is left out.",
            "%(count)d statements have a value only once and are left out.",
            count,
        ),
    }
    return words[why] % {"count": count}


def gap(axis: Axis, group: Group, structure: Structure, answers: Mapping[str, str], mode: str) -> list[str]:
    """Return why an axis is open, and that it is no zero."""
    items = [group.level_item] if mode == QUICK else list(group.statements)
    given = [answers[item.key] for item in items if item and item.key in answers]
    values = structure.values()
    away = sum(answer in values and values[answer] is None for answer in given)
    if items and away == len(items):
        why = _("Open: you said that it is not applicable.")
    elif mode == QUICK:
        why = _("Open: you chose no level.")
    else:
        why = _("Open: %(answered)d of %(asked)d statements have a value, and it takes %(least)d.") % {
            "answered": axis.answered,
            "asked": axis.asked,
            "least": LEAST_ANSWERED,
        }
    return [why, _("That is a gap and not a zero.")]


def about(words: Iterable[Word]) -> list[str]:
    """Return what there is to say about a web as a whole; that bars stand for it is said where they stand."""
    said = {
        Word.HALF: _("Some questions have no answer. That is fine: what is missing is a gap and not a zero."),
        Word.ALL_ALIKE: _("All your answers are the same. The descriptions of the levels may help to tell them apart."),
        Word.ALL_NOT_APPLICABLE: _("You said of everything that it is not applicable, so there is nothing to draw."),
    }
    return [said[word] for word in words if word in said]


def not_beside(line: Line) -> str:
    """Return in a word or two why an earlier value is not shown beside the present one; nothing where it was open."""
    if line.taken_over:
        return gap_in_line(TAKEN_OVER)
    if line.then is None:
        return gap_in_line(NOT_ASKED)
    return gap_in_line(NOT_COMPARABLE) if line.code == NOT_COMPARABLE else ""


def gone(count: int) -> list[str]:
    """Return that an earlier web had dimensions which are not asked any more; nothing when it had none."""
    if not count:
        return []
    words = ngettext(
        "The earlier web had %(count)d dimension that is not asked any more.",
        "The earlier web had %(count)d dimensions that are not asked any more.",
        count,
    )
    return [words % {"count": count}]


def over_time(points: Sequence[Point]) -> list[str]:
    """Return where a dimension began, where it is now, and what a last step downwards means.

    A gap at the end is said too; nothing is said of a dimension that never had a value.
    """
    there = [(point.score, point.on) for point in points if point.score is not None]
    if not there:
        return []
    said = [_("%(first)s on %(begun)s.") % {"first": number(there[0][0]), "begun": day(there[0][1])}]
    if len(there) > 1:
        gaps = {"first": number(there[0][0]), "begun": day(there[0][1])}
        gaps |= {"last": number(there[-1][0]), "day": day(there[-1][1])}
        said = [_("%(first)s on %(begun)s, %(last)s on %(day)s.") % gaps]
        if there[-1][0] < there[-2][0]:
            before = {"before": number(there[-2][0]), "between": day(there[-2][1])}
            if len(there) > 2:
                said.append(_("In between, on %(between)s, it was %(before)s.") % before)
            said.append(explained_drop())
    last = points[-1]
    if last.score is None:
        said.append(_("On %(day)s: %(gap)s.") % {"day": day(last.on), "gap": gap_in_line(last.gap)})
    return said


def gap_in_line(why: str) -> str:
    """Return in a word or two why a web has no value in a line over time; nothing where there is one."""
    if not why:
        return ""
    words = {
        OPEN: pgettext("an axis without a value", "open"),
        NOT_COMPARABLE: _("not comparable"),
        TAKEN_OVER: _("not asked again"),
        NOT_ASKED: _("not asked"),
    }
    return words.get(why, "")


def not_in_line(why: str) -> str:
    """Return why an item does not count in a line over all webs."""
    words = {
        ADDED: _("new, so earlier webs do not have it"),
        REMOVED: _("not asked any more"),
        CHANGED: _("means something else now"),
        OTHER_SCALE: _("the answers to choose from have changed"),
    }
    return words.get(why, "")
