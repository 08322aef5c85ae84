"""Addresses of accounts, below `/<language>/account/` and `/admin/`."""

from django.urls import path, re_path
from wagtail.admin.auth import require_admin_access

from academy_site.people import (
    admin_views,
    again,
    inbox_views,
    my_data_views,
    parked_views,
    school_urls,
    sign_in_views,
    views,
)

account_patterns = [
    path("account/", views.ProfileView.as_view(), name="people_profile"),
    path("account/inbox/", inbox_views.inbox, name="people_inbox"),
    path("account/inbox/read/", inbox_views.read_all, name="people_inbox_read"),
    path("account/inbox/<int:message_id>/", inbox_views.message, name="people_message"),
    path("account/parked/", parked_views.parked_forms, name="people_parked_forms"),
    path("account/parked/<str:key>/", parked_views.parked_form, name="people_parked_form"),
    path("account/parked/<str:key>/throw-away/", parked_views.throw_away, name="people_parked_throw_away"),
    path("account/my-data/", my_data_views.my_data, name="people_my_data"),
    path("account/my-data/take/", my_data_views.take, name="people_take_data"),
    path("account/my-data/leave/", my_data_views.leave, name="people_leave"),
    path("account/again/", again.sign_in_again, name="people_again"),
    path("account/my-data/stay/", my_data_views.stay, name="people_stay"),
    # Stands before allauth's address of the same name.
    re_path(
        r"^account/confirm-email/(?P<key>[-:\w]+)/$", views.ConfirmAddressView.as_view(), name="account_confirm_email"
    ),
    path("account/second-factor/", sign_in_views.SecondFactorView.as_view(), name="people_second_factor"),
    # Stand before allauth's addresses of the same names.
    path("account/login/code/", sign_in_views.RequestCodeView.as_view(), name="account_request_login_code"),
    path("account/login/code/confirm/", sign_in_views.ConfirmCodeView.as_view(), name="account_confirm_login_code"),
    path("account/2fa/webauthn/login/", sign_in_views.PasskeySignInView.as_view(), name="mfa_login_webauthn"),
    path(
        "account/2fa/webauthn/reauthenticate/",
        sign_in_views.PasskeyAgainView.as_view(),
        name="mfa_reauthenticate_webauthn",
    ),
    path("account/sessions/", sign_in_views.SessionsView.as_view(), name="usersessions_list"),
    path("_util/login/", views.page_sign_in, name="wagtailcore_login"),
    *school_urls.urlpatterns,
]

# Stand before Wagtail's own addresses of the same names.
admin_patterns = [
    path("admin/login/", views.admin_sign_in, name="wagtailadmin_login"),
    path("admin/account/", require_admin_access(admin_views.AccountView.as_view()), name="wagtailadmin_account"),
]
