"""`manage.py record_bounce`: tell the academy that mail to an address came back."""

import sys
from email import message_from_binary_file, policy
from email.message import EmailMessage

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email

from academy_site.people import letters


class Command(BaseCommand):
    """Note an address by hand, or every address of the notice that a mail server pipes in."""

    help = "Notes that mail to an address came back; with --notice, reads the mail server's notice from standard input."

    def add_arguments(self, parser):
        """Add the two ways."""
        parser.add_argument("address", nargs="?")
        parser.add_argument("reason", nargs="?", default="It came back.")
        parser.add_argument("--notice", action="store_true", help="Read a delivery status notification (RFC 3464).")

    def handle(self, *, address, reason, notice, **options):
        """Note it. A notice without a failed address is no error: servers send them about delays, too."""
        if notice:
            message = message_from_binary_file(sys.stdin.buffer, _class=EmailMessage, policy=policy.default)
            came_back = failed_addresses(message)
        elif address:
            came_back = [(address, reason)]
        else:
            raise CommandError("Name an address, or use --notice.")
        for one, why in came_back:
            try:
                validate_email(one)
            except ValidationError as fault:
                raise CommandError(f"This is no address: {one}") from fault
            letters.record_bounce(address=one, reason=why)
        self.stdout.write(f"{len(came_back)} noted.")


def failed_addresses(notice) -> list[tuple[str, str]]:
    """Return the addresses that a delivery status notification gives up, each with what the other side said."""
    found = []
    for part in notice.walk():
        if part.get_content_type() != "message/delivery-status":
            continue
        for fields in part.get_payload():
            if str(fields.get("Action", "")).strip().lower() == "failed":
                address = str(fields.get("Final-Recipient", "")).rpartition(";")[2].strip()
                said = str(fields.get("Diagnostic-Code", "") or fields.get("Status", "")).rpartition(";")[2]
                found.append((address, " ".join(said.split()) or "It came back."))
    return found
