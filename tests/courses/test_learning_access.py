"""Who may enrol in what and mark what: person x object x answer."""

import uuid

import pytest
from django.contrib.auth.models import Group
from wagtail.models import PageViewRestriction

from courses.models import ModulePage

TABLE = [
    # kind of module, teacher, member of its group
    ("live", 302, 302),
    ("draft", 404, 404),
    ("unknown", 404, 404),
    ("for a group", 404, 302),
]


@pytest.mark.parametrize(("kind", "teacher", "member"), TABLE)
@pytest.mark.parametrize("method", ["get", "post"])
def test_who_may_enrol_and_mark(programme, person, sign_in, kind, teacher, member, method):
    module = programme.module(programme.course())
    unit = programme.unit(module, "see").translation_key
    module = ModulePage.objects.get(pk=module.pk)
    key = module.translation_key
    if kind == "draft":
        module.unpublish()
    elif kind == "unknown":
        key = unit = uuid.uuid4()
    elif kind == "for a group":
        rule = PageViewRestriction.objects.create(page=module, restriction_type=PageViewRestriction.GROUPS)
        rule.groups.add(Group.objects.get_or_create(name="Pilot")[0])
    addresses = [f"/en/learning/modules/{key}/enrol/", f"/en/learning/units/{unit}/done/"]
    answers = [
        [getattr(sign_in(someone), method)(address).status_code for address in addresses]
        for someone in (person(), person(groups=["Pilot"]))
    ]
    assert answers == [[teacher] * 2, [member] * 2]
