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
from tools.blocks import ToolBlock


class ActivityBlock(blocks.StructBlock):
    """Something to do with learners or colleagues, with its time and what it yields."""

    title = blocks.CharBlock(label=_("Title"), max_length=200)
    minutes = blocks.IntegerBlock(
        label=_("Minutes"),
        min_value=1,
        max_value=6000,
        help_text=_("How long it takes. Readers see it as hours and minutes."),
    )
    group = blocks.ChoiceBlock(
        label=_("With whom"),
        choices=Grouping.choices,
        default=Grouping.ALONE,
        help_text=_("Readers see it beside the time."),
    )
    steps = blocks.ListBlock(
        LineBlock(label=_("Step")),
        label=_("Steps"),
        help_text=_("One action in each line, in the order in which they are done."),
    )
    product = blocks.TextBlock(
        label=_("What you have at the end"),
        required=False,
        help_text=_("For instance: one page of decisions. Stands at the end of the activity."),
    )

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

    question = blocks.TextBlock(
        label=_("Question"), help_text=_("One open question. What a teacher writes under it is seen by nobody else.")
    )

    class Meta:
        icon = "edit"
        label = _("Reflection")
        group = DOING
        template = "blocks/reflection.html"
        description = _("A question for the teacher alone.")
        preview_value = {"question": "Which decisions surprised me, and which were missing?"}


class CheckOptionBlock(blocks.StructBlock):
    """One option of a knowledge check, with feedback that teaches."""

    text = blocks.TextBlock(label=_("Option"), help_text=_("One answer, or one thing to put in its place."))
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

    kind = blocks.ChoiceBlock(
        label=_("How it is answered"),
        choices=CheckKind.choices,
        default=CheckKind.SINGLE,
        help_text=_("Decides what the options below need: which of them fit, or their order."),
    )
    question = blocks.TextBlock(label=_("Question"), help_text=_("As teachers read it. There are no marks."))
    options = blocks.ListBlock(
        CheckOptionBlock(), label=_("Options"), min_num=2, max_num=10, help_text=_("Two to ten, each with feedback.")
    )
    sources = blocks.ListBlock(
        SnippetChooserBlock("foundation.Source"),
        label=_("Sources"),
        required=False,
        default=[],
        help_text=_("Publications that the feedback rests on."),
    )

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

    item = blocks.ChoiceBlock(
        label=_("Item"), choices=checklist_item_choices, help_text=_("Readers see its text and what to look for.")
    )

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
    when = blocks.CharBlock(
        label=_("When"), max_length=200, help_text=_("How often, for instance: in and between lessons.")
    )
    purpose = blocks.CharBlock(
        label=_("Purpose"), max_length=300, help_text=_("In one line, for instance: adapt teaching now.")
    )
    learner = blocks.TextBlock(label=_("Learner"), help_text=_("What this person does in this rhythm."))
    teacher = blocks.TextBlock(label=_("Teacher"), help_text=_("What this person does in this rhythm."))
    parent = blocks.TextBlock(label=_("Parent"), help_text=_("What this person does in this rhythm."))
    tools = blocks.ListBlock(
        blocks.CharBlock(label=_("Tool"), max_length=120),
        label=_("Tools"),
        help_text=_("Forms and aids that help, one in each line."),
    )
    record = blocks.TextBlock(
        label=_("What is written down"), help_text=_("What is written down, by whom, and where it is kept.")
    )

    class Meta:
        icon = "calendar-alt"
        label = _("Rhythm of assessment")
        group = READING
        template = "blocks/rhythm.html"
        description = _("When, why, and what learner, teacher and parent do.")
        preview_value = {"title": "Day to day", "when": "In and between lessons", "purpose": "Adapt teaching now"}


class ConcernBlock(blocks.StructBlock):
    """What people say in a change, and what helps."""

    say = blocks.CharBlock(
        label=_("What people say"),
        max_length=200,
        help_text=_("As it is said in the staff room, for instance: I have no time for this."),
    )
    about = blocks.ChoiceBlock(
        label=_("What it is about"),
        choices=Concern.choices,
        help_text=_("The kind of concern. Readers see it beside the sentence."),
    )
    phase = SnippetChooserBlock(
        "foundation.Phase", label=_("Phase"), help_text=_("The phase of the guideline in which it is mostly heard.")
    )
    helps = blocks.TextBlock(
        label=_("What helps"), help_text=_("What colleagues can do about it, in one or two sentences.")
    )

    class Meta:
        icon = "comment"
        label = _("Concern")
        group = READING
        template = "blocks/concern.html"
        description = _("A sentence heard in a change, and what helps.")
        preview_value = {"say": "I have no time for this.", "about": "task", "helps": "A stop list."}


class ClaimBlock(blocks.StructBlock):
    """A claim, what is known about it, how sure that is, and the sources."""

    claim = blocks.CharBlock(
        label=_("Claim"),
        max_length=200,
        help_text=_("One sentence that can be true or false. It is the heading of this part."),
    )
    text = blocks.RichTextBlock(
        label=_("What is known"),
        features=["bold", "italic", "link"],
        help_text=_("What studies found, in a few plain sentences."),
    )
    confidence = blocks.ChoiceBlock(
        label=_("How sure"),
        choices=Confidence.choices,
        help_text=_("How sure research is. Readers see it beside the claim."),
    )
    sources = blocks.ListBlock(
        SnippetChooserBlock("foundation.Source"),
        label=_("Sources"),
        help_text=_("Publications that the claim rests on. Readers see them under it."),
    )

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
    ("tool", ToolBlock()),
    ("module", ModuleReferenceBlock()),
    ("cell", CellReferenceBlock()),
    ("checklist_item", ChecklistItemReferenceBlock()),
]

BACKGROUND_BLOCKS = [*READING_BLOCKS, ("rhythm", RhythmBlock()), ("concern", ConcernBlock())]
