"""Django's way to send mail, for all mail of the academy: the worker sends it."""

from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

from academy_site.people import letters
from academy_site.people.tasks import deliver_letter


class PostBackend(BaseEmailBackend):
    """Puts each message into the post, together with whatever else the transaction changes."""

    def send_messages(self, email_messages):
        """Write the letters and let the worker send them; return how many messages there were."""
        with transaction.atomic():
            for message in email_messages:
                for letter in letters.write_letters(message):
                    deliver_letter.enqueue(letter.pk)
        return len(email_messages)
