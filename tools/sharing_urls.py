"""Addresses: sharing a web, and the mirror."""

from django.urls import path

from tools import mirror_views, sharing_views

urlpatterns = [
    path("web/<uuid:key>/share/", sharing_views.share_web, name="share_web"),
    path("shares/<uuid:key>/withdraw/", sharing_views.withdraw_share, name="withdraw_share"),
    path("shared-web/<str:secret>/", sharing_views.shared_web, name="shared_web"),
    path("shared-with-me/", sharing_views.shared_with_me, name="shared_with_me"),
    path("shared-with-me/<uuid:key>/", sharing_views.shared_with_me_web, name="shared_with_me_web"),
    path("webs/<slug:key>/mirror/", mirror_views.mirrors, name="mirrors"),
    path("mirrors/<uuid:key>/withdraw/", mirror_views.withdraw_mirror, name="withdraw_mirror"),
    path("mirrors/<uuid:key>/delete/", mirror_views.delete_mirror, name="delete_mirror"),
    path("mirror/", mirror_views.mirror_code, name="mirror_code"),
    path("mirror/<str:code>/", mirror_views.mirror, name="mirror"),
]
