"""What is kept of a browser's own description."""

import pytest
from hypothesis import given, strategies as st

from academy_site.people.domain.devices import device_of

KNOWN = {
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0": "Firefox, Windows",
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36": (
        "Chrome, Linux"
    ),
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile Safari/604.1": (
        "Safari, iPhone"
    ),
    "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0": "Edge, Windows",
    "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 SamsungBrowser/27.0 Chrome/125.0 Mobile Safari/537.36": (
        "Samsung Internet, Android"
    ),
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.0 Safari/605.1.15": (
        "Safari, macOS"
    ),
    "curl/8.0": "",
    "": "",
}


@pytest.mark.parametrize("said", KNOWN)
def test_known_devices(said):
    assert device_of(said) == KNOWN[said]


@given(st.sampled_from(sorted(KNOWN)), st.text())
def test_nothing_rare_is_kept(said, more):
    kept = device_of(said + more)
    assert device_of(kept) == kept
    assert len(kept) <= 30
