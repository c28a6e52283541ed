"""Every fault that the API answers has one shape, `{"code": …, "message": …}`, and the status of `tracking.errors`."""

from __future__ import annotations

from django.db import DataError
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from tracking.api import shapes
from tracking.errors import TrackingError

FAULTS = dict.fromkeys((400, 401, 403, 404, 409, 422, 429), shapes.Fault)
"""The answers that an address may give beside its own, for the schema."""
CODES = {401: "not_logged_in", 403: "not_allowed", 404: "not_found"}
WORDS = {401: "Chưa đăng nhập: gửi kèm mã truy cập còn hạn (Authorization: Bearer …)."}


def answer_faults(api: NinjaAPI) -> None:
    """Have `api` answer every error that we foresee."""

    def answer(request: HttpRequest, code: str, message: str, status: int) -> HttpResponse:
        return api.create_response(request, {"code": code, "message": message}, status=status)

    @api.exception_handler(TrackingError)
    def _ours(request: HttpRequest, error: TrackingError) -> HttpResponse:
        return answer(request, error.code, str(error), error.status)

    @api.exception_handler(DataError)
    def _too_long(request: HttpRequest, _error: DataError) -> HttpResponse:
        return answer(request, "incomplete", "Giá trị không hợp lệ: quá dài hoặc vượt phạm vi.", 422)

    @api.exception_handler(ValidationError)
    def _unfit(request: HttpRequest, error: ValidationError) -> HttpResponse:
        faults = (f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors[:10])
        return answer(request, "incomplete", f"Yêu cầu không đúng mẫu: {'; '.join(faults)}", 422)

    @api.exception_handler(HttpError)
    def _framework(request: HttpRequest, error: HttpError) -> HttpResponse:
        status = error.status_code
        return answer(request, CODES.get(status, "bad_request"), WORDS.get(status, str(error)), status)
