"""Blocks of the curriculum, the guideline and the environment pages, and the bodies made of them."""

from django.apps import apps
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorList
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.snippets.blocks import SnippetChooserBlock

from academy_site.foundation.blocks import DOING, READING, REFERRING, SHARED_BLOCKS, FirstAsPreview, LineBlock
from academy_site.foundation.enums import Confidence
from courses.domain.checks import check_problem
from courses.enums import CheckKind, Concern, Grouping


class ActivityBlock(blocks.StructBlock):
    """Something to do with learners or colleagues, with its time and what it yields."""

    title = blocks.CharBlock(label=_("Title"), max_length=200)
    minutes = blocks.IntegerBlock(label=_("Minutes"), min_value=1, max_value=6000)
    group = blocks.ChoiceBlock(label=_("With whom"), choices=Grouping.choices, default=Grouping.ALONE)
    steps = blocks.ListBlock(LineBlock(label=_("Step")), label=_("Steps"))
    product = blocks.TextBlock(label=_("What you have at the end"), required=False)

    class Meta:
        icon = "flag"
        label = _("Activity")
        group = DOING
        template = "blocks/activity.html"
        description = _("Something to do, with minutes, with whom, and what you have at the end.")
        preview_value = {
            "title": "Two lessons beside one learner",
            "minutes": 165,
            "group": "pair",
            "steps": ["<p>Ask a learner who is neither your easiest nor your hardest.</p>"],
            "product": "One page of decisions",
        }


class ReflectionBlock(blocks.StructBlock):
    """A question to think about. What a teacher writes is theirs alone."""

    question = blocks.TextBlock(label=_("Question"))

    class Meta:
        icon = "edit"
        label = _("Reflection")
        group = DOING
        template = "blocks/reflection.html"
        description = _("A question for the teacher alone.")
        preview_value = {"question": "Which decisions surprised me, and which were missing?"}


class CheckOptionBlock(blocks.StructBlock):
    """One option of a knowledge check, with feedback that teaches."""

    text = blocks.TextBlock(label=_("Option"))
    fits = blocks.BooleanBlock(
        label=_("Fits"), required=False, help_text=_("For one or several answers: this option fits.")
    )
    position = blocks.IntegerBlock(
        label=_("Place"), required=False, min_value=1, help_text=_("For 'put in order': its right place.")
    )
    feedback = blocks.TextBlock(label=_("Feedback"), help_text=_("Say why. It is shown whatever was chosen."))

    class Meta:
        icon = "list-ul"
        label = _("Option")


class KnowledgeCheckBlock(blocks.StructBlock):
    """A question with feedback on every option. No marks, no score."""

    kind = blocks.ChoiceBlock(label=_("How it is answered"), choices=CheckKind.choices, default=CheckKind.SINGLE)
    question = blocks.TextBlock(label=_("Question"))
    options = blocks.ListBlock(CheckOptionBlock(), label=_("Options"), min_num=2, max_num=10)
    sources = blocks.ListBlock(SnippetChooserBlock("foundation.Source"), label=_("Sources"), required=False, default=[])

    def clean(self, value):
        """Refuse a question that cannot be answered, at the place of the fault."""
        cleaned = super().clean(value)
        problem = check_problem(
            cleaned["kind"], [(option["fits"], option["position"]) for option in cleaned["options"]]
        )
        if problem:
            message = {
                "one": _("Mark exactly one option as fitting."),
                "some": _("Mark at least one option as fitting, and leave at least one that does not fit."),
                "order": _("Number the options 1, 2, 3 and so on, each number once."),
            }[problem]
            raise StructBlockValidationError(
                block_errors={
                    "options": ListBlockValidationError(non_block_errors=ErrorList([ValidationError(message)]))
                }
            )
        return cleaned

    class Meta:
        icon = "help"
        label = _("Knowledge check")
        group = DOING
        template = "blocks/knowledge_check.html"
        description = _("One or several answers, or put in order. Every option has feedback.")
        preview_value = {
            "kind": "single",
            "question": "A learner says: 'I am a visual learner.' What do you do?",
            "options": [
                {
                    "text": "Give this learner pictures only.",
                    "fits": False,
                    "position": None,
                    "feedback": "That shuts out practice the learner needs.",
                },
                {
                    "text": "Offer words and pictures to everyone.",
                    "fits": True,
                    "position": None,
                    "feedback": "Yes. Words together with pictures help many learners.",
                },
            ],
        }


class ModuleReferenceBlock(FirstAsPreview, blocks.PageChooserBlock):
    """A module, as a card."""

    def __init__(self, **kwargs):
        kwargs["page_type"] = "courses.ModulePage"
        super().__init__(**kwargs)

    class Meta:
        icon = "doc-full"
        label = _("Module")
        group = REFERRING
        template = "blocks/module_reference.html"
        description = _("Points to a module, in the reader's language where there is one.")


class CellReferenceBlock(FirstAsPreview, blocks.PageChooserBlock):
    """A cell of the guideline, as a card."""

    def __init__(self, **kwargs):
        kwargs["page_type"] = "courses.CellPage"
        super().__init__(**kwargs)

    class Meta:
        icon = "table"
        label = _("Cell of the guideline")
        group = REFERRING
        template = "blocks/cell_reference.html"
        description = _("Points to one of the twenty cells of the guideline.")


def checklist_item_choices():
    """Return key and text of the items of the environment checklist, for the editor's choice."""
    items = apps.get_model("courses", "EnvironmentItem").objects.order_by("page_id", "sort_order")
    return list(dict.fromkeys((key, f"{key}: {text[:80]}") for key, text in items.values_list("key", "text")))


class ChecklistItemReferenceBlock(blocks.StructBlock):
    """An item of the environment checklist, with what to look for."""

    item = blocks.ChoiceBlock(label=_("Item"), choices=checklist_item_choices)

    def get_preview_value(self):
        """Return the first item of the checklist."""
        return self.normalize({"item": next((key for key, _text in checklist_item_choices()), "")})

    class Meta:
        icon = "tick"
        label = _("Item of the environment checklist")
        group = REFERRING
        template = "blocks/checklist_item_reference.html"
        description = _("Shows one item of the checklist and leads to its page.")


class RhythmBlock(blocks.StructBlock):
    """One rhythm of assessment and what each person does in it."""

    title = blocks.CharBlock(label=_("Title"), max_length=120)
    when = blocks.CharBlock(label=_("When"), max_length=200)
    purpose = blocks.CharBlock(label=_("Purpose"), max_length=300)
    learner = blocks.TextBlock(label=_("Learner"))
    teacher = blocks.TextBlock(label=_("Teacher"))
    parent = blocks.TextBlock(label=_("Parent"))
    tools = blocks.ListBlock(blocks.CharBlock(label=_("Tool"), max_length=120), label=_("Tools"))
    record = blocks.TextBlock(label=_("What is written down"))

    class Meta:
        icon = "calendar-alt"
        label = _("Rhythm of assessment")
        group = READING
        template = "blocks/rhythm.html"
        description = _("When, why, and what learner, teacher and parent do.")
        preview_value = {"title": "Day to day", "when": "In and between lessons", "purpose": "Adapt teaching now"}


class ConcernBlock(blocks.StructBlock):
    """What people say in a change, and what helps."""

    say = blocks.CharBlock(label=_("What people say"), max_length=200)
    about = blocks.ChoiceBlock(label=_("What it is about"), choices=Concern.choices)
    phase = SnippetChooserBlock("foundation.Phase", label=_("Phase"))
    helps = blocks.TextBlock(label=_("What helps"))

    class Meta:
        icon = "comment"
        label = _("Concern")
        group = READING
        template = "blocks/concern.html"
        description = _("A sentence heard in a change, and what helps.")
        preview_value = {"say": "I have no time for this.", "about": "task", "helps": "A stop list."}


class ClaimBlock(blocks.StructBlock):
    """A claim, what is known about it, how sure that is, and the sources."""

    claim = blocks.CharBlock(label=_("Claim"), max_length=200)
    text = blocks.RichTextBlock(label=_("What is known"), features=["bold", "italic", "link"])
    confidence = blocks.ChoiceBlock(label=_("How sure"), choices=Confidence.choices)
    sources = blocks.ListBlock(SnippetChooserBlock("foundation.Source"), label=_("Sources"))

    class Meta:
        icon = "clipboard-list"
        label = _("Claim")
        group = READING
        template = "blocks/claim.html"
        description = _("A claim with its evidence, how sure it is, and the sources.")
        preview_value = {"claim": "Learning styles are not a basis", "confidence": "high"}


READING_BLOCKS = [
    *SHARED_BLOCKS,
    ("activity", ActivityBlock()),
    ("reflection", ReflectionBlock()),
    ("knowledge_check", KnowledgeCheckBlock()),
    ("module", ModuleReferenceBlock()),
    ("cell", CellReferenceBlock()),
    ("checklist_item", ChecklistItemReferenceBlock()),
]

BACKGROUND_BLOCKS = [*READING_BLOCKS, ("rhythm", RhythmBlock()), ("concern", ConcernBlock())]
