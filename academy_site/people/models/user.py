"""The person who signs in."""

from collections.abc import Iterator

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from academy_site.people.enums import Country, Language


class UserManager(BaseUserManager["User"]):
    """Creates people whose e-mail address is their login."""

    use_in_migrations = True

    def create_user(self, email, password=None, **fields):
        """Create a person; the address is stored in lower case."""
        if not email:
            raise ValueError("A person needs an e-mail address.")
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        """Create a person who may do everything in the admin. Whoever makes one vouches for the address."""
        fields.setdefault("address_proved_at", now())
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, email):
        """Find a person by address, whatever its case."""
        return self.get(email=(email or "").lower())


class User(AbstractBaseUser, PermissionsMixin):
    """A teacher, teacher educator, coordinator, host or steward. Pupils have no accounts."""

    email = models.EmailField(_("e-mail address"), unique=True)
    display_name = models.CharField(
        _("name"), max_length=200, blank=True, help_text=_("As colleagues see it. Any name will do.")
    )
    language = models.CharField(_("language"), max_length=5, choices=Language, default=Language.EN)
    # Codes of languages besides `language`; what is offered looks at them.
    also_reads = models.JSONField(_("other languages you read"), default=list, blank=True)
    country = models.CharField(_("country"), max_length=2, choices=Country, blank=True)
    timezone = models.CharField(_("time zone"), max_length=60, default="Europe/Brussels")
    wants_mail = models.BooleanField(
        _("also by e-mail"), default=False, help_text=_("What comes into your inbox here is sent to your address too.")
    )
    # How many messages of the inbox are unread, so that every page knows it unasked. Kept by `people.inbox`.
    unread = models.PositiveIntegerField(default=0, editable=False)
    is_staff = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(default=now)
    # When mail to the address they sign in with was first seen to reach them. Part of every session's hash.
    address_proved_at = models.DateTimeField(null=True, editable=False)
    # When the account will be erased; a copy of what `Departure` says, so that every page knows it unasked.
    leaves_at = models.DateTimeField(null=True, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="person_email_once_whatever_its_case",
                violation_error_message=_("There is already an account with this address."),
            )
        ]

    def __str__(self):
        return self.get_full_name()

    def get_full_name(self) -> str:
        """The name colleagues see; before one is given, the part of the address before the @."""
        return self.display_name or self.email.partition("@")[0]

    def get_short_name(self) -> str:
        """The same as the full name: names are not cut into parts."""
        return self.get_full_name()

    def get_session_auth_hash(self) -> str:
        """Return what a session must know to stay open: a new password ends it, and so does proof of the address."""
        return self._since_proof(super().get_session_auth_hash())

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        """Yield the same for secret keys that are being replaced."""
        yield from map(self._since_proof, super().get_session_auth_fallback_hash())

    def _since_proof(self, known: str) -> str:
        return f"{known}-{self.address_proved_at.timestamp():f}" if self.address_proved_at else known
