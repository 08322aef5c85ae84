"""Devices that answer a survey, for tests."""

import re

from django.test import Client
from django.utils.timezone import now

from tests.tools.surveys import asked
from tools.models import Tally
from tools.services.coding import issue_slips

HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')


class Device(Client):
    """A browser that opens surveys; it says where its forms come from, as browsers do."""

    def __init__(self, **more):
        super().__init__(enforce_csrf_checks=True, HTTP_ORIGIN="http://testserver", **more)

    def begun(self, wave, code, language="en", **more):
        """Begin with a code; return the answer."""
        return self.post(f"/survey/{wave.key}/{language}/", {"code": code, **more})


class Cookieless(Device):
    """A device that refuses every cookie."""

    def request(self, **request):
        """Ask without a cookie, and forget those that come."""
        self.cookies.clear()
        answer = super().request(**request)
        self.cookies.clear()
        return answer


def slips(wave, role, count=1):
    """Give out codes."""
    return issue_slips(wave=wave, role=role, count=count, today=now().date())[1]


def counted(wave, role):
    """Return the tally of a role."""
    return Tally.objects.get(wave=wave, role=role).document


def address(wave, rest="", language="en"):
    """Return an address of a wave."""
    return f"/survey/{wave.key}/{language}/{rest}"


def hidden(answer):
    """Return the hidden fields of a page."""
    return dict(HIDDEN.findall(answer.content.decode()))


def keys(wave, role):
    """Return the keys of the items that a role is asked."""
    return [question.key for question in asked(wave, role)]


def heading(answer):
    """Return the first heading of a page."""
    return re.search(r"<h1[^>]*>(.*?)</h1>", answer.content.decode())[1]
