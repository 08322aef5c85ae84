"""Answering a survey page by page: begun, saved, looked over, sent once. Without a script."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from tests.tools.answering import Cookieless, Device, address, counted, heading, hidden, keys, slips
from tests.tools.surveys import opened_wave
from tools.models import LanguageTally, OpenBox, OwnItem, SurveyDraft, UnspentCode, WaveLink
from tools.selectors.released import newest_released
from tools.services.waves import close_wave


@pytest.fixture
def survey_version(academy):
    """The school survey that the starter has released; making one anew takes seconds."""
    return newest_released("school-survey", "survey")


@pytest.fixture
def wave(school, survey_version):
    """A wave in two languages that takes answers."""
    return opened_wave(school, survey_version, languages=("en", "pl"))


@pytest.fixture
def device(db):
    """A device that nobody has used."""
    return Device()


def test_from_a_typed_code_to_thank_you(wave, device):
    [code] = slips(wave, "governor")
    typed = device.post("/en/s/", {"code": f" {code[:4].lower()}-{code[4:]} "})
    assert (typed.status_code, typed["Location"]) == (303, f"/en/s/{code}/")
    door = device.get(typed["Location"])
    assert "Governor or board member" in door.content.decode()
    begun = device.post(address(wave), hidden(door))
    assert begun.status_code == 200
    assert "Once you have sent your answers nobody can find them again" in begun.content.decode()
    first = device.post(address(wave, "1/"), {"survey_go": "open"})
    assert (first.status_code, first["Location"]) == (303, address(wave, "1/"))
    for step, key in enumerate(keys(wave, "governor"), 1):
        led = device.post(address(wave, f"{step}/"), {key: "4", "survey_go": "next"})
        assert (led.status_code, led["Location"]) == (303, address(wave, f"{step + 1}/"))
    led = device.post(address(wave, "9/"), {"O1": "The choir.", "O2": "", "survey_go": "next"})
    assert led["Location"] == address(wave, "check/")
    check = device.get(address(wave, "check/")).content.decode()
    assert ("8 of 8 are answered" in check, "The choir." in check) == (True, True)
    sent = device.post(address(wave, "send/"))
    assert (sent.status_code, sent["Location"]) == (303, address(wave, "thanks/"))
    assert heading(device.get(sent["Location"])) == "Thank you"
    assert counted(wave, "governor")["n"] == 1
    assert {key: found for key, found in counted(wave, "governor")["items"]["V1"].items() if found} == {"4": 1}
    assert [box.texts for box in OpenBox.objects.all()] == [["The choir."]]
    assert (SurveyDraft.objects.count(), UnspentCode.objects.count()) == (0, 0)


def test_after_sending_the_device_stands_at_the_start(wave, device):
    [code] = slips(wave, "governor")
    device.begun(wave, code)
    device.post(address(wave, "1/"), {"V1": "4"})
    cookie = device.cookies["survey"].value
    sent = device.post(address(wave, "send/"))
    assert sent.cookies["survey"].value == ""
    for rest in ("", "1/", "check/"):
        back = device.get(address(wave, rest))
        assert (back.status_code, back["Location"]) == (303, "/en/s/")
    # A second tab, and a double click, still hold it.
    device.cookies["survey"] = cookie
    again = device.post(address(wave, "send/"))
    assert (again.status_code, heading(again)) == (200, "Already received")
    assert counted(wave, "governor")["n"] == 1
    assert heading(device.get(f"/en/s/{code}/")) == "Already received"


def test_a_slip_of_the_typing_is_said_at_its_place(wave, device):
    [code] = slips(wave, "parent")
    wrong = code[:-1] + ("A" if code[-1] != "A" else "B")
    answer = device.post("/en/s/", {"code": wrong})
    page = answer.content.decode()
    assert answer.status_code == 400
    assert ("There is a slip in this code" in page, f'value="{wrong}"' in page) == (True, True)
    assert device.post("/en/s/", {"code": ""}).status_code == 400


def test_a_device_that_guesses_waits_and_others_do_not(wave, device):
    [code] = slips(wave, "parent")
    from academy_site.foundation.domain.codes import made_code

    draws = iter(range(10_000))
    guesses = [made_code(lambda most: next(draws) * 7919 % most, 8) for _ in range(12)]
    statuses = [device.get(f"/en/s/{guess}/").status_code for guess in guesses]
    assert statuses == [404] * 11 + [429]
    assert Device(HTTP_USER_AGENT="Another").get(f"/en/s/{code}/").status_code == 200


def test_looking_uses_nothing_up(wave, device):
    [code] = slips(wave, "parent")
    link = WaveLink.objects.get(wave=wave, way="parents")
    for path in (
        f"/s/{code}/",
        f"/en/s/{code}/",
        f"/en/s/all/{link.token}/",
        "/s/",
        address(wave),
        address(wave, "1/"),
    ):
        device.get(path)
        device.head(path)
    assert (SurveyDraft.objects.count(), UnspentCode.objects.count()) == (0, 1)
    assert not device.cookies


@pytest.mark.parametrize(
    ("change", "said", "status"),
    [
        ({"closes_at": -1}, "This survey is over", 410),
        ({"opens_at": 1}, "This survey has not begun", 403),
        ({"cancelled_at": -1}, "This survey was called off", 410),
    ],
)
def test_a_wave_that_takes_no_answers_says_why(wave, device, change, said, status):
    [code] = slips(wave, "parent")
    link = WaveLink.objects.get(wave=wave, way="parents")
    device.begun(wave, code)
    for name, days in change.items():
        setattr(wave, name, now() + timedelta(days=days))
    wave.opens_at = min(wave.opens_at, wave.closes_at - timedelta(hours=1)) if "closes_at" in change else wave.opens_at
    wave.save()
    for path in (f"/en/s/{code}/", f"/en/s/all/{link.token}/", address(wave, "1/")):
        answer = device.get(path)
        assert (answer.status_code, heading(answer)) == (status, said)
    told = ("time in Europe/Warsaw" in device.get(f"/en/s/{code}/").content.decode()) == ("cancelled_at" not in change)
    assert told


def test_a_closed_wave_forgets_the_codes_and_says_so(wave, device):
    [code] = slips(wave, "parent")
    close_wave(wave=wave)
    assert heading(device.get(f"/en/s/{code}/")) == "This survey is over"


def test_what_was_begun_goes_on_at_the_same_device(wave, device):
    [code] = slips(wave, "parent")
    device.begun(wave, code)
    device.post(address(wave, "1/"), {"V1": "4", "survey_go": "next"})
    again = device.begun(wave, code)
    assert (again.status_code, again["Location"]) == (303, address(wave))
    start = device.get(address(wave))
    assert "You have begun already" in start.content.decode()
    assert f'action="{address(wave, "2/")}"' in start.content.decode()
    assert 'value="4" checked' in device.get(address(wave, "1/")).content.decode()


def test_another_device_needs_the_two_words(wave, device):
    [code] = slips(wave, "parent")
    start = device.begun(wave, code)
    phrase = start.content.decode().split('survey__sign--words">')[1].split("<")[0]
    device.post(address(wave, "1/"), {"V1": "4"})
    other = Device()
    asked = other.begun(wave, code)
    assert heading(asked) == "Go on at this device"
    wrong = other.begun(wave, code, words="no idea")
    assert (wrong.status_code, 'value="no idea"' in wrong.content.decode()) == (400, True)
    right = other.begun(wave, code, words=phrase.upper())
    assert "You have begun already" in right.content.decode()
    assert 'value="4" checked' in other.get(address(wave, "1/")).content.decode()


def test_without_the_words_one_begins_anew(wave, device):
    [code] = slips(wave, "parent")
    device.begun(wave, code)
    device.post(address(wave, "1/"), {"V1": "4"})
    other = Device()
    assert other.begun(wave, code, survey_go="anew").status_code == 200
    assert "checked" not in other.get(address(wave, "1/")).content.decode()
    moved = device.get(address(wave, "1/"))
    assert (moved.status_code, heading(moved)) == (410, "These answers cannot be opened here")
    assert device.cookies["survey"].value == ""


def test_the_language_changes_and_the_answers_stay(wave, device):
    [code] = slips(wave, "parent")
    device.begun(wave, code)
    led = device.post(address(wave, "1/", "pl"), {"V1": "4", "survey_go": "open"})
    assert led["Location"] == address(wave, "1/", "pl")
    page = device.get(led["Location"])
    assert (page["Content-Language"], 'value="4" checked' in page.content.decode()) == ("pl", True)
    device.post(address(wave, "send/", "pl"))
    assert LanguageTally.objects.get(wave=wave).document == {"pl": 1}
    assert device.get(address(wave, "", "fi")).status_code == 404


def test_without_cookies_the_ticket_travels_in_the_form(wave):
    device = Cookieless()
    [code] = slips(wave, "governor")
    page = device.begun(wave, code)
    page = device.post(address(wave, "1/"), {**hidden(page), "survey_go": "open"})
    assert page.status_code == 200
    page = device.post(address(wave, "1/"), {**hidden(page), "V1": "4", "survey_go": "next"})
    page = device.post(address(wave, "2/"), {**hidden(page), "survey_go": "back"})
    assert 'value="4" checked' in page.content.decode()
    page = device.post(address(wave, "check/"), hidden(page))
    assert "1 of 8 are answered" in page.content.decode()
    sent = device.post(address(wave, "send/"), hidden(page))
    assert sent["Location"] == address(wave, "thanks/")
    assert counted(wave, "governor")["n"] == 1


def test_a_form_never_comes_to_the_code_of_another_tab(wave, device):
    first, second = slips(wave, "parent", 2)
    page = device.begun(wave, first)
    mark = hidden(page)["survey_mark"]
    device.begun(wave, second)
    answer = device.post(address(wave, "1/"), {"survey_mark": mark, "V1": "4"})
    assert (answer.status_code, heading(answer)) == (409, "Another code was opened on this device")
    assert "checked" not in device.get(address(wave, "1/")).content.decode()


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"V1": "4", "Z9": "3"}, "“Z9” is not asked in this survey"),
        ({"V1": "4", "V3": "7"}, "The answer to “V3” is not one"),
        ({"V1": "4", "V3": ["1", "2"]}, "“V3” was answered twice"),
        ({"V1": "4", "V2": "3"}, "“V2” is not asked in this survey"),
        ({"V1": "4", "O1": "x" * 1501}, "This text is too long"),
    ],
)
def test_what_cannot_be_taken_is_named_and_the_rest_is_kept(wave, device, sent, said):
    [code] = slips(wave, "parent")
    device.begun(wave, code)
    step = 9 if "O1" in sent else 1
    answer = device.post(address(wave, f"{step}/"), sent)
    page = answer.content.decode()
    assert (answer.status_code, said in page) == (400, True)
    if step == 9:
        assert "x" * 1501 in page
    assert 'value="4" checked' in device.get(address(wave, "1/")).content.decode()


def test_the_role_is_that_of_the_code(wave, device):
    [code] = slips(wave, "parent")
    device.begun(wave, code, role="leader")
    assert device.post(address(wave, "1/"), {"role": "leader", "V1": "4"}).status_code == 303
    device.post(address(wave, "send/"), {"role": "leader"})
    assert (counted(wave, "parent")["n"], counted(wave, "leader")["n"]) == (1, 0)


def test_a_code_of_another_wave_opens_nothing(wave, school, survey_version, device):
    other = opened_wave(school, survey_version)
    [code] = slips(other, "parent")
    answer = device.begun(wave, code)
    assert (answer.status_code, heading(answer)) == (404, "This code opens nothing")


def test_a_form_of_another_site_is_refused(wave):
    [code] = slips(wave, "parent")
    device = Device()
    device.defaults["HTTP_ORIGIN"] = "https://elsewhere.example"
    assert device.begun(wave, code).status_code == 403
    assert device.post("/en/s/", {"code": code}).status_code == 403
    assert SurveyDraft.objects.count() == 0


def test_nothing_at_all_is_not_sent(wave, device):
    [code] = slips(wave, "parent")
    device.begun(wave, code)
    answer = device.post(address(wave, "send/"))
    assert (answer.status_code, "Nothing is answered yet" in answer.content.decode()) == (400, True)
    assert counted(wave, "parent")["n"] == 0


def test_a_choice_is_taken_back(wave, device):
    [code] = slips(wave, "parent")
    device.begun(wave, code)
    device.post(address(wave, "1/"), {"V1": "4"})
    led = device.post(address(wave, "1/"), {"V1": "4", "survey_clear": "V1"})
    assert led["Location"] == address(wave, "1/")
    assert "checked" not in device.get(led["Location"]).content.decode()
    saved = device.post(address(wave, "save/"), {"V1": "2"}, headers={"Accept": "application/json"})
    assert saved.json()["state"] == "saved"
    device.post(address(wave, "save/"), {"survey_cleared": "V1"}, headers={"Accept": "application/json"})
    assert "checked" not in device.get(address(wave, "1/")).content.decode()


def test_items_of_the_school_are_asked_as_plain_text_in_the_language_there_is(wave, device):
    OwnItem.objects.create(wave=wave, place=1, roles=["parent"], wordings={"en": "Lunch <b>tastes</b> good."})
    OwnItem.objects.create(wave=wave, place=2, roles=["student"], wordings={"en": "Not for parents."})
    [code] = slips(wave, "parent")
    device.begun(wave, code, "pl")
    page = device.get(address(wave, "9/", "pl")).content.decode()
    assert '<span lang="en">Lunch &lt;b&gt;tastes&lt;/b&gt; good.</span>' in page
    assert "Not for parents." not in page
    device.post(address(wave, "9/"), {"X1": "5"})
    device.post(address(wave, "send/"))
    assert counted(wave, "parent")["items"]["X1"]["5"] == 1


def test_staff_come_by_one_address_and_say_their_role(wave, device):
    token = WaveLink.objects.get(wave=wave, way="staff").token
    page = device.get(f"/en/s/all/{token}/").content.decode()
    assert ("School leader" in page, "Teacher or other staff" in page, "Parent" in page) == (True, True, False)
    assert device.post(address(wave), {"token": token}).status_code == 303
    assert device.post(address(wave), {"token": token, "role": "student"}).status_code == 303
    assert UnspentCode.objects.count() == 0
    device.post(address(wave), {"token": token, "role": "leader"})
    device.post(address(wave, "1/"), {"V2": "4"})
    # On a shared device the next one is asked whose answers these are.
    asked = device.post(address(wave), {"token": token, "role": "teacher"})
    assert heading(asked) == "Somebody has begun on this device"
    device.post(address(wave), {"token": token, "role": "teacher", "survey_go": "anew"})
    assert "checked" not in device.get(address(wave, "1/")).content.decode()
    device.post(address(wave, "1/"), {"V2": "3"})
    device.post(address(wave, "send/"))
    assert (counted(wave, "leader")["n"], counted(wave, "teacher")["n"]) == (0, 1)


def test_parents_are_warned_about_doubles(wave, device):
    token = WaveLink.objects.get(wave=wave, way="parents").token
    assert "nobody can take out what was sent twice" in device.get(f"/en/s/all/{token}/").content.decode()
    assert device.get("/en/s/all/nothing/").status_code == 404
    device.post(address(wave), {"token": token})
    device.post(address(wave, "1/"), {"V1": "4"})
    device.post(address(wave, "send/"))
    assert counted(wave, "parent")["n"] == 1
