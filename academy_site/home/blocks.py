"""Blocks of the home page and the page of the five outputs."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from academy_site.foundation.blocks import TEXT_FEATURES, TextBlock


class LinkedBlock(blocks.StructBlock):
    """A title, an introduction, a text and one way on."""

    title = blocks.CharBlock(label=_("Title"), max_length=120)
    introduction = blocks.TextBlock(
        label=_("Introduction"), required=False, help_text=_("One or two sentences under the title.")
    )
    text = blocks.RichTextBlock(label=_("Text"), features=TEXT_FEATURES)
    page = blocks.PageChooserBlock(
        label=_("Leads to"), required=False, help_text=_("The page that the link at the end of this section leads to.")
    )
    link_text = blocks.CharBlock(
        label=_("Words of the link"),
        required=False,
        max_length=80,
        help_text=_("For instance: See all modules. Leave empty to use the title of the page."),
    )


class AudienceBlock(LinkedBlock):
    """What the academy offers to one group of people."""

    class Meta:
        icon = "group"
        label = _("For a group of people")
        template = "blocks/home/audience.html"
        description = _("What the academy offers to teachers, schools, teacher educators.")
        preview_value = {"title": "For teachers", "introduction": "Begin with what you can already do."}


class LoopBlock(blocks.StructBlock):
    """The loop: assess, choose, learn, try, share, and assess again."""

    title = blocks.CharBlock(label=_("Title"), max_length=120)
    introduction = blocks.TextBlock(
        label=_("Introduction"), required=False, help_text=_("One or two sentences under the title.")
    )
    steps = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("title", blocks.CharBlock(label=_("Step"), max_length=40)),
                ("text", blocks.TextBlock(label=_("What you do"))),
            ]
        ),
        label=_("Steps"),
        min_num=3,
        max_num=6,
        help_text=_("Three to six. The last one leads back to the first."),
    )

    class Meta:
        icon = "rotate"
        label = _("Loop")
        template = "blocks/home/loop.html"
        description = _("The steps of the loop; the last one leads back to the first.")
        preview_value = {
            "title": "How it works",
            "steps": [
                {"title": "Assess", "text": "Look at your practice as it is now."},
                {"title": "Choose", "text": "One or two things, not eight."},
                {"title": "Try in class", "text": "A small step with your own learners."},
                {"title": "Assess again", "text": "See what changed."},
            ],
        }


class ProgrammeBlock(blocks.StructBlock):
    """The modules of the curriculum as one trail."""

    title = blocks.CharBlock(label=_("Title"), max_length=120)
    introduction = blocks.TextBlock(
        label=_("Introduction"), required=False, help_text=_("One or two sentences under the title.")
    )

    class Meta:
        icon = "list-ol"
        label = _("Programme")
        template = "blocks/home/programme.html"
        description = _("All courses and modules as one trail. It follows the curriculum by itself.")
        preview_value = {"title": "Five courses, ten modules"}


class TrustBlock(LinkedBlock):
    """What people can count on."""

    class Meta:
        icon = "lock"
        label = _("What you can count on")
        template = "blocks/home/trust.html"
        description = _("The firm rules of the academy.")
        preview_value = {"title": "What you can count on", "text": "<ul><li>No rankings</li></ul>"}


class OriginBlock(LinkedBlock):
    """Where the academy comes from, with the agreed definition."""

    definition = blocks.TextBlock(
        label=_("Definition"), required=False, help_text=_("The agreed definition, quoted exactly.")
    )
    definition_source = blocks.CharBlock(
        label=_("Source of the definition"),
        required=False,
        max_length=200,
        help_text=_("Where the definition is published. Stands under it."),
    )

    class Meta:
        icon = "site"
        label = _("Where it comes from")
        template = "blocks/home/origin.html"
        description = _("The partnership and its definition of personalised learning.")
        preview_value = {"title": "Where it comes from", "definition": "The student is the owner of the process."}


HOME_BLOCKS = [
    ("loop", LoopBlock()),
    ("programme", ProgrammeBlock()),
    ("audience", AudienceBlock()),
    ("trust", TrustBlock()),
    ("origin", OriginBlock()),
    ("text", TextBlock()),
]


class OutputBlock(blocks.StructBlock):
    """One output of the partnership: its country and where it lives on."""

    title = blocks.CharBlock(label=_("Title"), max_length=120)
    country = blocks.PageChooserBlock(
        label=_("Country"), page_type="home.CountryPage", help_text=_("The partner country that made this output.")
    )
    text = blocks.RichTextBlock(label=_("Text"), features=TEXT_FEATURES)
    page = blocks.PageChooserBlock(
        label=_("Lives on at"), help_text=_("The page of this academy where the output lives on.")
    )
    link_text = blocks.CharBlock(
        label=_("Words of the link"),
        max_length=80,
        help_text=_("The words that lead there, for instance: Read the guideline."),
    )

    class Meta:
        icon = "globe"
        label = _("Output")
        template = "blocks/home/output.html"
        description = _("An output of the partnership, with its country and its living form.")
        preview_value = {"title": "School profile", "link_text": "Read the guideline"}
