"""A visitor who answers the quick web."""

import re
from html import unescape

FIRST = "/en/webs/spiderweb/quick/"
KEYS = ["knowing", "ownership", "pathways", "coaching", "assessment", "digital", "environment", "together"]


def answer(client, address, level, *, dimension="", go="next", **headers):
    """Answer the dimension at an address, or leave it out, and return where it leads."""
    dimension = dimension or KEYS[number_of(address) - 1]
    sent = {"web_go": go, **({f"{dimension}-level": level} if level else {})}
    response = client.post(address, sent, **headers)
    assert response.status_code == 303, response.content.decode()[:2000]
    return response["Location"]


def number_of(address):
    found = re.search(r"/(\d+)/$", address)
    return int(found[1]) if found else 1


def walk(client, levels, address=FIRST):
    """Answer so many dimensions, and return the address of the result."""
    for level in levels.ljust(8):
        address = answer(client, address, "na" if level == "-" else level.strip())
    return address


def words(response) -> str:
    main = response.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(unescape(re.sub(r"<svg.*?</svg>|<[^>]+>", " ", main, flags=re.DOTALL)).split())


def chosen(response) -> list[str]:
    return re.findall(r'<input type="radio" name="([\w-]+)" value="(\w+)" checked', response.content.decode())
