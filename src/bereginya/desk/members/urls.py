"""Addresses of this room. They hold ids and numbers, never a word that somebody typed."""

from django.urls import path

from bereginya.desk.members.views import door, founding, joining, locking, own, people, signing_in

app_name = "members"

urlpatterns = [
    path("founding/", founding.founding, name="founding"),
    path("trustees/", founding.trustees, name="trustees"),
    path("trustees/words/", founding.words_typed, name="words-typed"),
    path("trustees/<int:number>/show/", founding.sheet_show, name="sheet-show"),
    path("trustees/<int:number>/", founding.sheet, name="sheet"),
    path("sign-in/", signing_in.sign_in, name="sign-in"),
    path("lock/", signing_in.lock, name="lock"),
    path("lock/everything/", locking.everything, name="lock-everything"),
    path("lock/done/", locking.locked, name="locked"),
    path("lock/hard/", locking.hard, name="hard"),
    path("lock/hard/sure/", locking.hard_sure, name="hard-sure"),
    path("lock/card/", locking.card, name="card"),
    path("lock/address/new/", locking.address_make, name="lock-address-new"),
    path("lock/address/", locking.address, name="lock-address"),
    path("l/<str:token>/", locking.from_elsewhere, name="lock-from-elsewhere"),
    path("join/", joining.join, name="join"),
    path("join/<str:ticket>/", joining.enrol, name="enrol"),
    path("welcome/<str:member>/", joining.welcome, name="welcome"),
    path("members/", people.people, name="people"),
    path("members/invite/", joining.invite, name="invite"),
    path("members/invited/", joining.invited, name="invited"),
    path("members/invitations/<str:number>/end/", joining.invitation_end, name="invitation-end"),
    path("members/asked/<str:member>/", joining.admit, name="admit"),
    path("members/asked/<str:member>/refuse/", joining.refuse, name="refuse"),
    path("members/<str:member>/", people.member, name="member"),
    path("members/<str:member>/powers/", people.powers, name="powers"),
    path("members/<str:member>/deputies/", people.deputies, name="deputies"),
    path("members/<str:member>/out/", people.shut_out, name="shut-out"),
    path("me/", own.own, name="own"),
    path("me/name/", own.name, name="name"),
    path("me/language/", own.language, name="language"),
    path("me/passphrase/", own.passphrase, name="passphrase"),
    path("me/seen/", own.seen, name="seen"),
    path("me/code/", own.code, name="code"),
    path("me/code/off/", own.code_off, name="code-off"),
    path("me/codes/", own.codes, name="codes"),
    path("me/sessions/<str:number>/end/", own.session_end, name="session-end"),
    path("me/drafts/<str:entry>/", own.draft, name="draft"),
    path("me/drafts/<str:entry>/forget/", own.draft_forget, name="draft-forget"),
    path("at-the-door/", door.door, name="door"),
    path("at-the-door/open/", door.door_open, name="door-open"),
    path("at-the-door/close/", door.door_close, name="door-close"),
]
