"""Uploaded pictures as pages show them: `/media/images/...`.

Only renditions are given out. Originals may carry what a camera wrote into them, and documents have
an address of their own that asks who may read them.
"""

from pathlib import Path

from django.conf import settings
from django.http import FileResponse, HttpResponse
from django.views.decorators.http import require_safe
from django.views.static import serve

RENDITIONS = "images"
# A picture that is replaced gets a new name.
_KEPT_FOR = "public, max-age=604800"


@require_safe
def rendition(request, path: str) -> HttpResponse | FileResponse:
    """Answer with a rendition, or 404 for anything else below the folder of uploads."""
    response = serve(request, path, document_root=str(Path(settings.MEDIA_ROOT) / RENDITIONS))
    response["Cache-Control"] = _KEPT_FOR
    return response
