"""The pages, one module each: what a page takes from a record, and the route that shows it."""

from travaux.web.pages import article, finding, issue, links, matrix, party, search, tables, timeline

PAGES = (
    matrix.router,
    issue.router,
    party.router,
    article.router,
    timeline.router,
    links.router,
    search.router,
    finding.router,
    tables.router,
)
