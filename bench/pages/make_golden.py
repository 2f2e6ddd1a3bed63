"""Makes the golden pages of this measure: invented outlets, each stating title, authors and time in another way.

    python bench/pages/make_golden.py

Writes bench/pages/data/*.html and bench/pages/data/expected.jsonl from articles.json.  What is expected comes from
articles.json alone and never from what lagebild reads.
"""

from __future__ import annotations

import html
import json
from pathlib import Path

HERE = Path(__file__).parent
Article = dict[str, str]

AROUND = {
    "nav": "<nav><ul><li><a href='/'>Home</a></li><li><a href='/politics'>Politics</a></li></ul></nav>",
    "cookie": "<div class='cookie-banner' role='dialog'><p>We use cookies to keep you signed in. Accept all?</p></div>",
    "more": "<aside class='related'><h3>More</h3><ul>"
    "<li><a href='/b'>Storm damages the lighthouse of Oria</a></li></ul></aside>",
    "foot": "<footer><p>© Imprint · Privacy · Terms of use of this invented outlet</p></footer>",
}


def json_ld(article: Article, graph: bool) -> str:
    """A JSON-LD script, as one object or as a graph with references."""
    people = [{"@type": "Person", "name": name, "@id": f"#p{i}"} for i, name in enumerate(article["authors"])]
    news = {"@type": "NewsArticle", "headline": article["title"], "datePublished": article["published"],
            "mainEntityOfPage": article["url"], "publisher": {"@type": "Organization", "name": article["outlet"]},
            "author": [{"@id": p["@id"]} for p in people] if graph else people}  # fmt: skip
    site = {"@type": "WebSite", "name": article["outlet"], "headline": f"{article['outlet']}: all news"}
    found = {"@context": "https://schema.org", "@graph": [site, news, *people]} if graph else news
    return f'<script type="application/ld+json">{json.dumps(found, ensure_ascii=False)}</script>'


def head_of(article: Article) -> str:
    """What the page states in its head, by style."""
    style, title = article["style"], html.escape(article["title"])
    names = html.escape(", ".join(article["authors"]))
    if style in {"json_ld", "graph"}:
        return json_ld(article, style == "graph")
    if style == "open_graph":
        return (
            f'<meta property="og:title" content="{title} | {article["outlet"]}">'
            f'<meta property="og:site_name" content="{article["outlet"]}"><meta name="author" content="Von {names}">'
            f'<meta property="article:published_time" content="{article["published"]}">'
        )
    if style == "dublin_core":
        return (
            f'<meta name="DC.title" content="{title}"><meta name="DC.date.issued" content="{article["published"]}">'
            + "".join(f'<meta name="DC.creator" content="{html.escape(name)}">' for name in article["authors"])
        )
    return ""


def byline_of(article: Article) -> str:
    """What the page shows of its authors and time, by style."""
    names, published = html.escape(" et ".join(article["authors"])), article["published"]
    if article["style"] == "microdata":
        return (
            f"<p class='meta'>By <span itemprop='author' itemscope><span itemprop='name'>{names}</span></span> "
            f"<time itemprop='datePublished' datetime='{published}'>Sunday</time></p>"
        )
    if article["style"] == "visible":
        return f"<p class='signature'>Par {names}</p><p><time datetime='{published}'>samedi</time></p>"
    return ""


def make_page(article: Article) -> str:
    """The page of one article."""
    title = html.escape(article["title"])
    inner = "".join(
        f"<p>{html.escape(p)}</p>" if p.endswith((".", "”", "»")) else f"<h2>{html.escape(p)}</h2>"
        for p in article["paragraphs"]
    )
    return (
        f"<!doctype html>\n<html lang='{article['lang']}'><head><meta charset='utf-8'>"
        f"<title>{title} | {article['outlet']}</title>"
        f"<link rel='canonical' href='{article['url']}'>{head_of(article)}</head>\n"
        f"<body>{AROUND['cookie']}<header>{AROUND['nav']}</header><main><article itemscope "
        f"itemtype='https://schema.org/NewsArticle'><h1>{title}</h1>"
        f"{byline_of(article)}\n<div class='article-body'>{inner}</div>"
        f"</article>{AROUND['more']}</main>{AROUND['foot']}</body></html>\n"
    )


def main() -> None:
    """Write the pages and what is expected of them."""
    articles = json.loads((HERE / "articles.json").read_text(encoding="utf-8"))
    expected = []
    for article in articles:
        (HERE / "data" / article["file"]).write_text(make_page(article), encoding="utf-8")
        expected.append(
            {key: article[key] for key in ("file", "url", "outlet", "title", "authors", "published", "paragraphs")}
        )
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in expected)
    (HERE / "data" / "expected.jsonl").write_text(lines, encoding="utf-8")


if __name__ == "__main__":
    main()
