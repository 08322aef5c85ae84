"""The time zones to choose from."""

from zoneinfo import available_timezones

from academy_site.people.domain.zones import LIKELY, in_parts


def test_europe_comes_first_and_places_are_readable():
    parts = in_parts({"Asia/Tokyo", "UTC", "Europe/Warsaw", "Etc/GMT+1", "America/North_Dakota/Center", "Europe/Kyiv"})
    assert parts == [
        ("Europe", [("Europe/Kyiv", "Kyiv"), ("Europe/Warsaw", "Warsaw")]),
        ("America", [("America/North_Dakota/Center", "North Dakota, Center")]),
        ("Asia", [("Asia/Tokyo", "Tokyo")]),
    ]


def test_what_is_likely_can_be_chosen():
    offered = {zone for _part, zones in in_parts(available_timezones()) for zone, _place in zones}
    assert set(LIKELY.values()) <= offered
