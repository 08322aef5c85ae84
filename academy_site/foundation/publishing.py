"""The gate at the one place through which every version goes live.

The page form, bulk actions, the approval of a workflow, a schedule and commands all end in Wagtail's
action of publishing. A version of a translation that holds sentences of the source stops here, and
one that somebody publishes or schedules although it shuts readers out, without a reason.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any

from wagtail.actions.publish_revision import PublishRevisionAction
from wagtail.log_actions import log
from wagtail.models import Page, Revision, TranslatableMixin
from wagtail_localize.models import StringTranslation, Translation

from academy_site.foundation import accessibility
from academy_site.foundation.domain.accessibility import Finding
from academy_site.foundation.translating import missing_sentences

# How the library publishes; a test compares it with the installed one.
library_execute = PublishRevisionAction.execute

REFUSED = "academy.publish.refused"

# A version that was refused, and why: sentences that are `missing`, or who is `shut_out`.
Refusal = tuple[Any, dict[str, Any]]
_listening: ContextVar[tuple[list[Refusal], ...]] = ContextVar("refusals", default=())


def translation_to(instance: Any) -> Translation | None:
    """Return the translation that this page or word is the target of, if it still follows a source. One query."""
    if not isinstance(instance, TranslatableMixin):
        return None
    return (
        Translation.objects.filter(
            source__object_id=instance.translation_key, target_locale_id=instance.locale_id, enabled=True
        )
        .select_related("source", "target_locale")
        .first()
    )


def _is_older_than_its_sentences(revision: Revision, translation: Translation) -> bool:
    """Tell whether translators wrote on since this version was made: it may lack what they wrote."""
    return StringTranslation.objects.filter(
        context__object_id=translation.source.object_id,
        locale_id=translation.target_locale_id,
        updated_at__gt=revision.created_at,
    ).exists()


@wraps(library_execute)
def execute(self: PublishRevisionAction, skip_permission_checks: bool = False) -> None:
    """Publish a version, unless it is one of a translation that lacks sentences, or shuts readers out.

    Such a version stays a draft, and the history of the page says why. Where translators completed
    their sentences after the version was made, what they wrote is published in its place. What nobody
    in particular publishes (a schedule, a command) was checked when somebody asked for it.
    """
    self.check(skip_permission_checks=skip_permission_checks)
    why, behind = _judge(self.object, self.revision, self.user)
    if why:
        _refuse(self, why)
    elif behind:
        behind.save_target(user=self.user, publish=True)
    else:
        library_execute(self, skip_permission_checks=True)


def why_not(revision: Revision, person: Any) -> dict[str, Any]:
    """Return what the gate would say of a version that this person publishes, empty when it lets it through."""
    return _judge(revision.as_object(), revision, person)[0]


def _judge(version: Any, revision: Revision, person: Any) -> tuple[dict[str, Any], Translation | None]:
    """Return why a version is refused, and the translation to publish anew in its place where it is too old."""
    translation = translation_to(version)
    missing = missing_sentences(translation) if translation else 0
    if missing:
        return {"missing": missing}, None
    behind = translation if translation and _is_older_than_its_sentences(revision, translation) else None
    found = accessibility.unexcused_in(behind) if behind else _shut_out(version, translation, person)
    return {"shut_out": [accessibility.in_words(finding) for finding in found]} if found else {}, behind


def _shut_out(version: Any, translation: Translation | None, person: Any) -> list[Finding]:
    by_hand = person is not None and isinstance(version, Page)
    return accessibility.unexcused(version, translation) if by_hand else []


def _refuse(action: PublishRevisionAction, why: dict[str, Any]) -> None:
    log(instance=action.object, action=REFUSED, user=action.user, revision=action.revision, data=why)
    for heard in _listening.get():
        heard.append((action.object, why))


@contextmanager
def refusals() -> Iterator[list[Refusal]]:
    """Collect what the gate refuses meanwhile: each version, and why."""
    heard: list[Refusal] = []
    token = _listening.set((*_listening.get(), heard))
    try:
        yield heard
    finally:
        _listening.reset(token)


def close_the_gate() -> None:
    """Put ours in the place of the library's."""
    PublishRevisionAction.execute = execute
