"""Messages of other libraries that a learner meets and that are untranslated or ill-translated there.

Named here so that our own catalogues, which are looked up first, say it. A test compares this list with
the catalogues of the installed libraries: every hole is in it.
"""

from django.utils.translation import gettext_lazy, ngettext_lazy

BORROWED = (
    # django.contrib.auth.password_validation: lacks Dutch and Finnish.
    ngettext_lazy(
        "This password is too short. It must contain at least %d character.",
        "This password is too short. It must contain at least %d characters.",
    ),
    # The same: bends the name of the field into a sentence, in a case or gender it does not have.
    gettext_lazy("The password is too similar to the %(verbose_name)s."),
)
