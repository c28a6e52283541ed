"""The addresses of the dashboard's pages."""

from __future__ import annotations

from django.contrib.auth.views import LogoutView
from django.urls import URLPattern, path

from tracking.desk import account, bookkeeping, charts, checking, dispatches, inbox, papers, pending, people, working

urlpatterns: list[URLPattern] = [
    path("", pending.pending, name="pending"),
    path("dang-nhap/", account.Login.as_view(), name="login"),
    path("dang-xuat/", LogoutView.as_view(), name="logout"),
    path("toi/", account.me, name="me"),
    path("toi/mat-khau/", account.Password.as_view(), name="password"),
    path("huong-dan/", account.guide, name="guide"),
    path("bo-loc/", account.save_filter, name="save_filter"),
    path("bo-loc/<int:pk>/xoa/", account.drop_filter, name="drop_filter"),
    path("van-ban/", dispatches.dispatches, name="dispatches"),
    path("van-ban/<int:pk>/", dispatches.dispatch, name="dispatch"),
    path("van-ban/<int:pk>/kiem-tra/", checking.check, name="check"),
    path("van-ban/<int:pk>/tach/", checking.separate, name="separate"),
    path("van-ban/<int:pk>/phieu/", dispatches.slip, name="slip"),
    path("van-ban/<int:pk>/phieu.<slug:form>", bookkeeping.slip_file, name="slip_file"),
    path("so/", bookkeeping.registers, name="registers"),
    path("van-ban/<int:pk>/luot-mo/", dispatches.accesses, name="accesses"),
    path("van-ban/<int:pk>/chuyen/", dispatches.transfer, name="transfer"),
    path("van-ban/<int:pk>/ky-nhan/<int:transfer_pk>/", dispatches.receive, name="receive"),
    path("van-ban/<int:pk>/trang/<int:number>/", papers.leaf, name="leaf"),
    path("van-ban/<int:pk>/trang/<int:number>.jpg", papers.image, name="page_image"),
    path("van-ban/<int:pk>/ban-doc.pdf", papers.searchable, name="searchable"),
    path("van-ban/<int:pk>/ban-goc", papers.original, name="original"),
    path("kiem-tra/", checking.checking, name="checking"),
    path("viec/<int:pk>/", working.task, name="task"),
    path("viec/<int:pk>/gia-han/<int:extension_pk>/", working.decide, name="decide"),
    path("viec/<int:pk>/<slug:move>/", working.act, name="act"),
    path("hop-den/", inbox.inbox, name="inbox"),
    path("hop-den/tai-len/", inbox.upload, name="upload"),
    path("hop-den/<int:pk>/thu-lai/", inbox.retry, name="retry"),
    path("hop-den/<int:pk>/bao-nham/", inbox.clear, name="clear"),
    path("bieu-do/", charts.charts, name="charts"),
    path("bieu-do/<slug:name>.svg", charts.picture, name="chart"),
    path("lich/", charts.month, name="month"),
    path("nguoi-dung/", people.people, name="people"),
    path("nguoi-dung/them/", people.edit_person, name="add_person"),
    path("nguoi-dung/<int:pk>/", people.edit_person, name="person"),
    path("don-vi/them/", people.edit_unit, name="add_unit"),
    path("don-vi/<int:pk>/", people.edit_unit, name="unit"),
]
