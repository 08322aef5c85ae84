"""Blocks by editorial purpose that every app may use. Courses, tools and communities add their own."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock, ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from academy_site.foundation.enums import Tone

TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link"]
LINE_FEATURES = ["bold", "italic", "link"]

READING = _("To read")
DOING = _("To do")
SHOWING = _("To look at")
REFERRING = _("To refer to")

# Licences of a resource. The names are titles and stay as they are.
LICENCES = [
    ("cc0", "CC0 1.0"),
    ("cc-by", "CC BY 4.0"),
    ("cc-by-sa", "CC BY-SA 4.0"),
    ("cc-by-nc", "CC BY-NC 4.0"),
    ("cc-by-nc-sa", "CC BY-NC-SA 4.0"),
    ("cc-by-nd", "CC BY-ND 4.0"),
    ("free-to-read", _("Free to read, all rights reserved")),
    ("paid", _("Paid or in a library")),
]


class TextBlock(blocks.RichTextBlock):
    """Running text. Module and checklist keys in it (M3-1, DG2) become links when it is shown."""

    def __init__(self, **kwargs):
        kwargs.setdefault("features", TEXT_FEATURES)
        super().__init__(**kwargs)

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        group = READING
        template = "blocks/text.html"
        description = _("Paragraphs and lists. Keys such as M3-1 or DG2 become links by themselves.")
        preview_value = "<p>Most of us see a lesson from the front. In this unit you sit beside one learner.</p>"


class LineBlock(blocks.RichTextBlock):
    """One line with bold, italics and links: a step, an item."""

    def __init__(self, **kwargs):
        kwargs.setdefault("features", LINE_FEATURES)
        super().__init__(**kwargs)

    class Meta:
        icon = "minus"
        label = _("Line")
        template = "blocks/line.html"


class HeadingBlock(blocks.CharBlock):
    """A heading inside the text of a page."""

    class Meta:
        icon = "title"
        label = _("Heading")
        group = READING
        template = "blocks/heading.html"
        description = _("A heading between texts. Readers can link to it.")
        preview_value = "What a learner meets"


class FigureBlock(blocks.StructBlock):
    """A picture with alternative text, or marked as decorative, and where it comes from."""

    image = ImageBlock(
        label=_("Picture"), help_text=_("Choose a picture, then say what it shows or mark it as decorative.")
    )
    caption = blocks.CharBlock(
        label=_("Caption"),
        required=False,
        max_length=300,
        help_text=_("Stands under the picture and says what to look at."),
    )
    credit = blocks.CharBlock(
        label=_("Maker and licence"),
        required=False,
        max_length=200,
        help_text=_("For example: Anna Kowalska, CC BY 4.0"),
    )

    class Meta:
        icon = "image"
        label = _("Picture")
        group = SHOWING
        template = "blocks/figure.html"
        description = _("Say in words what the picture shows, or mark it as decorative.")
        preview_value = {"image": None, "caption": "A quiet corner next to the library", "credit": "CC BY 4.0"}


class VideoBlock(blocks.StructBlock):
    """A video from this site that loads on click, always with its transcript."""

    title = blocks.CharBlock(label=_("Title"), max_length=200)
    video = DocumentChooserBlock(label=_("Video file"), help_text=_("MP4 or WebM. Nothing is loaded before the click."))
    captions = DocumentChooserBlock(label=_("Captions file"), required=False, help_text=_("A WebVTT file."))
    poster = ImageChooserBlock(
        label=_("Still picture"), required=False, help_text=_("Shown until somebody starts the video.")
    )
    transcript = blocks.RichTextBlock(
        label=_("Transcript"),
        features=TEXT_FEATURES,
        help_text=_("What is said and what is seen, for those who cannot watch or listen."),
    )

    class Meta:
        icon = "media"
        label = _("Video")
        group = SHOWING
        template = "blocks/video.html"
        description = _("Loads only when someone starts it. A transcript is required.")
        preview_value = {"title": "A coaching talk of twelve minutes", "transcript": "<p>Coach: What went well?</p>"}


class QuoteBlock(blocks.StructBlock):
    """Somebody's words, with the person or publication they come from."""

    text = blocks.TextBlock(label=_("Quotation"), help_text=_("The exact words, without quotation marks."))
    attribution = blocks.CharBlock(
        label=_("Who said it"),
        required=False,
        max_length=200,
        help_text=_("A person or a publication. Stands under the quotation."),
    )
    source = SnippetChooserBlock(
        "foundation.Source",
        label=_("Source"),
        required=False,
        help_text=_("The publication, if it is in the list of sources."),
    )

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        group = READING
        template = "blocks/quote.html"
        description = _("Quote exactly and name who said it.")
        preview_value = {"text": "The student is the owner of the process.", "attribution": "JAMK, 2019"}


class CalloutBlock(blocks.StructBlock):
    """A text that stands apart: a note, a caution, or what is known."""

    tone = blocks.ChoiceBlock(
        label=_("Purpose"), choices=Tone.choices, default=Tone.NOTE, help_text=_("Gives the text its colour and icon.")
    )
    title = blocks.CharBlock(label=_("Title"), max_length=200)
    text = blocks.RichTextBlock(label=_("Text"), features=TEXT_FEATURES)

    class Meta:
        icon = "warning"
        label = _("Callout")
        group = READING
        template = "blocks/callout.html"
        description = _("A note, a caution or a word on the evidence. Use few.")
        preview_value = {
            "tone": "caution",
            "title": "Limits of this picture",
            "text": "<p>Two lessons are a small sample.</p>",
        }


class ExampleBlock(blocks.StructBlock):
    """An invented illustration; it is always shown with that label."""

    title = blocks.CharBlock(label=_("Title"), max_length=200)
    text = blocks.RichTextBlock(label=_("Text"), features=TEXT_FEATURES)

    class Meta:
        icon = "bin"
        label = _("Invented example")
        group = READING
        template = "blocks/example.html"
        description = _("An illustration you made up. Readers see that it is invented.")
        preview_value = {"title": "The same Tuesday, three times", "text": "<p>The topic is percentages, age 13.</p>"}


class ChecklistBlock(blocks.StructBlock):
    """Points to go through, on the page and on paper."""

    title = blocks.CharBlock(label=_("Title"), max_length=200)
    items = blocks.ListBlock(
        LineBlock(label=_("Point")), label=_("Points"), help_text=_("One point in each line, as a short sentence.")
    )

    class Meta:
        icon = "tasks"
        label = _("Checklist")
        group = DOING
        template = "blocks/checklist.html"
        description = _("Points to go through. Nothing is stored.")
        preview_value = {"title": "You are ready to design when", "items": ["<p>The result was shared</p>"]}


class StepsBlock(blocks.StructBlock):
    """Numbered steps, in order."""

    title = blocks.CharBlock(label=_("Title"), max_length=200)
    steps = blocks.ListBlock(
        LineBlock(label=_("Step")),
        label=_("Steps"),
        help_text=_("One action in each line, in the order in which they are done."),
    )

    class Meta:
        icon = "list-ol"
        label = _("Steps")
        group = DOING
        template = "blocks/steps.html"
        description = _("Numbered steps that follow each other.")
        preview_value = {"title": "How to begin", "steps": ["<p>Ask people, one by one</p>"]}


class DownloadBlock(blocks.StructBlock):
    """A file to take along."""

    title = blocks.CharBlock(label=_("Title"), max_length=200)
    document = DocumentChooserBlock(
        label=_("File"), help_text=_("What readers take along, for instance a PDF. They see its type and size.")
    )
    note = blocks.CharBlock(
        label=_("What it is for"),
        required=False,
        max_length=300,
        help_text=_("One line, for instance: one page, to print."),
    )

    class Meta:
        icon = "download"
        label = _("Download")
        group = REFERRING
        template = "blocks/download.html"
        description = _("A file, shown with its type and size.")
        preview_value = {"title": "Observation sheet", "note": "One page, to print"}


class ResourceBlock(blocks.StructBlock):
    """A publication to read, why to read it, and on which terms it may be used."""

    source = SnippetChooserBlock(
        "foundation.Source",
        label=_("Source"),
        help_text=_("A publication from the list of sources. Add it there first."),
    )
    note = blocks.TextBlock(
        label=_("Why read it"), help_text=_("What a teacher gets from reading it. Stands with the citation.")
    )
    licence = blocks.ChoiceBlock(
        label=_("Licence"),
        choices=LICENCES,
        required=False,
        help_text=_("On which terms it may be used. Readers see it with the citation."),
    )

    class Meta:
        icon = "link-external"
        label = _("Resource")
        group = REFERRING
        template = "blocks/resource.html"
        description = _("A source from the list, with the reason to read it.")
        preview_value = {"note": "Source of the definition.", "licence": "free-to-read"}


class FirstAsPreview:
    """A chooser that shows the first thing there is to choose when an editor looks at the block."""

    model_class: Any

    def get_preview_value(self):
        """Return the first object of the target model, None on an empty site."""
        return self.model_class._default_manager.order_by("locale_id", "pk").first()


class GlossaryTermBlock(FirstAsPreview, SnippetChooserBlock):
    """A term of the glossary, explained beside the text."""

    def __init__(self, **kwargs):
        super().__init__("foundation.GlossaryTerm", **kwargs)

    def deconstruct(self):
        """Leave out the target model, which is fixed."""
        return blocks.Block.deconstruct(self)

    class Meta:
        icon = "info-circle"
        label = _("Glossary term")
        group = REFERRING
        template = "blocks/glossary_term.html"
        description = _("Explains a term of the glossary beside the text.")


class DimensionLevelsBlock(FirstAsPreview, SnippetChooserBlock):
    """The five level descriptions of a dimension."""

    def __init__(self, **kwargs):
        super().__init__("foundation.Dimension", **kwargs)

    def deconstruct(self):
        """Leave out the target model, which is fixed."""
        return blocks.Block.deconstruct(self)

    class Meta:
        icon = "order"
        label = _("Levels of a dimension")
        group = SHOWING
        template = "blocks/dimension_levels.html"
        description = _("Shows the five level descriptions of one dimension.")


SHARED_BLOCKS = [
    ("text", TextBlock()),
    ("heading", HeadingBlock()),
    ("quote", QuoteBlock()),
    ("callout", CalloutBlock()),
    ("example", ExampleBlock()),
    ("figure", FigureBlock()),
    ("video", VideoBlock()),
    ("levels", DimensionLevelsBlock()),
    ("checklist", ChecklistBlock()),
    ("steps", StepsBlock()),
    ("download", DownloadBlock()),
    ("resource", ResourceBlock()),
    ("term", GlossaryTermBlock()),
]
