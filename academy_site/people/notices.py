"""Mail about an account that goes out whatever its person wishes, since it may not have been them."""

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils.translation import gettext, override

from academy_site.people.models import User
from academy_site.people.selectors import address_for, language_of


def write_factors_removed(person: User) -> None:
    """Tell a person that app, passkeys and recovery codes were taken out of their account."""
    link = settings.WAGTAILADMIN_BASE_URL.rstrip("/") + address_for(person, "mfa_index")
    with override(language_of(person)):
        context = {"person": person, "link": link, "site_name": settings.SITE_NAME}
        send_mail(
            subject=gettext("Your second factor was removed"),
            message=render_to_string("people/mail/factors_removed.txt", context),
            from_email=None,
            recipient_list=[person.email],
        )
