"""Copies of blocks between units, made by editors."""

import json
import uuid
from collections.abc import Collection
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from courses import access
from courses.domain.copying import copied
from courses.models import UnitPage


@transaction.atomic
def copy_blocks(*, source: UnitPage, target: UnitPage, blocks: Collection[str], person: Any) -> int:
    """Put copies of blocks, by id, at the end of the newest version of another unit, as a draft.

    Nothing is published. Asks for the right to change both units. Returns how many were copied.
    """
    if not (access.may_change_unit(source, person) and access.may_change_unit(target, person)):
        raise PermissionDenied
    stored = source.get_latest_revision_as_object().body.get_prep_value()
    chosen = [block for block in stored if block["id"] in blocks]
    if not chosen:
        return 0
    draft = target.get_latest_revision_as_object()
    draft.body = json.dumps([*draft.body.get_prep_value(), *copied(chosen, lambda: str(uuid.uuid4()))])
    draft.save_revision(user=person, log_action=True)
    return len(chosen)
