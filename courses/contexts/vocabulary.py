"""Words of the vocabulary for contexts."""

from collections.abc import Iterable

from academy_site.foundation import languages, selectors
from academy_site.foundation.models import Dimension
from academy_site.foundation.stamp import stamped


def dimensions_now(keys: Iterable[str]) -> list[Dimension]:
    """Return dimensions by key, in the reader's words, in the order of the keys."""
    known = selectors.dimensions(languages.reader_language())
    return [known[key] for key in keys if key in known]


@stamped
def dimension_keys() -> dict[int, str]:
    """Return the keys of dimensions by the id of each of their translations."""
    return dict(Dimension.objects.values_list("pk", "key"))
