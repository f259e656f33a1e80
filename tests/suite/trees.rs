//! Whatever an article holds, browsers read its page as kb meant it, and nothing outside of its text is touched.

use expect_test::{Expect, expect};
use kb::theme::with_built_in_themes;
use proptest::prelude::*;

use super::page_tree::{meant, parsed};
use super::support::{Build, build_sources, file, problems, request, sources};

/// A page of the built-in theme around an article, and what is outside of its text.
fn page(article: &str) -> Build {
    let site = "title = \"T\"\nurl = \"https://example.com\"\nlanguage = \"en\"\ntheme.name = \"base\"\n\
        lints.collection-empty = \"allow\"\n[collections.c]\n";
    let tree = sources(&format!("//- site.toml\n{site}//- articles/a.md\n{article}\n//- articles/b.md\nB"));
    build_sources(with_built_in_themes(tree), &request())
}

fn check(article: &str, expected: Expect) {
    let build = page(article);
    let html = file(&build, "a/index.html");
    assert_eq!(meant(html), parsed(html));
    let text = html.split("<main").nth(1).and_then(|main| main.split("</main>").next()).unwrap();
    let text = text.split_once("</h1>").map_or(text, |(_, text)| text);
    let problems = problems(&build);
    let told = problems.lines().filter(|line| line.starts_with("warning") || line.starts_with("error"));
    expected.assert_eq(&format!("{text}\n{}", told.map(|line| format!("{line}\n")).collect::<String>()));
}

#[test]
fn words_in_angle_brackets_are_text() {
    check(
        "Write to <your-name>@example.com and open <server>:<port>. A `Vec<u8>` is a Vec<String>. **<your name>** <path to log>/x",
        expect![[r#"

            </header>
            <div class="prose">
            <p>Write to &lt;your-name&gt;@example.com and open &lt;server&gt;:&lt;port&gt;. A <code>Vec&lt;u8&gt;</code> is a Vec&lt;String&gt;. <strong>&lt;your name&gt;</strong> &lt;path to log&gt;/x</p>
            </div>
            </article>

        "#]],
    );
}

#[test]
fn elements_whose_content_is_text_are_shown_and_swallow_nothing() {
    check(
        "The <title> of a page, a <textarea>, an <xmp> and <plaintext>.\n\n<title>\n\n<noscript>in a block</noscript>\n\n**All** of it is there.",
        expect![[r#"

            </header>
            <div class="prose">
            <p>The &lt;title&gt; of a page, a &lt;textarea&gt;, an &lt;xmp&gt; and &lt;plaintext&gt;.</p>
            &lt;title&gt;
            <p>&lt;noscript&gt;in a block&lt;/noscript&gt;</p>
            <p><strong>All</strong> of it is there.</p>
            </div>
            </article>

        "#]],
    );
}

#[test]
fn what_is_removed_is_reported_once_per_kind() {
    check(
        "<p style=\"color: red\" align=\"center\">a</p>\n\n<p style=\"x\">b <a href=\"b.md\" target=\"_blank\" onclick=\"x()\">c</a></p>\n\n<iframe src=\"https://video.example\"></iframe> <font>d</font> <script>alert(1)</script> <svg><path d=\"M0\"/></svg> <?php x ?>",
        expect![[r#"

            </header>
            <div class="prose">
            <p align="center">a</p>
            <p>b <a href="../b/">c</a></p>
            &lt;iframe src="https://video.example"&gt;&lt;/iframe&gt; d &lt;script&gt;alert(1)&lt;/script&gt;
            </div>
            </article>

            warning[html-removed]: `style` is not published, here and in one more place
            warning[html-removed]: `target` is not published
            warning[html-removed]: `onclick` is not published
            warning[html-removed]: `<iframe>` is not published as HTML: its source is shown
            warning[html-removed]: `<font>` is not published
            warning[html-removed]: `<script>` is not published as HTML: its source is shown
            warning[html-removed]: `<svg>` is not published
            warning[html-removed]: `<?…>` is not published
        "#]],
    );
}

#[test]
fn what_is_opened_is_closed_where_it_was_opened() {
    check(
        "> <div>\n> **a <b>b**\n\nc </div> d\n\n- <details><summary>e\n\nf <i>g\n\n<p>\n\nh\n\n</p>\n\nin a <p>line</p> and <div>*on*",
        expect![[r#"

            </header>
            <div class="prose">
            <blockquote>
            <div>**a <b>b**</b></div>
            </blockquote>
            <p>c 
            d</p>
            <ul>
            <li>
            <details>
            <summary>e</summary>
            </details>
            </li>
            </ul>
            <p>f <i>g</i></p>
            <p></p>
            <p>h</p>
            <div>in a
            <p>line</p>
            and
            <div><em>on</em></div>
            </div>
            </div>
            </article>

            warning[html-removed]: an unmatched `</div>` is not published
        "#]],
    );
}

#[test]
fn tables_and_lists_of_html_hold_what_they_can() {
    check(
        "<table>loose<tr><td>a<td>b<tr><th>c</table>\n\n<ul><li>d<li>e</ul>\n\n<li>f\n\n<td>g</td>\n\n<dl><dt>h<dd>i</dl>\n\n<table>\n<tr><td>\n\n**j**\n\n</td></tr>\n</table>",
        expect![[r#"

            </header>
            <div class="prose">
            <table>
            <tbody>
            <tr>
            <td>loose</td>
            </tr>
            <tr>
            <td>a</td>
            <td>b</td>
            </tr>
            <tr>
            <th>c</th>
            </tr>
            </tbody>
            </table>
            <ul>
            <li>d</li>
            <li>e</li>
            </ul>
            f
            g
            <dl>
            <dt>h</dt>
            <dd>i</dd>
            </dl>
            <table>
            <tbody>
            <tr>
            <td>
            <p><strong>j</strong></p>
            </td>
            </tr>
            </tbody>
            </table>
            </div>
            </article>

            warning[html-removed]: `<li>` outside of a list is not published
            warning[html-removed]: `<td>` outside of a table is not published
        "#]],
    );
}

#[test]
fn ruby_text_ends_a_paragraph_in_its_ruby() {
    // HTML standard, section 13.2.6.4.7, start tags `rp` and `rt`: “generate implied end tags”.
    let build = page("a<ruby><p>b<rt>c</ruby>");
    let html = file(&build, "a/index.html");
    assert_eq!(meant(html), parsed(html));
}

#[test]
fn no_link_stands_in_another() {
    check(
        "<a href=\"b.md\">a [[b]] c</a> d <a href=\"b.md\">e <a href=\"b.md\">f</a> <a name=\"g\"></a>[h](#g) [i <a href=\"b.md\">j</a>](b.md) <a href=\"b.md\">*k [[b]]*</a> <a href=\"b.md\">https://example.com</a>",
        expect![[r##"

            </header>
            <div class="prose">
            <p><a href="../b/">a </a><a href="../b/">b</a> c d <a href="../b/">e </a><a href="../b/">f</a> <a id="g"></a><a href="#g">h</a> <a href="../b/">i j</a> <span><em>k <a href="../b/">b</a></em> <a href="../b/">https://example.com</a></span></p>
            </div>
            </article>

            warning[html-removed]: an unmatched `</a>` is not published, here and in one more place
            warning[html-removed]: a link within a link is not published
            warning[html-removed]: a link around another is not published
        "##]],
    );
}

/// Pieces of Markdown and HTML in any order.
fn article() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "word",
        " ",
        "\n",
        "\n\n",
        "\n\n",
        "**",
        "*",
        "`",
        "> ",
        "- ",
        "1. ",
        "# H\n",
        "## H\n",
        "| a | b |\n|---|---|\n| ",
        " | ",
        "[x](b.md)",
        "[",
        "](b.md)",
        "![p](p.png)",
        "[[b]]",
        "![[b]]",
        "[^1]",
        "\n\n[^1]: ",
        "> [!tip] ",
        "> [!tip]- ",
        "```\n",
        "Term\n: ",
        "==",
        "$x$",
        "$$x$$",
        "https://example.com ",
        "{{ articles(in=\"c\") }}",
        "{{ figure(src=\"p.png\", alt=\"x\") }}",
        "---\n",
        "\0",
        "<p>",
        "</p>",
        "<div>",
        "</div>",
        "<div>\n\n",
        "<span class=\"a\">",
        "</span>",
        "<b>",
        "</b>",
        "<i>",
        "</i>",
        "<a href=\"b.md\">",
        "<a name=\"n\">",
        "</a>",
        "<h2>",
        "</h2>",
        "<ul>",
        "</ul>",
        "<ol>",
        "<li>",
        "</li>",
        "<dl>",
        "<dt>",
        "<dd>",
        "</dl>",
        "<table>",
        "<tbody>",
        "<thead>",
        "<tr>",
        "<td>",
        "<th>",
        "</td>",
        "</tr>",
        "</table>",
        "<caption>",
        "<col>",
        "<colgroup>",
        "<pre>",
        "</pre>",
        "<pre>\n",
        "<details>",
        "<summary>",
        "</summary>",
        "</details>",
        "<blockquote>",
        "</blockquote>",
        "<br>",
        "<hr>",
        "<img src=\"p.png\" alt=x>",
        "<ruby>",
        "<rt>",
        "</rt>",
        "<rp>",
        "</ruby>",
        "<title>",
        "</title>",
        "<textarea>",
        "<script>",
        "</script>",
        "<style>",
        "<xmp>",
        "<iframe src=x>",
        "<noscript>",
        "<plaintext>",
        "<svg>",
        "</svg>",
        "<path d=x>",
        "<math>",
        "<mi>",
        "<form>",
        "<input>",
        "<button>",
        "<select>",
        "<option>",
        "<template>",
        "<body class=x>",
        "</body>",
        "</html>",
        "<head>",
        "<frameset>",
        "<image>",
        "<foo>",
        "<a b",
        "<!-- ",
        " -->",
        "<!-->",
        "<?x ",
        "<![CDATA[",
        "]]>",
        "<!x>",
        "</",
        "<",
        ">",
        "\"",
        "&lt;",
        "&amp;",
        "&#0;",
        "<figure>",
        "<figcaption>",
        "<section>",
        "<center>",
        "<font>",
        "<nobr>",
        "<video src=p.png>",
        "<audio>",
        "<source src=p.png>",
        "<main>",
        "<a/>",
        "<div/>",
    ]);
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_browser_reads_the_tree_that_kb_meant(article in article()) {
        let build = page(&article);
        let html = file(&build, "a/index.html");
        prop_assert_eq!(meant(html), parsed(html), "{}", html);
    }
}
