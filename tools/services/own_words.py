"""Own words after the close: looked through for names by a coordinator, and only then read by the survey team."""

from collections.abc import Mapping

from django.db import transaction

from tools.models import OpenAnswer, Wave


@transaction.atomic
def clear_words(*, wave: Wave, texts: Mapping[int, str]) -> int:
    """Let the team read these texts, by their key, as they are given now; return how many.

    What was written before a change is not kept, and an empty text is left out for good. A text that somebody
    else has looked through in the meantime stays as they left it.
    """
    waiting = OpenAnswer.objects.select_for_update().filter(wave=wave, is_cleared=False, pk__in=texts)
    for answer in waiting:
        text = _lines(texts[answer.pk])
        if not text:
            answer.delete()
            continue
        if text != _lines(answer.text):
            answer.text, answer.redacted = "", text
        answer.is_cleared = True
        answer.save(update_fields=["text", "redacted", "is_cleared"])
    return len(waiting)


def _lines(text: str) -> str:
    """Return a text with line breaks as they are stored; a browser sends others."""
    return text.replace("\r\n", "\n").strip()
