//! Markdown to HTML: text in, text out.

mod notes;

use std::collections::BTreeMap;

use expect_test::{Expect, expect};

use super::*;
use crate::config::{HtmlPolicy, ShortcodeSchema, read_config};
use crate::diagnostic::Diagnostics;
use crate::document::{Options, Parsed, Target, TitleHeading, parse_article};
use crate::path::SourcePath;
use crate::segment::Direction;

struct Site<'a> {
    parsed: &'a Parsed,
    direction: Direction,
}

impl Surroundings for Site<'_> {
    fn address(&self, reference: ReferenceId) -> Address {
        let href = |url: &str, title: &str| Address::Href {
            url: url.into(),
            is_external: false,
            title: title.into(),
            language: None,
        };
        match &self.parsed.references[reference.0 as usize].target {
            Target::Name { name, .. } if name == "nowhere" => Address::Missing { words: "nowhere".into() },
            Target::Name { name, .. } => href(&format!("../{name}/"), "A & B"),
            Target::Path { path, .. } => href(path, ""),
            Target::Here { heading } => href(&format!("#{heading}"), heading),
            Target::Url(url) => href(url, url),
            Target::Form(name) | Target::Cta(name) | Target::Collection(name) | Target::Tag(name) => {
                href(name, name)
            }
        }
    }

    fn term(&self, term: DocumentId) -> String {
        format!("../term-{}/", term.0)
    }

    fn embed(&mut self, reference: ReferenceId, level: u8) -> String {
        format!("<div class=\"embed\" onclick=\"kept\">{} below {level}</div>\n", reference.0)
    }

    fn shortcode(&mut self, call: &ShortcodeCall, body: Option<String>) -> String {
        let body = body.map_or(String::new(), |body| body.trim().to_owned());
        format!("<form data-name=\"{}\">{body}</form>\n", call.name)
    }

    fn callout_title(&self, kind: CalloutKind) -> String {
        format!("<{}>", kind.name())
    }

    fn words(&self, key: &str) -> String {
        format!("\"{key}\"")
    }

    fn direction(&self) -> Direction {
        self.direction
    }
}

fn read(policy: HtmlPolicy, source: &str) -> Parsed {
    let settings = "title = \"T\"\nurl = \"https://example.com\"\nlanguage = \"en\"\n";
    let (mut config, _) = read_config(&SourcePath::new("site.toml").unwrap(), settings);
    config.markdown.html = policy;
    let schema =
        |name: &str, has_body| ShortcodeSchema { name: name.into(), has_body, arguments: Vec::new() };
    let shortcodes =
        [schema("cta", false), schema("aside", true)].map(|schema| (schema.name.clone(), schema));
    let shortcodes = BTreeMap::from(shortcodes);
    let options = Options {
        config: &config,
        shortcodes: &shortcodes,
        stems: &Default::default(),
        language: &config.language.value,
    };
    let path = SourcePath::new("articles/a.md").unwrap();
    let title = TitleHeading::Any;
    parse_article(&path, source, 0..source.len(), title, 0, &options, &mut Diagnostics::default())
}

fn render(policy: HtmlPolicy, options: HtmlOptions<'_>, source: &str) -> String {
    let parsed = read(policy, source);
    to_html(&parsed.body, &parsed.outline, options, &mut Site { parsed: &parsed, direction: Direction::Ltr })
}

fn check(source: &str, expected: Expect) {
    expected.assert_eq(&render(HtmlPolicy::Allow, HtmlOptions::default(), source));
}

fn check_clean(source: &str, expected: Expect) {
    expected.assert_eq(&render(HtmlPolicy::Sanitize, HtmlOptions::default(), source));
}

/// Blocks whose first letters run in a different direction from the page (UAX 9; HTML standard, section 3.2.6.4) have a
/// `dir`; code on a right-to-left page has one too.
#[test]
fn text_that_runs_the_other_way_says_so() {
    let source = "مرحبا بالعالم\n\nHello\n\n- `code` مرحبا\n- 1, two\n\n> مرحبا\n\n| مرحبا | a |\n|---|---|\n\n```\ncode\n```\n";
    let parsed = read(HtmlPolicy::Allow, source);
    let print = |direction| {
        to_html(
            &parsed.body,
            &parsed.outline,
            HtmlOptions::default(),
            &mut Site { parsed: &parsed, direction },
        )
    };
    expect![[r#"
        <p dir="auto">مرحبا بالعالم</p>
        <p>Hello</p>
        <ul>
        <li><code>code</code> مرحبا</li>
        <li>1, two</li>
        </ul>
        <blockquote dir="auto">
        <p dir="auto">مرحبا</p>
        </blockquote>
        <div class="table-frame" role="region" tabindex="0" aria-label="&quot;table&quot;"><table>
        <thead>
        <tr>
        <th scope="col" dir="auto">مرحبا</th>
        <th scope="col">a</th>
        </tr>
        </thead>
        </table></div>
        <pre class="code" tabindex="0"><code>code
        </code></pre>
    "#]]
    .assert_eq(&print(Direction::Ltr));
    expect![[r#"
        <p>مرحبا بالعالم</p>
        <p dir="auto">Hello</p>
        <ul>
        <li><code dir="ltr">code</code> مرحبا</li>
        <li dir="auto">1, two</li>
        </ul>
        <blockquote>
        <p>مرحبا</p>
        </blockquote>
        <div class="table-frame" role="region" tabindex="0" aria-label="&quot;table&quot;"><table>
        <thead>
        <tr>
        <th scope="col">مرحبا</th>
        <th scope="col" dir="auto">a</th>
        </tr>
        </thead>
        </table></div>
        <pre class="code" dir="ltr" tabindex="0"><code>code
        </code></pre>
    "#]]
    .assert_eq(&print(Direction::Rtl));
}

#[test]
fn blocks_are_plain_semantic_html() {
    check(
        "## A & B\n\ntext *a* **b** ~~c~~ ==d== `<e>`  \nnext\n\n> quote\n\n- a\n- b\n\n3. c\n\n---\n\nTerm\n: means\n",
        expect![[r#"
            <h2><span id="a-b"></span>A &amp; B</h2>
            <p>text <em>a</em> <strong>b</strong> <del>c</del> <mark>d</mark> <code>&lt;e&gt;</code><br>
            next</p>
            <blockquote>
            <p>quote</p>
            </blockquote>
            <ul>
            <li>a</li>
            <li>b</li>
            </ul>
            <ol start="3">
            <li>c</li>
            </ol>
            <hr>
            <dl>
            <dt>Term</dt>
            <dd>means</dd>
            </dl>
        "#]],
    );
}

#[test]
fn tables_scroll_and_align_by_class() {
    check(
        "| a | b | c |\n|---|:-:|--:|\n| 1 | 2 | 3 |\n\n| only |\n|:--|\n",
        expect![[r#"
            <div class="table-frame" role="region" tabindex="0" aria-label="&quot;table&quot;"><table>
            <thead>
            <tr>
            <th scope="col">a</th>
            <th scope="col" class="center">b</th>
            <th scope="col" class="right">c</th>
            </tr>
            </thead>
            <tbody>
            <tr>
            <td>1</td>
            <td class="center">2</td>
            <td class="right">3</td>
            </tr>
            </tbody>
            </table></div>
            <div class="table-frame" role="region" tabindex="0" aria-label="&quot;table&quot; 2"><table>
            <thead>
            <tr>
            <th scope="col" class="left">only</th>
            </tr>
            </thead>
            </table></div>
        "#]],
    );
}

#[test]
fn tasks_have_labeled_checkboxes() {
    check(
        "- [x] a\n- [ ] b\n\n1. [ ] c\n\n   d\n",
        expect![[r#"
            <ul>
            <li class="task"><input type="checkbox" disabled checked aria-label="&quot;task-done&quot;" /> a</li>
            <li class="task"><input type="checkbox" disabled aria-label="&quot;task-open&quot;" /> b</li>
            </ul>
            <ol>
            <li class="task">
            <p><input type="checkbox" disabled aria-label="&quot;task-open&quot;" /> c</p>
            <p>d</p>
            </li>
            </ol>
        "#]],
    );
}

#[test]
fn callouts_always_have_a_title() {
    check(
        "> [!tip] My *title*\n> text\n\n> [!danger]\n> text\n",
        expect![[r#"
            <div class="callout callout-tip" role="note">
            <div class="callout-title">My <em>title</em></div>
            <p>text</p>
            </div>
            <div class="callout callout-danger" role="note">
            <div class="callout-title">&lt;danger&gt;</div>
            <p>text</p>
            </div>
        "#]],
    );
}

#[test]
fn code_blocks_are_focusable_and_carry_their_language() {
    check(
        "```js\nlet a = 1;\n```\n\n    a < b\n\n```\"x\ny\n```\n",
        expect![[r#"
            <pre class="code language-js" tabindex="0"><code><span class="hl-storage">let </span>a <span class="hl-keyword">= </span><span class="hl-constant">1</span>;
            </code></pre>
            <pre class="code" tabindex="0"><code>a &lt; b
            </code></pre>
            <pre class="code language-&quot;x" tabindex="0"><code>y
            </code></pre>
        "#]],
    );
}

#[test]
fn code_has_a_title_and_marked_lines() {
    check(
        "```js title=\"<menu>.js\" {1,3-4}\nlet a;\nb\n/* c\nd */\n```\n\n```{1}\na & b\n```\n",
        expect![[r#"
            <figure class="code-figure"><figcaption>&lt;menu&gt;.js</figcaption>
            <pre class="code language-js" tabindex="0"><code><mark><span class="hl-storage">let </span>a;
            </mark>b
            <mark><span class="hl-comment">/* c
            </span></mark><span class="hl-comment"></span><mark><span class="hl-comment">d */
            </span></mark><span class="hl-comment"></span></code></pre>
            </figure>
            <pre class="code" tabindex="0"><code><mark>a &amp; b
            </mark></code></pre>
        "#]],
    );
}

#[test]
fn links_and_images_are_escaped_and_broken_ones_become_text() {
    check(
        "[[a]] [[a|b]] [[nowhere]] [c](</d?a=1&b=\"> \"t\\\"\") ![e *f*](g.png) ![[h.png|i|300x200]] ![[j.png|40]]",
        expect![[r#"
            <p><a href="../a/">A &amp; B</a> <a href="../a/">b</a> <span class="link-missing">nowhere</span> <a href="/d" title="t&quot;">c</a> <img src="g.png" alt="e f" loading="lazy"> <img src="../h.png/" alt="i" loading="lazy" width="300" height="200"> <img src="../j.png/" alt="" loading="lazy" width="40"></p>
        "#]],
    );
}

#[test]
fn footnotes_link_there_and_back() {
    check(
        "a[^1] b[^2] c[^1]\n\n[^1]: one\n[^2]: two\n\n    - list\n",
        expect![[r##"
            <p>a<sup class="footnote-reference"><a href="#fn-1" id="fnref-1">1</a></sup> b<sup class="footnote-reference"><a href="#fn-2" id="fnref-2">2</a></sup> c<sup class="footnote-reference"><a href="#fn-1" id="fnref-1-2">1</a></sup></p>
            <section class="footnotes" aria-label="&quot;footnotes&quot;">
            <ol>
            <li id="fn-1">
            <p>one <a href="#fnref-1" class="footnote-back"><span class="visually-hidden">&quot;footnote-back&quot;</span> <span aria-hidden="true">↩</span></a> <a href="#fnref-1-2" class="footnote-back"><span class="visually-hidden">&quot;footnote-back&quot;</span> <span aria-hidden="true">↩</span></a></p>
            </li>
            <li id="fn-2">
            <p>two</p>
            <ul>
            <li>list</li>
            </ul>
             <a href="#fnref-2" class="footnote-back"><span class="visually-hidden">&quot;footnote-back&quot;</span> <span aria-hidden="true">↩</span></a></li>
            </ol>
            </section>
        "##]],
    );
}

#[test]
fn embeds_and_shortcodes_are_inserted_unchanged() {
    check(
        "![[x]]\n\n### H\n\na ![[y]] b\n\n{% aside() %}*in* {{ cta() }}{% end %}\n\n{{ cta() }}\n",
        expect![[r#"
            <div class="embed" onclick="kept">0 below 1</div>
            <h3><span id="h"></span>H</h3>
            <p>a</p>
            <div class="embed" onclick="kept">1 below 3</div>
            <p>b</p>
            <form data-name="aside"><p><em>in</em></p>
            <form data-name="cta"></form></form>
            <form data-name="cta"></form>
        "#]],
    );
}

#[test]
fn headings_shift_and_stay_headings() {
    let shifted = HtmlOptions { heading_shift: 2, is_embedded: true, terms: &[] };
    expect![[r#"
        <p>a</p>
        <h3>A</h3>
        <h6>B</h6>
    "#]]
    .assert_eq(&render(HtmlPolicy::Allow, shifted, "a[^1]\n\n# A\n\n##### B\n\n[^1]: c\n"));
    let raised = HtmlOptions { heading_shift: -3, is_embedded: false, terms: &[] };
    expect![[r#"
        <p>a</p>
        <h1><span id="a"></span>A</h1>
    "#]]
    .assert_eq(&render(HtmlPolicy::Allow, raised, "a\n\n## A\n"));
}

#[test]
fn raw_html_is_allowed_sanitized_or_escaped() {
    let source = "<div onclick=\"x\" class=a>\n<script>x</script>\n</div>\n\na <b style=\"color:red\">b</b> <a href=\"c.md\">d</a>\n";
    check(
        source,
        expect![[r#"
        <div onclick="x" class=a>
        <script>x</script>
        </div>
        <p>a <b style="color:red">b</b> <a href="c.md">d</a></p>
    "#]],
    );
    check_clean(
        source,
        expect![[r#"
            <div class="a">&lt;script&gt;x&lt;/script&gt;</div>
            <p>a <b>b</b> <a href="c.md">d</a></p>
        "#]],
    );
    expect![[r#"
        <p>&lt;div onclick="x" class=a&gt;
        &lt;script&gt;x&lt;/script&gt;
        &lt;/div&gt;</p>
        <p>a &lt;b style="color:red"&gt;b&lt;/b&gt; &lt;a href="c.md"&gt;d&lt;/a&gt;</p>
    "#]]
    .assert_eq(&render(HtmlPolicy::Escape, HtmlOptions::default(), source));
}

#[test]
fn what_is_longer_in_the_output_moves_no_address() {
    check(
        "a <a title=\0 href=\0b.md title=\0\0>c</a>\n",
        expect![[r#"
            <p>a <a title=� href="b.md" title=��>c</a></p>
        "#]],
    );
    check(
        "_a@b.cawww.a.b\n",
        expect![[r#"
            <p><a href="mailto:_a@b.cawww.a.b">_a@b.cawww.a.b</a></p>
        "#]],
    );
}

#[test]
fn sanitizing_keeps_kbs_own_markup() {
    check_clean(
        "<details open><summary>s</summary>\n\n- [x] a\n\n{{ cta() }}\n\n![[x]]\n\n```js\nlet a;\n```\n\n| a |\n|:-:|\n| [[b]] |\n\n## H\n\n{% aside() %}<i onclick=\"x\">y</i>{% end %}\n\n> [!tip]\n> t[^1]\n\n</details>\n\n[^1]: n\n",
        expect![[r##"
            <details open>
            <summary>s</summary>
            <ul>
            <li class="task"><input type="checkbox" disabled checked aria-label="&quot;task-done&quot;" /> a</li>
            </ul>
            <form data-name="cta"></form>
            <div class="embed" onclick="kept">0 below 1</div>
            <pre class="code language-js" tabindex="0"><code><span class="hl-storage">let </span>a;
            </code></pre>
            <div class="table-frame" role="region" tabindex="0" aria-label="&quot;table&quot;"><table>
            <thead>
            <tr>
            <th scope="col" class="center">a</th>
            </tr>
            </thead>
            <tbody>
            <tr>
            <td class="center"><a href="../b/">A &amp; B</a></td>
            </tr>
            </tbody>
            </table></div>
            <h2><span id="h"></span>H</h2>
            <form data-name="aside"><p><i>y</i></p></form>
            <div class="callout callout-tip" role="note">
            <div class="callout-title">&lt;tip&gt;</div>
            <p>t<sup class="footnote-reference"><a href="#fn-1" id="fnref-1">1</a></sup></p>
            </div>
            </details>
            <section class="footnotes" aria-label="&quot;footnotes&quot;">
            <ol>
            <li id="fn-1">
            <p>n <a href="#fnref-1" class="footnote-back"><span class="visually-hidden">&quot;footnote-back&quot;</span> <span aria-hidden="true">↩</span></a></p>
            </li>
            </ol>
            </section>
        "##]],
    );
}

#[test]
fn no_author_can_break_out_through_an_open_attribute() {
    check_clean(
        "<div title=\"\n\n{{ cta() }}\n\n- [ ] x\n\n\">\n\nafter \u{f0000}0\u{f0001}\n",
        expect![[r#"
            &lt;div title="<form data-name="cta"></form>
            <ul>
            <li class="task"><input type="checkbox" disabled aria-label="&quot;task-open&quot;" /> x</li>
            </ul>
            <p>“&gt;</p>
            <p>after 󰀀0󰀁</p>
        "#]],
    );
}

#[test]
fn no_address_leaves_its_quotes() {
    check_clean(
        "<img src='a&#39;onerror=x&quot;.png' alt=''>",
        expect![[r#"<img src="a'onerror=x&quot;.png" alt="">"#]],
    );
    check(
        "<img src='a&#39;onerror=x&quot;.png' alt=''>",
        expect!["<img src='a&#39;onerror=x&quot;.png' alt=''>"],
    );
}

#[test]
fn inline_text_has_no_paragraph_around_it() {
    let inline = |source: &str| {
        let parsed = read(HtmlPolicy::Sanitize, source);
        to_inline_html(&parsed.body, &mut Site { parsed: &parsed, direction: Direction::Ltr })
    };
    assert_eq!(inline("a *b*"), "a <em>b</em>");
    assert_eq!(inline("a\n\nb"), "<p>a</p>\n<p>b</p>\n");
    assert_eq!(inline(""), "");
}

#[test]
fn deep_nesting_is_sanitized_too() {
    let source = format!("{}<b>a</b>", "> ".repeat(3_000));
    assert!(render(HtmlPolicy::Sanitize, HtmlOptions::default(), &source).contains("<b>a</b>"));
}
