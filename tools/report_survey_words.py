"""The words of a survey report: names of groups, why something is not shown, what a figure says."""

from collections.abc import Iterable
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _, gettext_lazy, ngettext

from academy_site.foundation import languages
from tools.domain.disclosure import HIGH, Gap, Reason, ShownItem
from tools.domain.survey_report import LOW, MORE_THAN_EXPECTED, NOT_ASKED, SINGLE_ITEMS, TOGETHER, WITH_CARE
from tools.selectors.survey_results import Results

GROUPS: dict[str, Promise] = {
    "staff": gettext_lazy("Staff, with leaders"),
    "leader": gettext_lazy("Leaders"),
    "teacher": gettext_lazy("Teachers and other staff"),
    "student": gettext_lazy("Students"),
    "parent": gettext_lazy("Parents"),
    "governor": gettext_lazy("Governors"),
}
REASONS: dict[str, Promise] = {
    Reason.TOO_FEW: gettext_lazy("Too few to show"),
    Reason.MERGED: gettext_lazy("Shown together with others"),
    Reason.HIDDEN_ITEM: gettext_lazy("Not shown, since one of its concepts is not"),
    Reason.FEW_VALUES: gettext_lazy("Too few could say, so there is no mean"),
    Reason.FEW_CASES: gettext_lazy("Too few answered everything"),
    Reason.FEW_ITEMS: gettext_lazy("Not calculated for fewer than three concepts"),
    Reason.NO_SPREAD: gettext_lazy("All answered alike"),
    Reason.CHANGED_ITEM: gettext_lazy("Not compared, since the question changed"),
    Reason.OTHER_GROUP: gettext_lazy("Not compared, since the group was another one"),
    NOT_ASKED: gettext_lazy("Not asked"),
}
CAUTIONS: dict[str, Promise] = {
    LOW: gettext_lazy("Read with care: the people who answered may differ from those who did not."),
    MORE_THAN_EXPECTED: gettext_lazy("More answers than people: some may have answered twice."),
}
ALPHA: dict[str, Promise] = {
    TOGETHER: gettext_lazy("the concepts of this area hang together well enough to use the mean"),
    WITH_CARE: gettext_lazy("read the mean with care"),
    SINGLE_ITEMS: gettext_lazy("look at the single concepts instead of the mean"),
}
# What a school talks about when it reads its report.
QUESTIONS: tuple[Promise, ...] = (
    gettext_lazy("What surprises us?"),
    gettext_lazy("Where do students and teachers see something different, and what could explain it?"),
    gettext_lazy("What do we want to keep?"),
    gettext_lazy("Which two areas do we choose for this year, and which not?"),
    gettext_lazy("How will we tell students and parents what we did with their answers?"),
)


def group_name(key: str) -> str:
    """Return the name of a group."""
    return str(GROUPS.get(key, key))


def reason_words(reason: str) -> str:
    """Return why something is not shown; nothing for what is."""
    return str(REASONS.get(reason, ""))


def number(value: Decimal | None, places: int = 1) -> str:
    """Return a number as the language writes it, with so many decimals; nothing for none."""
    return "" if value is None else number_format(value, places)


def signed(value: Decimal) -> str:
    """Return a change with its sign, so that it is read as one."""
    sign = "+" if value > 0 else "−" if value < 0 else "±"
    return f"{sign}{number(abs(value))}"


def concept_name(results: Results, key: str) -> str:
    """Return the name of a concept; an item of the school is named by its words."""
    if key in results.own:
        return _own_words(results, key)
    return results.words.text.items[key].concept or key


def wordings(results: Results, key: str, roles: Iterable[str]) -> list[tuple[str, str]]:
    """Return in which words each role was asked a concept, for those of `roles` that were."""
    if key in results.own:
        own = results.own[key]
        return [(group_name(role), _own_words(results, key)) for role in roles if role in own.roles]
    asked = results.words.text.items[key].wordings
    return [(group_name(role), asked[role]) for role in roles if asked.get(role)]


def _own_words(results: Results, key: str) -> str:
    found = results.own[key].wordings
    return (
        found.get(languages.reader_language()) or found.get(results.words.language) or next(iter(found.values()), key)
    )


def band_words(results: Results, item: ShownItem) -> str:
    """Return the answers that nearly everybody of a small group gave, without saying which."""
    inside = [
        results.words.text.scale[step.key].label
        for step in results.words.structure.scale
        if ((step.value or 0) >= 4) == (item.band == HIGH)
    ]
    said = _("(Nearly) all gave one of these answers: %(answers)s. More would tell what everybody said.")
    return said % {"answers": ", ".join(inside)}


def gap_words(results: Results, gap: Gap) -> str:
    """Return the two ends of a gap in a sentence."""
    low = min(gap.sides, key=lambda side: side.mean)
    high = max(gap.sides, key=lambda side: side.mean)
    return _("%(concept)s: %(high)s %(high_mean)s, %(low)s %(low_mean)s.") % {
        "concept": concept_name(results, gap.key),
        "high": group_name(high.group),
        "high_mean": number(high.mean),
        "low": group_name(low.group),
        "low_mean": number(low.mean),
    }


def widest_words(results: Results, gaps: Iterable[Gap]) -> str:
    """Return which gap is the widest, and how many are worth a talk."""
    found = list(gaps)
    if not found:
        return _("There are no two groups of which something may be shown here.")
    flagged = sum(gap.is_flagged for gap in found)
    said = [_("The widest distance:"), gap_words(results, found[0])]
    if flagged:
        said.append(
            ngettext("%(count)s concept is worth a talk.", "%(count)s concepts are worth a talk.", flagged)
            % {"count": flagged}
        )
    return " ".join(said)


def share_words(group: str, item: ShownItem) -> str:
    """Return in a sentence how many of a group say that it is mostly or completely true."""
    values = {"group": group_name(group), "share": item.share, "unknown": item.not_applicable}
    if item.share is None:
        return ""
    said = _("%(group)s: %(share)s %% say that it is mostly or completely true.") % values
    if item.not_applicable:
        said += " " + _("Do not know, or does not apply: %(unknown)s.") % values
    return said
