use std::collections::BTreeMap;

use expect_test::{Expect, expect};

use super::*;
use crate::config::{Config, HtmlPolicy, ShortcodeSchema, read_config, read_fields};
use crate::data::read_toml;
use crate::document::{ArgumentValue, Node, Tag, TextRange};

fn config(settings: &str) -> Config {
    let text = format!("title = \"T\"\nurl = \"https://example.com\"\nlanguage = \"en\"\n{settings}");
    let text = match settings.starts_with("language") {
        true => text.replacen("language = \"en\"\n", "", 1),
        false => text,
    };
    let (config, found) = read_config(&SourcePath::new("site.toml").unwrap(), &text);
    assert!(found.is_empty(), "{found:?}");
    config
}

fn shortcodes() -> BTreeMap<String, ShortcodeSchema> {
    let schema = |name: &str, has_body: bool, fields: &str| {
        let (table, _) = read_toml(fields, 0);
        let path = SourcePath::new("theme.toml").unwrap();
        let arguments = read_fields(&path, &table, &mut Diagnostics::default());
        (name.to_owned(), ShortcodeSchema { name: name.to_owned(), has_body, arguments })
    };
    BTreeMap::from([
        schema("cta", false, "id = { type = \"cta\", required = true }"),
        schema("figure", false, "src = { type = \"image\", required = true }\nalt = { type = \"text\" }"),
        schema(
            "articles",
            false,
            "in = { type = \"collection\" }\nlimit = { type = \"number\" }\nnew = { type = \"boolean\" }",
        ),
        schema("icon", false, "name = { type = \"text\" }"),
        schema("aside", true, "kind = { type = \"choice\", options = [\"example\", \"note\"] }"),
    ])
}

fn read(config: &Config, source: &str) -> (Parsed, Diagnostics) {
    let shortcodes = shortcodes();
    let options = Options { config, shortcodes: &shortcodes };
    let path = SourcePath::new("articles/a.md").unwrap();
    let mut found = Diagnostics::default();
    // Places must count from the start of the file.
    let file = format!("+++\n+++\n{source}");
    let parsed = parse(&path, &file, 8..file.len(), 5, &options, &mut found);
    (parsed, found)
}

fn check_with(config: &Config, source: &str, expected: Expect) {
    let (parsed, found) = read(config, source);
    let file = format!("+++\n+++\n{source}");
    let mut text = dump(&parsed);
    for reference in &parsed.references {
        let quoted = &file[reference.range.clone()];
        text.push_str(&format!("{:?} {:?} ‹{quoted}›\n", reference.role, reference.target));
    }
    for diagnostic in found.iter() {
        let quoted = diagnostic.span.as_ref().map_or("", |span| &file[span.range.clone()]);
        let hints = diagnostic.hints.join("; ");
        text.push_str(&format!("{}: {} ‹{quoted}› {hints}\n", diagnostic.code.name, diagnostic.message));
    }
    expected.assert_eq(&text);
}

fn check(source: &str, expected: Expect) {
    check_with(&config(""), source, expected);
}

fn dump(parsed: &Parsed) -> String {
    let body = &parsed.body;
    let mut text = String::new();
    let mut depth = 0;
    let is_leafless = |node: &Node| {
        matches!(
            node,
            Node::Text(_)
                | Node::Code(_)
                | Node::Html(_)
                | Node::HtmlAddress(_)
                | Node::SoftBreak
                | Node::HardBreak
        )
    };
    let mut was_inline = false;
    for node in &body.nodes {
        let is_block = |tag: &Tag| {
            !matches!(
                tag,
                Tag::Emphasis
                    | Tag::Strong
                    | Tag::Strikethrough
                    | Tag::Mark
                    | Tag::Link(_)
                    | Tag::Image { .. }
            )
        };
        match node {
            Node::Open(tag) if is_block(tag) => {
                if !text.is_empty() && !text.ends_with('\n') {
                    text.push('\n');
                }
                text.push_str(&"  ".repeat(depth));
                text.push_str(&format!("{}: ", name(body, tag)));
                depth += 1;
            }
            Node::Close(tag) if is_block(tag) => {
                depth -= 1;
                if !text.ends_with('\n') {
                    text.push('\n');
                }
            }
            Node::Open(tag) => text.push_str(&format!("{}(", name(body, tag))),
            Node::Close(_) => text.push(')'),
            _ => {
                if is_leafless(node) && !was_inline && text.ends_with('\n') {
                    text.push_str(&"  ".repeat(depth));
                }
                text.push_str(&leaf(body, node));
            }
        }
        was_inline = is_leafless(node);
    }
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    text
}

fn name(body: &Body, tag: &Tag) -> String {
    match tag {
        Tag::Shortcode(index) => {
            let call = &body.shortcodes[*index as usize];
            let arguments: Vec<_> = call
                .arguments
                .iter()
                .map(|(key, value)| match value {
                    ArgumentValue::Text(text) => format!("{key}={text:?}"),
                    other => format!("{key}={other:?}"),
                })
                .collect();
            format!("Shortcode {} [{}]", call.name, arguments.join(" "))
        }
        other => format!("{other:?}"),
    }
}

fn leaf(body: &Body, node: &Node) -> String {
    let str = |range: &TextRange| body.str(*range).to_owned();
    match node {
        Node::Text(range) => str(range),
        Node::Code(range) => format!("`{}`", str(range)),
        Node::Html(range) => format!("‹{}›", str(range)),
        Node::HtmlAddress(id) => format!("@{}", id.0),
        Node::SoftBreak => "⏎".into(),
        Node::HardBreak => "↵".into(),
        Node::Rule => "---\n".into(),
        Node::TaskMarker(done) => format!("[{}]", if *done { "x" } else { " " }),
        Node::FootnoteReference { number, usage } => format!("[^{number}.{usage}]"),
        Node::CodeBlock { language, code } => format!("```{} {:?}\n", str(language), str(code)),
        Node::Open(_) | Node::Close(_) => String::new(),
    }
}

#[test]
fn links_and_pictures_become_references_with_their_places() {
    check(
        "See [a *b*](../b.md#c \"t\"), [x], <https://x.y> ![alt](p.png).\n\n[x]: /x/?y=1\n",
        expect![[r#"
            Paragraph: See Link(ReferenceId(5))(a Emphasis(b)), Link(ReferenceId(6))(x), Link(ReferenceId(7))(https://x.y) Image { source: ReferenceId(8), width: 0, height: 0 }(alt).
            Link Path { path: "../b.md", heading: Some("c") } ‹[a *b*](../b.md#c "t")›
            Link Path { path: "/x/", heading: None } ‹[x]›
            Link Url("https://x.y") ‹<https://x.y>›
            Image Path { path: "p.png", heading: None } ‹![alt](p.png)›
        "#]],
    );
}

#[test]
fn wikilinks_name_articles_files_and_headings() {
    check(
        "[[Pull versus push]] [[a/b#C d|words *x*]] [[#Here]] [[a.pdf]] [[Node.js]] [[b.md]]",
        expect![[r#"
            Paragraph: Link(ReferenceId(5))() Link(ReferenceId(6))(words Emphasis(x)) Link(ReferenceId(7))() Link(ReferenceId(8))() Link(ReferenceId(9))() Link(ReferenceId(10))()
            Link Name { name: "Pull versus push", heading: None } ‹[[Pull versus push]]›
            Link Name { name: "a/b", heading: Some("C d") } ‹[[a/b#C d|words *x*]]›
            Link Here { heading: "Here" } ‹[[#Here]]›
            Link Path { path: "a.pdf", heading: None } ‹[[a.pdf]]›
            Link Name { name: "Node.js", heading: None } ‹[[Node.js]]›
            Link Name { name: "b", heading: None } ‹[[b.md]]›
        "#]],
    );
    check(
        "| a |\n|---|\n| [[x\\|words]] |\n",
        expect![[r#"
        Table: 
          TableHead: 
            TableCell(None): a
          TableRow: 
            TableCell(None): Link(ReferenceId(5))(words)
        Link Name { name: "x", heading: None } ‹[[x\|words]]›
    "#]],
    );
}

#[test]
fn an_embed_amid_text_closes_the_paragraph_and_opens_it_again() {
    check(
        "before *a ![[b#C]] c* after\n\n![[d]]\n\n- x ![[e]]\n",
        expect![[r#"
            Paragraph: before Emphasis(a)
            Embed(ReferenceId(5)): 
            Paragraph: Emphasis(c) after
            Embed(ReferenceId(6)): 
            UnorderedList: 
              Item: x 
                Embed(ReferenceId(7)): 
            Embed Name { name: "b", heading: Some("C") } ‹![[b#C]]›
            Embed Name { name: "d", heading: None } ‹![[d]]›
            Embed Name { name: "e", heading: None } ‹![[e]]›
        "#]],
    );
}

#[test]
fn embedded_pictures_have_sizes_and_words() {
    check(
        "![[a.png|300]] ![[b.JPG|A view|30x20]] ![[c.svg|Words]] ![[d.pdf]] ![](e.png)",
        expect![[r#"
        Paragraph: Image { source: ReferenceId(5), width: 300, height: 0 }() Image { source: ReferenceId(6), width: 30, height: 20 }(A view) Image { source: ReferenceId(7), width: 0, height: 0 }(Words) Link(ReferenceId(8))(d.pdf) Image { source: ReferenceId(9), width: 0, height: 0 }()
        Image Path { path: "a.png", heading: None } ‹![[a.png|300]]›
        Image Path { path: "b.JPG", heading: None } ‹![[b.JPG|A view|30x20]]›
        Image Path { path: "c.svg", heading: None } ‹![[c.svg|Words]]›
        Link Path { path: "d.pdf", heading: None } ‹![[d.pdf]]›
        Image Path { path: "e.png", heading: None } ‹![](e.png)›
        picture-alt: this picture has no alternative text ‹![[a.png|300]]› say what it shows: `![words](picture.png)`, `![[picture.png|words]]`
        picture-alt: this picture has no alternative text ‹![](e.png)› say what it shows: `![words](picture.png)`, `![[picture.png|words]]`
    "#]],
    );
}

#[test]
fn addresses_that_run_code_are_never_links() {
    check(
        "[a](javascript:x) ![b](VBScript:x) [c](<java\tscript:x>) [d](data:text/html,x) ![e](data:image/png;base64,x) <a href=\"&#106;avascript:x\">",
        expect![[r#"
            Paragraph: a Emphasis(b) c d Image { source: ReferenceId(5), width: 0, height: 0 }(e) ‹<a href="›‹#›‹">›
            Image Url("data:image/png;base64,x") ‹![e](data:image/png;base64,x)›
            link-invalid: this address would run code ‹[a](javascript:x)› link to a page, a file or an address that starts with https://
            link-invalid: this address would run code ‹![b](VBScript:x)› link to a page, a file or an address that starts with https://
            link-invalid: this address would run code ‹[c](<java	script:x>)› link to a page, a file or an address that starts with https://
            link-invalid: this address would run code ‹[d](data:text/html,x)› link to a page, a file or an address that starts with https://
            link-invalid: this address would run code ‹&#106;avascript:x› link to a page, a file or an address that starts with https://
        "#]],
    );
}

#[test]
fn bare_addresses_become_links() {
    check(
        "Visit www.a.org/x_(y). (http://b.org/a--b's?c=1&amp;d) mail me@c.org, xhttp://d.org, `www.e.org` [www.f.org](g.md) https://localhost",
        expect![[r#"
            Paragraph: Visit Link(ReferenceId(5))(www.a.org/x_(y)). (Link(ReferenceId(6))(http://b.org/a--b's?c=1&d)) mail Link(ReferenceId(7))(me@c.org), xhttp://d.org, `www.e.org` Link(ReferenceId(8))(www.f.org) https://localhost
            Link Url("http://www.a.org/x_(y)") ‹www.a.org/x_(y)›
            Link Url("http://b.org/a--b's?c=1&d") ‹http://b.org/a--b's?c=1&amp;d›
            Link Url("mailto:me@c.org") ‹me@c.org›
            Link Path { path: "g.md", heading: None } ‹[www.f.org](g.md)›
        "#]],
    );
}

#[test]
fn callouts_have_kinds_and_titles() {
    check(
        "> [!tip]- A *title*\n> text\n> more\n\n> [!NOTE]\n> text\n\n> [!tldr]\n\n> [!my-kind] \n> - a\n\n> [!x](y)\n",
        expect![[r#"
            Callout(Tip): 
              CalloutTitle: A Emphasis(title)
              Paragraph: text⏎more
            Callout(Note): 
              Paragraph: text
            Callout(Abstract): 
            Callout(Note): 
              CalloutTitle: My kind
              UnorderedList: 
                Item: a
            BlockQuote: 
              Paragraph: Link(ReferenceId(5))(!x)
            Link Path { path: "y", heading: None } ‹[!x](y)›
        "#]],
    );
}

#[test]
fn comments_vanish_and_the_rest_keeps_its_place() {
    check(
        "%% first %%\n# Title %% x %%\n\na %%b\n\nc%% [[d]] e %%f%%\n\n%%\n- list\n%%\n\n`%%code%%` %%x%% y\n\n- a\n  %%x%%\n- b %% open",
        expect![[r#"
            Paragraph: a Link(ReferenceId(5))() e
            Paragraph: `%%code%%` y
            UnorderedList: 
              Item: a
              Item: b %% open
            Link Name { name: "d", heading: None } ‹[[d]]›
        "#]],
    );
}

#[test]
fn a_comment_between_two_lines_parts_nothing() {
    check(
        "- a\n  %%x%%\n- b\n\nc\n%%x%%\nd\n\n```\n```\n%%x%%\ne\n",
        expect![[r#"
        UnorderedList: 
          Item: a
          Item: b
        Paragraph: c⏎d
        ``` ""
        Paragraph: e
    "#]],
    );
}

#[test]
fn highlights_are_marked() {
    check(
        "a ==b *c* d== e == f ==*x== y* `==z==` \\==n== ====",
        expect![[r#"
        Paragraph: a Mark(b Emphasis(c) d) e == f Mark(Emphasis(x== y) `==z==` ==n) ====
    "#]],
    );
}

#[test]
fn footnotes_are_numbered_by_first_use() {
    check(
        "[^unused]: gone\n[^b]: second [^c]\n\nA[^a] b[^b] a[^a] no[^d].\n\n[^a]: first\n\n    more\n[^c]: third\n",
        expect![[r#"
            Paragraph: A[^1.1] b[^2.1] a[^1.2] no[^d].
            Footnotes: 
              Footnote { number: 1, uses: 2 }: 
                Paragraph: first
                Paragraph: more
              Footnote { number: 2, uses: 1 }: 
                Paragraph: second [^3.1]
              Footnote { number: 3, uses: 1 }: 
                Paragraph: third
            footnote-missing: no footnote is called `d` ‹[^d]› define it: `[^d]: …`
        "#]],
    );
}

#[test]
fn shortcodes_are_calls_with_typed_arguments() {
    check(
        "{{ cta(id=\"white-paper\") }}\n{{ figure(src='a.png', alt=\"say \\\"x\\\"\",) }}\n\nAn {{ icon() }} amid text, then {{ articles(limit=3, new=true,\n  in=\"p\") }} more.\n\n| a |\n|---|\n| {{ icon(name=\"a|b\") }} |\n\n`{{ cta() }}` {{ not_a_call }} {% if %}\n\n    {{ cta() }}\n",
        expect![[r#"
            Shortcode cta [id=Reference(ReferenceId(5))]: 
            Shortcode figure [src=Reference(ReferenceId(6)) alt="say \"x\""]: 
            Paragraph: An 
              Shortcode icon []: 
               amid text, then
            Shortcode articles [limit=Number(3.0) new=Boolean(true) in=Reference(ReferenceId(7))]: 
            Paragraph: more.
            Table: 
              TableHead: 
                TableCell(None): a
              TableRow: 
                TableCell(None): 
                  Shortcode icon [name="a|b"]: 
            Paragraph: `{{ cta() }}` {{ not_a_call }} {% if %}
            ``` "{{ cta() }}\n"
            Field Cta("white-paper") ‹"white-paper"›
            Image Path { path: "a.png", heading: None } ‹'a.png'›
            Field Collection("p") ‹"p"›
        "#]],
    );
}

#[test]
fn the_body_of_a_shortcode_is_markdown_with_its_own_places() {
    check(
        "{% aside(kind=\"example\") %}\n## Inner\n\n[[x]] {% aside() %}deep{% end %}\n{% end %}\n\n> - {% aside() %}\n>   [[y]]\n>\n>       code\n>   {% end %}\n",
        expect![[r#"
            Shortcode aside [kind="example"]: 
              Heading(0): Inner
              Paragraph: Link(ReferenceId(5))()
              Shortcode aside []: 
                Paragraph: deep
            BlockQuote: 
              UnorderedList: 
                Item: 
                  Shortcode aside []: 
                    Paragraph: Link(ReferenceId(6))()
            ``` "code\n"
            Link Name { name: "x", heading: None } ‹[[x]]›
            Link Name { name: "y", heading: None } ‹[[y]]›
        "#]],
    );
}

#[test]
fn wrong_shortcodes_are_reported_at_their_place_and_left_out() {
    check(
        "{{ ctaa(id=\"x\") }}\n\n{{ cta() }}\n\n{{ cta(idd=\"x\") }}\n\n{{ cta(id=3) }}\n\n{{ cta(id=\"a\", id=\"b\") }}\n\n{% cta(id=\"a\") %}{% end %}\n\n{{ aside() }}\n\n{% aside(kind=\"exampl\") %}[[kept]]{% end %}\n\n{% aside() %} never closed\n\n{{ cta(id=“a”) }} {{ cta(id=a) }} {{ cta(id \"a\") }} {{ cta(id=\"a\" }} {{ cta(id=\"a\") %}\n\n{{ figure(src=\"x.png\", size=1) }}",
        expect![[r#"
            Paragraph:  never closed
            Link Name { name: "kept", heading: None } ‹[[kept]]›
            shortcode-unknown: no shortcode is called `ctaa` ‹ctaa› did you mean `cta`?
            shortcode-argument: the shortcode `cta` needs `id` ‹cta› add `id=…`: the name of a call to action
            shortcode-argument: the shortcode `cta` has no argument `idd` ‹idd› did you mean `id`?
            shortcode-argument: the shortcode `cta` needs `id` ‹cta› add `id=…`: the name of a call to action
            shortcode-argument: `id` must be the name of a call to action, this is a number ‹3› 
            shortcode-argument: `id` is given twice ‹id› leave one of the two out
            shortcode-syntax: the shortcode `cta` takes no body ‹cta› write `{{ cta(…) }}`
            shortcode-syntax: the shortcode `aside` needs a body ‹aside› write `{% aside(…) %} … {% end %}`
            shortcode-argument: `kind` must be one of “example”, “note”, this is “exampl” ‹"exampl"› 
            shortcode-syntax: the shortcode `aside` is never closed ‹{% aside() %}› close it with `{% end %}`
            shortcode-syntax: the shortcode `cta` cannot be read: expected a value, this is a curly quote ‹“› use straight quotes: `"`
            shortcode-syntax: the shortcode `cta` cannot be read: expected a value ‹a› put texts in quotes: `"a"`
            shortcode-syntax: the shortcode `cta` cannot be read: expected `=` ‹"› write `id="…"`
            shortcode-syntax: the shortcode `cta` cannot be read: expected `,` or `)` ‹}› part arguments by commas and close them with `)`
            shortcode-syntax: the shortcode `cta` cannot be read: expected `}}` ‹%› a shortcode without a body is written `{{ name(…) }}`
            shortcode-argument: the shortcode `figure` has no argument `size` ‹size› it takes `src`, `alt`
        "#]],
    );
}

#[test]
fn raw_html_is_kept_and_its_addresses_are_references() {
    check(
        "<div class=\"x\">\n<a title=\"<a href='no'>\" href=b.md#c>x</a>\n<img alt='' src='a&amp;b.png'>\n<!-- <a href=\"no\"> {{ cta( -->\n{{ icon() }}{{ icon() }} %%gone%%\n<script>\"<a href=no>\"</script>\n</div>\n\ntext <a href=\"/x/\" data-x=\"{{ cta() }}\">y</a><br>z\n",
        expect![[r#"
            ‹<div class="x">
            <a title="<a href='no'>" href=›‹"›@5‹"›‹>x</a>
            <img alt='' src='›@6‹'>
            <!-- <a href="no"> {{ cta( -->
            ›
            Shortcode icon []: 
            Shortcode icon []: 
            ‹ ›‹
            <script>"<a href=no>"</script>
            </div>
            ›
            Paragraph: text ‹<a href="›@7‹" data-x="{{ cta() }}">›y‹</a>›‹<br>›z
            Link Path { path: "b.md", heading: Some("c") } ‹b.md#c›
            Image Path { path: "a&b.png", heading: None } ‹a&amp;b.png›
            Link Path { path: "/x/", heading: None } ‹/x/›
        "#]],
    );
    let mut escaping = config("");
    escaping.markdown.html = HtmlPolicy::Escape;
    check_with(
        &escaping,
        "<p>\n<a href=\"x\">\n</p>\n\na <b>c</b>",
        expect![[r#"
        Paragraph: <p>
        <a href="x">
        </p>
        Paragraph: a <b>c</b>
    "#]],
    );
}

#[test]
fn quotation_marks_follow_the_language() {
    let text = "\"Don't say 'never'\" -- she said... '90s `\"` \\\"";
    check(
        text,
        expect![[r#"
        Paragraph: “Don’t say ‘never’” – she said… ’90s `"` "
    "#]],
    );
    check_with(
        &config("language = \"de\"\n"),
        text,
        expect![[r#"
        Paragraph: „Don’t say ‚never‘“ – she said… ’90s `"` "
    "#]],
    );
    check_with(
        &config("language = \"fr-FR\"\n"),
        text,
        expect![[r#"
        Paragraph: « Don’t say “never” » – she said… ’90s `"` "
    "#]],
    );
    check_with(
        &config("[markdown]\nsmart-punctuation = false\n"),
        text,
        expect![[r#"
        Paragraph: "Don't say 'never'" -- she said... '90s `"` "
    "#]],
    );
}

#[test]
fn gfm_and_definition_lists_are_understood() {
    check(
        "- [x] done\n- [ ] open\n\n3. c\n\n~~no~~\n\nTerm\n: means\n\n| a | b |\n|:-:|--:|\n| `x` | y |\n",
        expect![[r#"
            UnorderedList: 
              Item: [x]done
              Item: [ ]open
            OrderedList(3): 
              Item: c
            Paragraph: Strikethrough(no)
            DefinitionList: 
              DefinitionTitle: Term
              DefinitionDetails: means
            Table: 
              TableHead: 
                TableCell(Center): a
                TableCell(Right): b
              TableRow: 
                TableCell(Center): `x`
                TableCell(Right): y
        "#]],
    );
}

fn check_outline(source: &str, expected: Expect) {
    let (parsed, found) = read(&config(""), source);
    let mut text = format!("{:?}\n", parsed.title);
    for heading in &parsed.outline {
        text.push_str(&format!("{} {} {:?}\n", heading.level, heading.id, heading.title));
    }
    for diagnostic in found.iter() {
        text.push_str(&format!("{}: {}\n", diagnostic.code.name, diagnostic.message));
    }
    expected.assert_eq(&text);
}

#[test]
fn headings_have_unique_ids_in_every_script() {
    check_outline(
        "# The *title*\n\n## A `b` c\n## A b c\n## A b c 2\n## Größe\n## ***\n## X {#a-b-c .class}\n# Second\n",
        expect![[r#"
            Some("The title")
            2 a-b-c-2 "A b c"
            2 a-b-c-3 "A b c"
            2 a-b-c-2-2 "A b c 2"
            2 größe "Größe"
            2 section "***"
            2 a-b-c "X"
            1 second "Second"
        "#]],
    );
    check_outline(
        "a\n\n# Not first\n",
        expect![[r#"
        None
        1 not-first "Not first"
    "#]],
    );
    check_outline(
        "## A {#x}\n## B {#x}\n",
        expect![[r#"
        None
        2 x "A"
        2 b "B"
        heading-duplicate: two headings have the id `x`
    "#]],
    );
}

#[test]
fn plain_text_has_words_and_no_marks() {
    let source = "# Title\n\n> quoted *words*\n\nThe **first** [paragraph](a.md)\nhere[^1] ![alt](p.png).\n\n```rust\nlet a;\n```\n\n{% aside() %}inside{% end %}\n\n[[name]]\n\n| a | b |\n|---|---|\n| c | d |\n\n[^1]: note\n";
    let (parsed, _) = read(&config(""), source);
    expect![[r#"
        quoted words
        The first paragraph here .
        let a;
        inside
        name
        a b
        c d
        note"#]]
    .assert_eq(&parsed.text);
    expect!["The first paragraph here ."].assert_eq(&parsed.first_paragraph);
    assert_eq!(parsed.words, 15);
}

#[test]
fn without_extensions_only_commonmark_is_left() {
    let mut plain = config("");
    plain.markdown.extensions = false;
    let text = "# T\n\n[[a]] {{ cta() }} %%c%% ==d== www.a.org \"e\" ~~f~~\n> [!tip]\n";
    check_with(
        &plain,
        text,
        expect![[r#"
        Heading(0): T
        Paragraph: [[a]] {{ cta() }} %%c%% ==d== www.a.org "e" ~~f~~
        BlockQuote: 
          Paragraph: [!tip]
    "#]],
    );
}
