"""The site as extractors of text, a reader of feeds and parsers of small files see it: read.py PUBLIC."""

import io
import json
import sys
import urllib.robotparser
from pathlib import Path

import feedparser
import trafilatura
from llms_txt import parse_llms_file
from protego import Protego
from readability import Document
from sectxt import Parser

public = Path(sys.argv[1])


def read(path):
    return (public / path).read_text(encoding="utf-8")


page = read("notes/pull/index.html")
text = trafilatura.extract(page, include_tables=True)
for words in ["Or a note.", "Or a post.", "Related publications", "Contact us", "draws the customer"]:
    assert words in text, (words, text)
for words in ["Pages that mention", "Related articles", "What is pushed\n"]:
    assert words not in text, (words, text)
assert "<table" in Document(page).summary(), Document(page).summary()

items = json.loads(read("feed.json"))["items"]
feed = feedparser.parse(io.BytesIO((public / "atom.xml").read_bytes()), sanitize_html=False)
assert not feed.bozo, feed.bozo_exception
found = [(e.id, e.title, e.link, [a.name for a in e.authors], e.content[0].value, e.published) for e in feed.entries]
meant = [
    (i["id"], i["title"], i["url"], [a["name"] for a in i["authors"]], i["content_html"].strip(), i["date_published"])
    for i in items
]
assert found == meant, (found, meant)

robots = read("robots.txt")
protego = Protego.parse(robots)
standard = urllib.robotparser.RobotFileParser()
standard.parse(robots.splitlines())
for agent, address, is_allowed in [
    ("Anybody", "/", True),
    ("Anybody", "/notes/", True),
    ("Anybody", "/internal/x", False),
    ("GPTBot", "/", False),
    ("CCBot", "/notes/", False),
]:
    url = f"https://example.com{address}"
    assert protego.can_fetch(url, agent) == is_allowed, ("protego", agent, address)
    assert standard.can_fetch(agent, url) == is_allowed, ("robotparser", agent, address)
assert list(protego.sitemaps) == ["https://example.com/sitemap.xml"]

overview = parse_llms_file(read("llms.txt"))
assert overview.title == "Readers" and overview.summary == "A site that other programs read.", overview
assert [link.title for link in overview.sections.Notes] == ["What is pushed", "What pulls & what pushes"], overview

security = Parser((public / ".well-known/security.txt").read_bytes())
# Whether the date is near depends on the day of the test.
errors = [error for error in security.errors if error["code"] not in ("expired", "long_expiry")]
assert not errors, errors
