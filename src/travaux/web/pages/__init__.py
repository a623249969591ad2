"""The pages, one module each: what a page takes from a record, and the route that shows it."""

from travaux.web.pages import article, articles, finding, issue, matrix, party, search, tables

PAGES = (
    matrix.router,
    issue.router,
    party.router,
    article.router,
    articles.router,
    search.router,
    finding.router,
    tables.router,
)
