"""The token of a form, with whose form it is. Built in: stands for Django's tag of the same name."""

from django import template
from django.template.defaulttags import CsrfTokenNode
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from academy_site.foundation import signed_person

register = template.Library()


class SignedTokenNode(CsrfTokenNode):
    """Django's token and, for a person who is signed in, the signed field that names them."""

    def render(self, context):
        """Return the hidden fields."""
        token = super().render(context)
        request = context.get("request")
        person = getattr(request, "user", None)
        if not token or person is None or not person.is_authenticated:
            return token
        request.has_signed_form = True
        fields = token + signed_person.hidden_field(person.pk)
        # A kept form that came back with errors is still kept: when it is sent once more and taken, it goes.
        if key := getattr(request, "parked_key", ""):
            fields += format_html('<input type="hidden" name="parked" value="{}">', key)
        return mark_safe(fields)  # noqa: S308 - put together from escaped parts


@register.tag
def csrf_token(parser, token):
    """Return the hidden fields that every form which is posted needs: `{% csrf_token %}`."""
    return SignedTokenNode()


@register.simple_tag(takes_context=True)
def signed_field_of(context, form: str) -> str:
    """Return whose form this is, to stand beside a form that is drawn once for everybody; nothing for visitors."""
    request = context.get("request")
    person = getattr(request, "user", None)
    if person is None or not person.is_authenticated:
        return ""
    request.has_signed_form = True
    return signed_person.hidden_field(person.pk, form)
