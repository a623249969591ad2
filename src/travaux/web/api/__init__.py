"""The same as the pages, as JSON, under /api."""

from travaux.web.api import checked, described, reading

API = (reading.router, checked.router, described.router)
