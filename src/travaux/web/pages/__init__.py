"""The pages, one module each: what a page takes from a record, and the route that shows it."""

from travaux.web.pages import links, matrix, timeline

PAGES = (matrix.router, timeline.router, links.router)
