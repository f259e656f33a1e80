"""Sites whose size is one number, each of a shape for which a careless algorithm is quadratic.

A shape is a function of n that returns the files of a site, by path. `site.toml` is added if a shape has none.
"""

SITE = 'title = "Growth"\nurl = "https://example.com"\nlanguage = "en"\n'

# The intentional mistakes of the shapes are still found and reported in full.
LENIENT = '[lints]\nlink-missing = "warn"\nheading-missing = "warn"\nfile-missing = "warn"\n'


def article(text):
    return {"articles/a.md": text}


def with_site(toml, files):
    return {"site.toml": SITE + toml, **files}


def headings(n):
    return "".join(f"## Part {index}\n\nText {index}.\n\n" for index in range(n))


def field(kind, n):
    return "".join(f'f{index} = {{ type = "{kind}" }}\n' for index in range(n))


def form_fields(n):
    part = '[[forms.f.fields]]\nname = "f{0}"\nlabel = "F {0}"\ntype = "text"\n'
    return "".join(part.format(index) for index in range(n))


def forms(n):
    part = '[forms.f{0}]\ntitle = "F {0}"\nsubmit = "Send"\n[[forms.f{0}.fields]]\nname = "a"\nlabel = "A"\ntype = "text"\n'
    return "".join(part.format(index) for index in range(n))


def collections(n):
    files = {f"articles/c{index}/a.md": f"Text {index}.\n" for index in range(n)}
    return {"site.toml": SITE + "".join(f"[collections.c{index}]\n" for index in range(n)), **files}


def nested(opening, closing="", inner="x"):
    return lambda n: article(opening * n + inner + closing * n + "\n")


def with_theme(path, text):
    manifest = 'extends = "base"\ncontract = 1\n'
    files = {"themes/mine/theme.toml": manifest, **article("![a drawing](a.svg)\n"), "articles/a.svg": drawing("")}
    return with_site('theme.name = "mine"\n', {**files, f"themes/mine/{path}": text})


def drawing(content):
    return f'<svg xmlns="http://www.w3.org/2000/svg">{content}</svg>'


def with_drawing(content):
    return {**article("![a drawing](a.svg)\n"), "articles/a.svg": drawing(content)}


POST = '[backend]\nkind = "post"\naction = "https://forms.example.com/a"\n'

# name: (n, shape). Each n is large enough to outweigh the fixed cost of a site.
SHAPES = {
    "wrong links to headings": (400, lambda n: article(headings(n) + "".join(f"[x](#wrong-{i}) " for i in range(n)))),
    "links to headings": (400, lambda n: article(headings(n) + "".join(f"[x](#part-{i}) " for i in range(n)))),
    "wikilinks to headings": (400, lambda n: article(headings(n) + "".join(f"[[#Part {i}]] " for i in range(n)))),
    "headings of one name": (400, lambda n: article("## Same\n\n" * n)),
    "formulas as paragraphs": (200, lambda n: article("$$a+b$$\n\n" * n)),
    "formulas in a line": (300, lambda n: article("$a+b$ and " * n)),
    "raw ids": (400, lambda n: article("".join(f'<a id="i{i}"></a>\n\n[x](#i{i})\n\n' for i in range(n)))),
    "named blocks and links to them": (400, lambda n: article("".join(f"Text {i}. ^b{i}\n\n[[#^b{i}]]\n\n" for i in range(n)))),
    "embeds of named blocks": (150, lambda n: {"articles/b.md": "".join(f"Text {i}. ^b{i}\n\n" for i in range(n)), "articles/a.md": "".join(f"![[b#^b{i}]]\n\n" for i in range(n))}),
    "embeds of headings": (150, lambda n: {"articles/b.md": headings(n), "articles/a.md": "".join(f"![[b#Part {i}]]\n\n" for i in range(n))}),
    "errors in one file": (300, lambda n: article("".join(f"Text [[nowhere {i}]].\n\n" for i in range(n)))),
    "errors in one line": (300, lambda n: article("".join(f"[[nowhere {i}]] " for i in range(n)))),
    "unknown keys": (300, lambda n: article("+++\n" + "".join(f"unknown{i} = 1\n" for i in range(n)) + "+++\nText.\n")),
    "a long word as a term": (4000, lambda n: with_site("[collections.g]\nglossary = true\n", {"articles/g/a.md": f'+++\ntitle = "{"ab" * n}"\n+++\nText.\n', "articles/b.md": "ab" * n + "\n"})),
    "many words in a term": (400, lambda n: with_site("[collections.g]\nglossary = true\n", {"articles/g/a.md": f'+++\ntitle = "{"aa " * n}b"\n+++\nText.\n', "articles/b.md": "aa " * n + "\n"})),
    "many terms": (200, lambda n: with_site("[collections.g]\nglossary = true\n", {**{f"articles/g/t{i}.md": f"Term {i}.\n" for i in range(n)}, "articles/b.md": " ".join(f"t{i} word" for i in range(n))})),
    "Markdown fields": (100, lambda n: with_site("[collections.c.fields]\n" + field("markdown", n), {"articles/c/a.md": "+++\n[fields]\n" + "".join(f'f{i} = "some *text* {i}"\n' for i in range(n)) + "+++\nText.\n"})),
    "form fields": (100, lambda n: with_site(POST + '[forms.f]\ntitle = "F"\nsubmit = "Send"\n' + form_fields(n), article('{{ form(id="f") }}\n'))),
    "forms": (60, lambda n: with_site(POST + forms(n), article("".join(f'{{{{ form(id="f{i}") }}}}\n\n' for i in range(n))))),
    "collections in a menu": (60, collections),
    "articles of one title": (100, lambda n: {f"articles/f{i}/a.md": '+++\ntitle = "Same"\n+++\nSee [[Same]].\n' for i in range(n)}),
    "articles of one title in one folder": (100, lambda n: {f"articles/a{i}.md": '+++\ntitle = "Same"\n+++\nSee [[Same]].\n' for i in range(n)}),
    "articles of one file name": (100, lambda n: {f"articles/f{i}/a.md": f"See [[f{(i + 7) % n}/a]].\n" for i in range(n)}),
    "pictures of one file name": (100, lambda n: {**{f"articles/f{i}/a{i}.md": "![a picture](p.png) ![[p.png]]\n" for i in range(n)}, **{f"articles/f{i}/x/p.png": "picture" for i in range(n)}}),
    "wrong links beside excluded files": (200, lambda n: with_site('exclude = ["old/**"]\n', {"articles/hub.md": "".join(f"[[wrong {i}]] " for i in range(n)), **{f"articles/old/a{i}.md": "Text.\n" for i in range(n)}})),
    "wrong names of forms": (600, lambda n: with_site(POST + forms(n), article("".join(f'{{{{ form(id="g{i}") }}}}\n\n' for i in range(n))))),
    "articles that link to one": (100, lambda n: {"articles/one.md": "One.\n", **{f"articles/a{i}.md": "See [[one]].\n" for i in range(n)}}),
    "links to articles": (100, lambda n: {"articles/hub.md": "".join(f"[[a{i}]] " for i in range(n)), **{f"articles/a{i}.md": f"Text {i}.\n" for i in range(n)}}),
    "tags": (100, lambda n: article("+++\ntags = [" + ", ".join(f'"t{i}"' for i in range(n)) + "]\n+++\nText.\n")),
    "aliases": (200, lambda n: article("+++\naliases = [" + ", ".join(f'"name {i}"' for i in range(n)) + "]\n+++\nText.\n")),
    "raw <div> in one another": (300, nested("<div>\n", "</div>\n", "x\n")),
    "open formatting elements": (200, lambda n: article("<b><i>" * n + "x\n")),
    "attributes of an element": (3000, lambda n: article("<p " + " ".join(f'data-a{i}="1"' for i in range(n)) + ">x</p>\n")),
    "raw tables": (1500, lambda n: article("<table>" * n + "x\n")),
    "quotations in one another": (2000, nested("> ")),
    "lists in one another": (1000, nested("- ", "", "x")),
    "footnotes": (300, lambda n: article("".join(f"Text[^{i}]. " for i in range(n)) + "\n\n" + "".join(f"[^{i}]: Note {i}.\n" for i in range(n)))),
    "wrong footnotes": (300, lambda n: article("".join(f"Text[^{i}]. " for i in range(n)))),
    "code blocks": (800, lambda n: article("```\nlet a = 1;\n```\n\n" * n)),
    "shortcodes": (150, lambda n: article('{% aside(kind="example") %}\nText.\n{% end %}\n\n' * n)),
    "shortcodes that do not end": (300, lambda n: article('{% aside(kind="example") %}\n' * n)),
    "braces": (2000, lambda n: article("{{ " * n)),
    "brackets": (2000, nested("[", "]")),
    "emphasis": (2000, lambda n: article("*a **b " * n)),
    "quotation marks": (2000, lambda n: article("\"'" * n)),
    "cells of a table": (300, lambda n: article("|" + "a|" * n + "\n|" + "-|" * n + "\n" + "|" + "b|" * n + "\n")),
    "rows of a table": (300, lambda n: article("| a | b |\n| - | - |\n" + "| c | d |\n" * n)),
    "lines of YAML": (300, lambda n: article("---\ntags:\n" + "".join(f"  - t{i}\n" for i in range(n)) + "---\nText.\n")),
    "a long line": (20000, lambda n: article("word " * n)),
    "a long word": (20000, lambda n: article("a" * n)),
    "callouts": (200, lambda n: article("> [!note] Title\n> Text.\n\n" * n)),
    "addresses in text": (300, lambda n: article("".join(f"https://example.org/{i} " for i in range(n)))),
    "signs in a title": (2000, lambda n: {"articles/a.md": '+++\ntitle = "' + "[ ~ [^ [[ * ** ~~ " * n + '"\n+++\nText.\n'}),
    "comments": (3000, lambda n: article("a %% b %% c\n\n" * n)),
    "comments that do not end": (1000, lambda n: article("a %% b <!-- c\n" * n)),
    "calls to action": (60, lambda n: with_site("".join(f'[cta.c{i}]\ntitle = "T"\nbutton = "B"\ntarget = "a"\n' for i in range(n)), {"articles/a.md": "Text.\n", "articles/b.md": "".join(f'{{{{ cta(id="c{i}") }}}}\n\n' for i in range(n))})),
    "related by hand": (100, lambda n: {"articles/a.md": "+++\nrelated = [" + ", ".join(f'"b{i}"' for i in range(n)) + "]\n+++\nText.\n", **{f"articles/b{i}.md": f"Text {i}.\n" for i in range(n)}}),
    "collections without articles": (60, lambda n: with_site("".join(f"[collections.c{i}]\n" for i in range(n)), {f"articles/d{i}/a.md": "Text.\n" for i in range(n)})),
    "wrong links to articles": (600, lambda n: {"articles/hub.md": "".join(f"[[wrong {i}]] " for i in range(n)), **{f"articles/a{i}.md": f"Text {i}.\n" for i in range(n)}}),
    "links to blocks of one paragraph": (300, lambda n: article("Text " * n + "^long\n\n" + "[[#^long]] " * n)),
    "embeds of a long article": (60, lambda n: {"articles/b.md": "Text.\n\n" * n, "articles/a.md": "![[b]]\n"}),
    "notes in notes": (600, lambda n: article("[^a]: " * n + "x\n")),
    "nested shortcodes": (200, lambda n: article('{% aside(kind="example") %}\n' * n + "x\n" + "{% end %}\n" * n)),
    "definitions": (400, lambda n: article("".join(f"Term {i}\n: Text {i}.\n\n" for i in range(n)))),
    "link definitions": (300, lambda n: article("".join(f"[x][r{i}] " for i in range(n)) + "\n\n" + "".join(f"[r{i}]: https://example.org/{i}\n" for i in range(n)))),
    "images": (200, lambda n: {"articles/p.png": "picture", "articles/a.md": "![a picture](p.png)\n\n" * n}),
    "missing images": (200, lambda n: article("".join(f"![a picture](p{i}.png)\n\n" for i in range(n)))),
    "wrong fields": (300, lambda n: with_site("[collections.c.fields]\n" + field("text", n), {"articles/c/a.md": "+++\n[fields]\n" + "".join(f'g{i} = "x"\n' for i in range(n)) + "+++\nText.\n"})),
    "wrong tags in lists": (60, lambda n: {f"articles/a{i}.md": f'+++\ntags = ["t{i}"]\n+++\n{{{{ articles(tag="u{i}") }}}}\n' for i in range(n)}),
    "tags of articles": (100, lambda n: {f"articles/a{i}.md": f'+++\ntags = ["t{i}", "all"]\n+++\nText.\n' for i in range(n)}),
    "a series": (100, lambda n: with_site("[collections.c]\nsort = \"order\"\n", {f"articles/c/a{i}.md": f"+++\norder = {i}\n+++\nText.\n" for i in range(n)})),
    # Each page names the folders above it, so only the number of articles in one chain of folders grows.
    "folders in one another": (60, lambda n: {f"articles/{'d/' * 30}a{i}.md": "Text.\n" for i in range(n)}),
    "files beside articles": (200, lambda n: {"articles/a.md": "".join(f"[x](f{i}.txt) " for i in range(n)), **{f"articles/f{i}.txt": "x" for i in range(n)}}),
    "entries of a menu": (200, lambda n: with_site("".join(f'[[menu]]\ntitle = "M {i}"\ntarget = "a"\n' for i in range(n)), article("Text.\n"))),
    "strings of a theme": (300, lambda n: with_theme("strings/en.ftl", "".join(f"unused-{i} = Words\n" for i in range(n)))),
    "rules of a stylesheet": (1000, lambda n: with_theme("assets/a.css", "".join(f".a{i} {{ color: var(--b{i}) }}\n" for i in range(n)))),
    "values in a template": (400, lambda n: with_theme("templates/home.html", '<a href="{{ root }}">{{ title }}</a>\n' * n)),
    "wrong names in a template": (300, lambda n: with_theme("templates/home.html", "".join(f"{{{{ wrong_{i} }}}}\n" for i in range(n)))),
    "space in a tag of a template": (300000, lambda n: with_theme("templates/home.html", f"<p {' ' * n}>{{{{ title }}}}</p>\n")),
    "space before a value in a template": (300000, lambda n: with_theme("templates/home.html", f"<p id={' ' * n}'a'>{{{{ title }}}}</p>\n")),
    "comments of a template": (1000, lambda n: with_theme("templates/home.html", "{# a #} <!-- b -->\n" * n)),
    "braces of a template": (2000, lambda n: with_theme("templates/home.html", "{ # } { % } #} -->\n" * n)),
    "macros of a template": (100, lambda n: with_theme("templates/parts.html", "".join(f"#}}{{% component c{i}() %}}x{{% endcomponent c{i} %}}\n" for i in range(n)))),
    "elements of a drawing": (2000, lambda n: with_drawing('<rect width="1" onclick="run()"/>' * n)),
    "elements in one another in a drawing": (4000, lambda n: with_drawing("<g>" * n + "</g>" * n)),
    "attributes of an element of a drawing": (1500, lambda n: with_drawing("<rect " + " ".join(f'data-a{i}="1"' for i in range(n)) + "/>")),
    "namespaces of a drawing": (400, lambda n: with_drawing("".join(f'<g xmlns:a{i}="b">' for i in range(n)) + "</g>" * n)),
    "references in a drawing": (1000, lambda n: with_drawing("".join(f'<g id="a{i}"/><use href="#a{n - i}"/>' for i in range(n)))),
    "styles of a drawing": (5000, lambda n: with_drawing("<style>" + "@import 'a'; a { fill: url(http://b) }\n" * n + "</style>")),
    "entities of a drawing": (10000, lambda n: with_drawing("&amp;&#65;" * n)),
}

# Shapes whose problems are printed for people rather than for programs.
FOR_PEOPLE = {
    "errors in one file, for people": SHAPES["errors in one file"],
    "errors in one line, for people": (1500, SHAPES["errors in one line"][1]),
    "notes in notes, for people": (1500, SHAPES["notes in notes"][1]),
}

# The shapes of the short form.
ONCE_QUADRATIC = {
    "articles of one title",
    "articles of one title in one folder",
    "articles of one file name",
    "pictures of one file name",
    "signs in a title",
    "wrong links beside excluded files",
    "wrong links to headings",
    "links to headings",
    "formulas as paragraphs",
    "raw ids",
    "named blocks and links to them",
    "embeds of named blocks",
    "errors in one file",
    "errors in one line, for people",
    "a long word as a term",
    "Markdown fields",
    "form fields",
    "forms",
    "collections in a menu",
    "raw <div> in one another",
    "attributes of an element",
    "open formatting elements",
    "space in a tag of a template",
    "attributes of an element of a drawing",
    "namespaces of a drawing",
}
