"""Messages of other libraries that a learner meets and that lack a translation there.

Named here so that our own catalogues, which are looked up first, fill the hole. A test compares this
list with the catalogues of the installed libraries.
"""

from django.utils.translation import ngettext_lazy

BORROWED = (
    # django.contrib.auth.password_validation: lacks Dutch and Finnish.
    ngettext_lazy(
        "This password is too short. It must contain at least %d character.",
        "This password is too short. It must contain at least %d characters.",
    ),
)
