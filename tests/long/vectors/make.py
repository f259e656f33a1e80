"""Writes three sites, one for each theme, with every vector of the lists in every place where an article can have text.

Takes the folder with the wheel of brs-kb, the path of blns.json, and n to take every n-th vector. The lists are parsed, not run.
"""

import ast
import json
import pathlib
import sys
import zipfile

place, naughty, step = pathlib.Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])

PICTURE = "picture.svg"
THEMES = {"duo": 1, "folio": 8, "base": 8}  # every how many vectors


def vectors():
    found = []
    with zipfile.ZipFile(next(place.glob("brs_kb-*.whl"))) as wheel:
        for name in sorted(wheel.namelist()):
            if name.endswith(".py") and "/payloads/" in name:
                for node in ast.walk(ast.parse(wheel.read(name))):
                    if isinstance(node, ast.keyword) and node.arg == "payload" and isinstance(node.value, ast.Constant):
                        found.append(node.value.value)
    found += json.loads(pathlib.Path(naughty).read_text())
    return [text for text in dict.fromkeys(found) if isinstance(text, str) and text.strip()]


def quoted(text):
    """A basic string of TOML."""
    return json.dumps(text).replace("\x7f", "\\u007F").encode("utf-8", "replace").decode()


def line(text):
    return " ".join(text.split())


def fields(number, text):
    """Front matter, link targets, captions, titles and blocks of Markdown. Nothing in the front matter may be an error, since the
    page would not be published."""
    one = line(text)
    value = quoted(text)
    argument = '"' + one.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return f"""+++
title = {value}
summary = {value}
tags = [{quoted(f"{text} {number}")}, "all"]
aliases = [{quoted("a " + text.replace("/", " "))}]
cta = "c{number}"
[fields]
plain = {value}
list = [{value}]
link = {quoted("https://example.com/?" + text)}
left = {{ word = {value}, text = {value} }}
right = {{ word = {value}, text = {value} }}
+++

[a](<{one}>) ![b](<{one}>) [c][r] <{one}> [d]({one}) [e](/ "{one}") ![{one}]({PICTURE}) ![f]({PICTURE} "{one}")

[r]: <{one}> "{one}"

[[{one}]] [[page-{number}|{one}]] ![[{one}]] ==**{one}**== %%{one}%% #{one} `{one}` ${one}$

## {one}

# {one} {{#{one}}}

> [!note] {one}
> {one}

> [!{one}]

| {one} | b |
| --- | --- |
| {one} | {one} |

- [ ] {one}

{one}
: {one}

Note.[^n]

[^n]: {one}

```{one}
{text}
```

```html
{text}
```

$$
{text}
$$

{{{{ figure(src="{PICTURE}", alt={argument}, caption={argument}) }}}}

{{{{ figure(src={argument}, alt="a") }}}}

{{{{ cta(id={argument}) }}}}

{{{{ form(id={argument}) }}}}

{{{{ form(id="ask", name={argument}) }}}}

{{{{ articles(collection={argument}) }}}}

{{% aside(title={argument}) %}}
{text}
{{% end %}}
"""


def attributes(text):
    """Raw HTML with the vector in values of attributes, with each kind of quotes and with none."""
    one = line(text)
    parts = []
    for quote in ('"', "'", ""):
        value = f"{quote}{one}{quote}"
        parts.append(
            f"<a href={value} title={value} class={value} id={value} style={value}>a</a>\n\n"
            f"<img src={value} alt={value} srcset={value}> <{one}> </{one}> <b {one}>x</b>\n\n"
            f"<div {one}>\n\n<p lang={value}>x</p>\n\n</div>\n\n<details open ontoggle={value}><summary>{one}</summary></details>\n"
        )
    return "\n".join(parts)


def drawings(text):
    """SVG files: the vector as text, as an address, as a value, as a style, and on its own."""
    top = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9">'
    value = text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    yield f"{top}<g>{text}</g></svg>"
    yield (
        f'{top}<a xlink:href="{value}" href="{value}"><rect width="9" height="9" fill="{value}" style="{value}" onclick="{value}"/>'
        f'</a><style>{value}</style><set attributeName="href" to="{value}"/><use href="{value}"/><image href="{value}"/></svg>'
    )
    yield text


def file_name(text):
    name = "".join(letter for letter in text if letter not in "/\\\0").strip(". ")
    while len(name.encode("utf-8", "replace")) > 120:
        name = name[:-1]
    return name


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", errors="replace")


def make(theme, chosen):
    root = place / theme
    articles = root / "articles"
    settings = [
        f'title = "Vectors"\nurl = "https://example.com"\nlanguage = "en"\ntheme.name = "{theme}"\nmarkdown.text-tags = true',
        '[collections.fields]\npaginate = 200\n[collections.fields.fields]\nplain = { type = "text" }\nprose = { type = "markdown" }\n'
        'list = { type = "list" }\nlink = { type = "url" }\nleft = { type = "side" }\n'
        'right = { type = "side" }\n[collections.fields.comparison]\naspect = "plain"\nleft = "left"\nright = "right"',
        '[backend]\nkind = "post"\naction = "https://example.com/f"',
        '[forms.ask]\ntitle = "Ask"\nconsent = "Yes, see [a](/)."\n[[forms.ask.fields]]\nname = "name"\nlabel = "Name"',
    ]
    write(articles / "index.md", "# Home\n")
    write(articles / "fields" / PICTURE, '<svg xmlns="http://www.w3.org/2000/svg"/>')
    links = []
    for number, text in chosen:
        value = quoted(text)
        settings.append(f"[cta.c{number}]\ntitle = {value}\ntext = {value}\nbutton = {value}\ntarget = {value}")
        name = file_name(text)
        write(articles / "fields" / f"page-{number}.md", fields(number, text))
        # A field of Markdown with a broken link is an error too.
        write(articles / "fields" / f"prose-{number}.md", f"+++\n[fields]\nprose = {value}\n+++\nWords.\n")
        write(articles / "text" / f"page-{number}.md", text + "\n")
        write(articles / "inline" / f"page-{number}.md", f"Words {line(text)} words\n\n- {text}\n\n> {text}\n")
        write(articles / "html" / f"page-{number}.md", attributes(text))
        if name:
            write(articles / "names" / str(number) / f"{name}.md", "Words.\n")
            write(articles / "names" / str(number) / f"{name}.txt", "Words.\n")
            links.append(f"[[{number}/{name}.txt]]\n")
        for part, drawing in enumerate(drawings(text)):
            write(root / "static" / "drawings" / f"{number}-{part}.svg", drawing)
    for start in range(0, len(links), 100):
        write(articles / "names" / f"links-{start}.md", "\n".join(links[start : start + 100]))
    write(root / "site.toml", "\n".join(settings) + "\n")


every = list(enumerate(vectors()))[::step]
for theme, part in THEMES.items():
    make(theme, every[::part])
(place / "count.json").write_text(json.dumps(len(every)))
