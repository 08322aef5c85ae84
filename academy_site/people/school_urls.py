"""Addresses of schools, below `/<language>/schools/`. What has the key of a school in it is for its people only."""

from django.urls import path

from academy_site.people import school_joining_views as joining, school_member_views as members, school_views as views

urlpatterns = [
    path("schools/", views.schools, name="schools"),
    path("schools/found/", views.school_found, name="school_found"),
    path("schools/join/", joining.school_join, name="school_join"),
    path("schools/join/<str:code>/", joining.school_join_by_code, name="school_join_by_code"),
    path("schools/ask/", joining.school_ask, name="school_ask"),
    path("schools/ask/<int:wish>/take-back/", joining.school_ask_no_more, name="school_ask_no_more"),
    path("schools/take-over/", members.school_claim, name="school_claim"),
    path("schools/<uuid:key>/", views.school, name="school"),
    path("schools/<uuid:key>/settings/", views.school_settings, name="school_settings"),
    path("schools/<uuid:key>/holidays/", views.school_holiday, name="school_holiday"),
    path("schools/<uuid:key>/holidays/<int:holiday>/remove/", views.school_holiday_gone, name="school_holiday_gone"),
    path("schools/<uuid:key>/invite/", joining.school_invite, name="school_invite"),
    path(
        "schools/<uuid:key>/invitations/<uuid:invitation>/take-back/",
        joining.school_invitation_gone,
        name="school_invitation_gone",
    ),
    path("schools/<uuid:key>/asked/<int:wish>/vouch/", joining.school_vouch, name="school_vouch"),
    path("schools/<uuid:key>/asked/<int:wish>/refuse/", joining.school_refuse, name="school_refuse"),
    path("schools/<uuid:key>/members/", members.school_members, name="school_members"),
    path("schools/<uuid:key>/members/<int:member>/role/", members.school_role, name="school_role"),
    path("schools/<uuid:key>/members/<int:member>/end/", members.school_role_gone, name="school_role_gone"),
    path("schools/<uuid:key>/members/<int:member>/renew/", members.school_role_renewed, name="school_role_renewed"),
    path("schools/<uuid:key>/hand-over/", members.school_handover, name="school_handover"),
    path("schools/<uuid:key>/hand-over/take-back/", members.school_handover_gone, name="school_handover_gone"),
    path(
        "schools/<uuid:key>/hand-over/<uuid:offer>/answer/",
        members.school_handover_answer,
        name="school_handover_answer",
    ),
    path("schools/<uuid:key>/leave/", members.school_leave, name="school_leave"),
]
