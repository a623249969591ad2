"""The same as the pages, as JSON, under /api."""

from travaux.web.api import described, reading

API = (reading.router, described.router)
