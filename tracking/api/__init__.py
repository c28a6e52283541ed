"""REST under `/api/`, with its OpenAPI at `/api/openapi.json`: the same services, selectors and rights as the pages.

A program sends `Authorization: Bearer …` with a token of its user; a logged-in browser may use its session (with the
CSRF token). Errors are `{"code": …, "message": …}` with the status of `tracking.errors`.
"""

from tracking.api.door import api

__all__ = ["api"]
