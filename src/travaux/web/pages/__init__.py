"""The pages, one module each: what a page takes from a record, and the route that shows it."""

from travaux.web.pages import (
    article,
    articles,
    changes,
    finding,
    growth,
    issue,
    links,
    matrix,
    package,
    party,
    search,
    sources,
    tables,
    timeline,
)

PAGES = (
    matrix.router,
    issue.router,
    party.router,
    article.router,
    articles.router,
    timeline.router,
    changes.router,
    package.router,
    links.router,
    sources.router,
    growth.router,
    search.router,
    finding.router,
    tables.router,
)
