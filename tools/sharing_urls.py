"""Addresses: sharing a web, and the mirror."""

from django.urls import path

from tools import sharing_views

urlpatterns = [
    path("web/<uuid:key>/share/", sharing_views.share_web, name="share_web"),
    path("shares/<uuid:key>/withdraw/", sharing_views.withdraw_share, name="withdraw_share"),
    path("shared-web/<str:secret>/", sharing_views.shared_web, name="shared_web"),
    path("shared-with-me/", sharing_views.shared_with_me, name="shared_with_me"),
    path("shared-with-me/<uuid:key>/", sharing_views.shared_with_me_web, name="shared_with_me_web"),
]
