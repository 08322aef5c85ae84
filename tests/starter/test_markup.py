"""The small Markdown of the starter files."""

import pytest

from academy_site.starter.markup import Chunk, chunks, inline, rich_text, sentences

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("plain & <simple>", "plain &amp; &lt;simple&gt;"),
        ("**bold** and *italic*", "<b>bold</b> and <i>italic</i>"),
        ("**bold with *italic* in it**", "<b>bold with <i>italic</i> in it</b>"),
        (
            '[words](https://a.example/?x=1&y="2")',
            '<a href="https://a.example/?x=1&amp;y=&quot;2&quot;">words</a>',
        ),
        ("see M3-1 and DG2", "see M3-1 and DG2"),
        ("run by {operator}", "run by {operator}"),
    ],
)
def test_a_line(markdown, html):
    assert inline(markdown) == html


def test_paragraphs_and_lists():
    text = "One\ngoes on.\n\nTwo:\n- a\n- b\n\n1. first\n2. second"
    assert list(chunks(text)) == [
        Chunk("p", ("One goes on.",)),
        Chunk("p", ("Two:",)),
        Chunk("ul", ("a", "b")),
        Chunk("ol", ("first", "second")),
    ]
    assert sentences(text) == ["One goes on.", "Two:", "a", "b", "first", "second"]
    assert rich_text(text) == (
        "<p>One goes on.</p><p>Two:</p><ul><li>a</li><li>b</li></ul><ol><li>first</li><li>second</li></ol>"
    )
