"""Wagtail's apps without its API v3, which the academy does not offer.

At its start each of these apps imports the API to add its part to it, whether or not `wagtail.api.v3`
is installed: with pydantic and a schema of every page and snippet that is 20 MB in every process. So
they do here what they do in Wagtail, up to that import. A test fails when Wagtail's own start changes.
"""

from django.db.models import ForeignKey
from django.db.models.signals import post_migrate
from wagtail.contrib.redirects.apps import WagtailRedirectsAppConfig
from wagtail.documents.apps import WagtailDocsAppConfig
from wagtail.images.apps import WagtailImagesAppConfig
from wagtail.snippets.apps import WagtailSnippetsAppConfig


class RedirectsConfig(WagtailRedirectsAppConfig):
    """Redirects without their API."""

    def ready(self):
        """Let permissions be asked, and lead on from addresses that change."""
        from wagtail.contrib.redirects import signal_handlers as handlers  # noqa: PLC0415
        from wagtail.contrib.redirects.models import Redirect  # noqa: PLC0415
        from wagtail.permissions import register_permission_policy  # noqa: PLC0415
        from wagtail.signals import page_slug_changed, post_page_move  # noqa: PLC0415

        register_permission_policy(Redirect)
        post_page_move.connect(handlers.autocreate_redirects_on_page_move)
        page_slug_changed.connect(handlers.autocreate_redirects_on_slug_change)


class DocumentsConfig(WagtailDocsAppConfig):
    """Documents without their API."""

    def ready(self):
        """Let permissions be asked, follow files, and show documents in the admin."""
        from wagtail.admin.ui.fields import register_display_class  # noqa: PLC0415
        from wagtail.documents import get_document_model, get_permission_policy  # noqa: PLC0415
        from wagtail.documents.components import DocumentDisplay  # noqa: PLC0415
        from wagtail.documents.signal_handlers import register_signal_handlers  # noqa: PLC0415
        from wagtail.models import ReferenceIndex  # noqa: PLC0415
        from wagtail.permissions import register_permission_policy  # noqa: PLC0415

        document = get_document_model()
        register_permission_policy(document, get_permission_policy())
        register_signal_handlers()
        register_display_class(ForeignKey, to=document, display_class=DocumentDisplay)
        ReferenceIndex.register_model(document)


class ImagesConfig(WagtailImagesAppConfig):
    """Images without their API."""

    def ready(self):
        """Let permissions be asked, follow files, and choose, compare and show images in the admin."""
        from wagtail.admin.compare import register_comparison_class  # noqa: PLC0415
        from wagtail.admin.forms.models import register_form_field_override  # noqa: PLC0415
        from wagtail.admin.ui.fields import register_display_class  # noqa: PLC0415
        from wagtail.images import get_image_model, get_permission_policy  # noqa: PLC0415
        from wagtail.images.components import ImageDisplay  # noqa: PLC0415
        from wagtail.images.edit_handlers import ImageFieldComparison  # noqa: PLC0415
        from wagtail.images.signal_handlers import register_signal_handlers  # noqa: PLC0415
        from wagtail.images.widgets import AdminImageChooser  # noqa: PLC0415
        from wagtail.models import ReferenceIndex  # noqa: PLC0415
        from wagtail.permissions import register_permission_policy  # noqa: PLC0415

        image = get_image_model()
        register_permission_policy(image, get_permission_policy())
        register_signal_handlers()
        register_form_field_override(ForeignKey, to=image, override={"widget": AdminImageChooser})
        register_comparison_class(ForeignKey, to=image, comparison_class=ImageFieldComparison)
        register_display_class(ForeignKey, to=image, display_class=ImageDisplay)
        ReferenceIndex.register_model(image)


class SnippetsConfig(WagtailSnippetsAppConfig):
    """Snippets without their API."""

    def ready(self):
        """Register the snippets that were declared before models were loaded, and their permissions."""
        from wagtail.snippets.models import create_extra_permissions, register_deferred_snippets  # noqa: PLC0415

        register_deferred_snippets()
        post_migrate.connect(create_extra_permissions, sender=self)
