"""What is held of a teacher's webs, and how it ends. All of it goes with its person."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from academy_site.foundation.privacy import ONLY_YOU, UNTIL_YOU_LEAVE, Ending, Holding, erased
from tools.domain.scoring import score_axis
from tools.models import (
    DevelopmentPlan,
    Focus,
    GrowthReport,
    InstrumentVersion,
    Mirror,
    QuietWeeks,
    Reassessment,
    Response,
    ResponseDraft,
    Share,
    Target,
)
from tools.selectors.released import Released, in_words
from tools.selectors.webs import drafts_of, responses_of
from tools.services.sharing import end_shares

Rows = Callable[[], Sequence[dict[str, Any]]]
_ANSWER_LABELS = {
    "day": _("Day"),
    "how": _("How answered"),
    "learners": _("Group of learners"),
    "dimension": _("Dimension"),
    "value": _("Value"),
    "answers": _("Answers"),
    "earlier": _("The earlier moment, seen with later eyes"),
    "note": _("What shows it"),
}

_ENDS = {
    # First of all, while it is still known what was told to whom.
    "shared_webs": (_("Webs you have shared"), _("Nobody can open them any more.")),
    "webs": (_("Your webs"), _("All your webs are gone, and every link to them.")),
    "webs_under_way": (_("A web you have begun"), _("It is gone.")),
    "aims": (_("Your targets and your focus"), _("They are gone.")),
    "development_plan": (_("Your development plan"), _("It is gone.")),
    "web_reminders": (_("Reminders of your next web"), _("There are no more reminders.")),
    "mirrors": (_("Colleagues' mirrors"), _("What colleagues answered is gone.")),
    "web_reports": (_("Files made from your webs"), _("They are gone. What you fetched stays with you.")),
}


def hold_webs(person: Any, holdings: list[Holding]) -> None:
    """Declare webs, aims, plan, reminders, what was shared, mirrors and files."""
    holdings += [_webs(person), _drafts(person), _aims(person), _plan(person), _reminders(person)]
    holdings += [_shares(person), _mirrors(person), _reports(person)]


def _webs(person: Any) -> Holding:
    return Holding(
        key="webs",
        title=_("Your webs"),
        why=_("So that you see where you stand and how it changes."),
        how_long=_("Until you delete a web or your account."),
        who_sees=_("Only you, and whoever you share a web with yourself."),
        models=("tools.Response",),
        rows=lambda: list(_answered(responses_of(person))),
        count=responses_of(person).count,
        labels=_ANSWER_LABELS,
    )


def _drafts(person: Any) -> Holding:
    return Holding(
        key="webs_under_way",
        title=_("A web you have begun"),
        why=_("So that you can go on with it on any device and in any language."),
        how_long=_("Until you hand it in, throw it away or delete your account."),
        who_sees=ONLY_YOU,
        models=("tools.ResponseDraft",),
        rows=lambda: list(_answered(drafts_of(person))),
        count=drafts_of(person).count,
        labels=_ANSWER_LABELS,
    )


def _aims(person: Any) -> Holding:
    def rows() -> list[dict[str, Any]]:
        targets = Target.objects.filter(person=person).order_by("set_at", "pk")
        focus = Focus.objects.filter(person=person).order_by("chosen_at", "pk")
        return [
            *({"dimension": row.dimension, "target": row.level, "since": row.set_at} for row in targets),
            *({"dimension": row.dimension, "focus": True, "since": row.chosen_at} for row in focus),
        ]

    labels = {"dimension": _("Dimension"), "target": _("Target"), "focus": _("In focus"), "since": _("Since")}
    return Holding(
        key="aims",
        title=_("Your targets and your focus"),
        why=_("So that suggestions fit what you want to work on."),
        how_long=_("Until you change them or delete your account."),
        who_sees=ONLY_YOU,
        models=("tools.Target", "tools.Focus"),
        rows=rows,
        labels=labels,
    )


def _plan(person: Any) -> Holding:
    names = ("can_do", "ways", "support", "showing", "next_talk", "updated_at")
    plans = DevelopmentPlan.objects.filter(person=person)
    return Holding(
        key="development_plan",
        title=_("Your development plan"),
        why=_("So that you have one page for talks about your own learning."),
        how_long=_("Until you empty it or delete your account."),
        who_sees=ONLY_YOU,
        models=("tools.DevelopmentPlan",),
        rows=lambda: list(plans.order_by("pk").values(*names)),
        count=plans.count,
        labels={field.name: field.verbose_name for field in DevelopmentPlan._meta.fields if field.name in names}
        | {"updated_at": _("Saved")},
    )


def _reminders(person: Any) -> Holding:
    def rows() -> list[dict[str, Any]]:
        reminders = Reassessment.objects.filter(person=person).order_by("pk")
        quiet = QuietWeeks.objects.filter(person=person)
        return [
            *({"wanted": row.wanted, "on": row.due_on} for row in reminders),
            *({"quiet_from": row.first, "quiet_until": row.last} for row in quiet),
        ]

    labels = {"wanted": _("Wanted"), "on": _("Planned for"), "quiet_from": _("Quiet from"), "quiet_until": _("until")}
    return Holding(
        key="web_reminders",
        title=_("Reminders of your next web"),
        why=_("So that you are reminded when looking again is worth it, and never in your quiet weeks."),
        how_long=UNTIL_YOU_LEAVE,
        who_sees=ONLY_YOU,
        models=("tools.Reassessment", "tools.QuietWeeks"),
        rows=rows,
        labels=labels,
    )


def _shares(person: Any) -> Holding:
    def rows() -> list[dict[str, Any]]:
        shares = Share.objects.filter(response__person=person).select_related("response").prefetch_related("openings")
        return [
            {
                "day": share.response.on,
                "name": share.name,
                "with_notes": share.with_notes,
                "since": share.created_at,
                "until": share.expires_at,
                "withdrawn": share.withdrawn_at,
                "opened": "; ".join(opening.at.isoformat() for opening in share.openings.all()),
            }
            for share in shares.order_by("created_at", "pk")
        ]

    return Holding(
        key="shared_webs",
        title=_("Webs you have shared"),
        why=_("So that the person you chose can see it, and you see when it was opened and can take it back."),
        how_long=_("Until you delete the web or your account."),
        who_sees=_("You. The person you chose sees the web itself, until the day you set."),
        models=("tools.Share", "tools.ShareOpening"),
        rows=rows,
        labels={
            "day": _("Web of"),
            "name": _("For whom"),
            "with_notes": _("With your notes"),
            "since": _("Since"),
            "until": _("Until"),
            "withdrawn": _("Taken back"),
            "opened": _("Opened"),
        },
    )


def _mirrors(person: Any) -> Holding:
    def rows() -> list[dict[str, Any]]:
        mirrors = Mirror.objects.filter(person=person).select_related("version").order_by("created_at", "pk")
        return [
            {
                "name": mirror.name,
                "since": mirror.created_at,
                "until": mirror.expires_at,
                "day": mirror.answered_on,
                "answers": _as_text(mirror.answers),
            }
            for mirror in mirrors
        ]

    return Holding(
        key="mirrors",
        title=_("Colleagues' mirrors"),
        why=_("So that you can lay a colleague's view beside your own web. Who answered is not kept."),
        how_long=_("Until you delete a mirror or your account."),
        who_sees=ONLY_YOU,
        models=("tools.Mirror",),
        rows=rows,
        labels={
            "name": _("For whom"),
            "since": _("Asked on"),
            "until": _("Until"),
            "day": _("Answered"),
            "answers": _("Answers"),
        },
    )


def _reports(person: Any) -> Holding:
    reports = GrowthReport.objects.filter(person=person)
    names = ("kind", "language", "state", "created_at", "expires_at")
    return Holding(
        key="web_reports",
        title=_("Files made from your webs"),
        why=_("So that you can fetch a report or picture after it was made for you."),
        how_long=_("For seven days, or until you delete your account."),
        who_sees=ONLY_YOU,
        models=("tools.GrowthReport",),
        rows=lambda: list(reports.order_by("pk").values(*names)),
        count=reports.count,
        labels={
            "kind": _("Kind"),
            "language": _("Language"),
            "state": _("State"),
            "created_at": _("Asked on"),
            "expires_at": _("Until"),
        },
    )


def _answered(rows: QuerySet[Response] | QuerySet[ResponseDraft]) -> Iterator[dict[str, Any]]:
    """Yield a row for each dimension of each web, in the reader's language. Two queries, and two a version."""
    words: dict[int, Released] = {}
    for row in rows.select_related(None).order_by("pk"):
        if row.version_id not in words:
            version = InstrumentVersion.objects.select_related("instrument").get(pk=row.version_id)
            words[row.version_id] = in_words(version)
        known = words[row.version_id]
        for group in known.structure.groups:
            keys = {item.key for item in group.items}
            yield {
                "day": row.on if isinstance(row, Response) else row.updated_at,
                "how": known.text.modes[row.mode].title if row.mode in known.text.modes else row.mode,
                "learners": row.learners,
                "dimension": known.text.groups[group.key].title,
                "value": score_axis(known.structure, group, row.answers, row.mode).score,
                "answers": _as_text({key: answer for key, answer in row.answers.items() if key in keys}),
                "earlier": _as_text({key: answer for key, answer in row.then.items() if key in keys}),
                "note": row.notes.get(group.key, ""),
            }


def _as_text(answers: dict[str, str]) -> str:
    return "; ".join(f"{key}: {answer}" for key, answer in answers.items())


def end_webs(person: Any, endings: list[Ending]) -> None:
    """Declare that all of it goes: a web is nobody's without its teacher."""
    own = {"person": person}
    shares = Share.objects.filter(response__person=person)
    rows: dict[str, list[QuerySet[Any]]] = {
        "webs": [responses_of(person)],
        "webs_under_way": [drafts_of(person)],
        "aims": [Target.objects.filter(**own), Focus.objects.filter(**own)],
        "development_plan": [DevelopmentPlan.objects.filter(**own)],
        "web_reminders": [Reassessment.objects.filter(**own), QuietWeeks.objects.filter(**own)],
        "mirrors": [Mirror.objects.filter(**own)],
        "web_reports": [GrowthReport.objects.filter(**own)],
    }
    for key, (title, effect) in _ENDS.items():
        carry_out = partial(end_shares, shares) if key == "shared_webs" else partial(_delete, rows[key])
        endings.append(erased(key=key, title=title, effect=effect, carry_out=carry_out))


def _delete(rows: list[QuerySet[Any]]) -> None:
    for found in rows:
        found.delete()


hooks.register("construct_person_export", hold_webs)
hooks.register("construct_person_erase", end_webs)
