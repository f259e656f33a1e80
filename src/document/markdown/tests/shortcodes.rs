//! What is hidden from the parser, and raw HTML.

use expect_test::expect;

use super::{check, check_with, config, read};
use crate::config::HtmlPolicy;

#[test]
fn comments_vanish_and_the_rest_keeps_its_position() {
    check(
        "%% first %%\n# Title %% x %%\n\na %%b\n\nc%% [[d]] e %%f%%\n\n%%\n- list\n%%\n\n`%%code%%` %%x%% y\n\n- a\n  %%x%%\n- b %% open",
        expect![[r#"
            Paragraph: a Link(ReferenceId(5))() e
            Paragraph: `%%code%%` y
            UnorderedList: 
              Item: a
              Item: b %% open
            Link Name { name: "d", heading: None } ‹[[d]]›
            stray-markup: this comment is never closed, so readers see it ‹%% open› close it with `%%`
        "#]],
    );
}

#[test]
fn a_comment_between_two_lines_separates_nothing() {
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
            stray-markup: `{{ not_a_call }}` is shown as written ‹{{ not_a_call }}› put it in backticks if readers should see it; a shortcode is written `{{ name(…) }}`
            stray-markup: `{% if %}` is shown as written ‹{% if %}› put it in backticks if readers should see it; a shortcode with a body is written `{% name(…) %} … {% end %}`
        "#]],
    );
}

#[test]
fn the_body_of_a_shortcode_is_markdown_with_correct_positions() {
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
fn invalid_shortcodes_are_reported_and_left_out() {
    check(
        "{{ ctaa(id=\"x\") }}\n\n{{ cta() }}\n\n{{ cta(idd=\"x\") }}\n\n{{ cta(id=3) }}\n\n{{ cta(id=\"a\", id=\"b\") }}\n\n{% cta(id=\"a\") %}{% end %}\n\n{{ aside() }}\n\n{% aside(kind=\"exampl\") %}[[kept]]{% end %}\n\n{% aside() %} never closed\n\n{{ cta(id=“a”) }} {{ cta(id=a) }} {{ cta(id \"a\") }} {{ cta(id=\"a\" }} {{ cta(id=\"a\") %}\n\n{{ figure(src=\"x.png\", size=1) }}",
        expect![[r#"
            Paragraph:  never closed
            Field Cta("x") ‹"x"›
            Field Cta("a") ‹"a"›
            Field Cta("a") ‹"a"›
            Link Name { name: "kept", heading: None } ‹[[kept]]›
            Image Path { path: "x.png", heading: None } ‹"x.png"›
            shortcode-unknown: no shortcode is called `ctaa` ‹ctaa› did you mean `cta`?
            shortcode-argument: the shortcode `cta` needs `id` ‹cta› add `id=…`: the name of a call to action
            shortcode-argument: the shortcode `cta` has no argument `idd` ‹idd› did you mean `id`?
            shortcode-argument: `id` must be the name of a call to action, but this is a number ‹3› 
            shortcode-argument: `id` is given twice ‹id› remove one of the two
            shortcode-syntax: the shortcode `cta` takes no body ‹cta› write `{{ cta(…) }}`
            shortcode-syntax: the shortcode `aside` needs a body ‹aside› write `{% aside(…) %} … {% end %}`
            shortcode-argument: `kind` must be one of “example”, “note”, but this is “exampl” ‹"exampl"› did you mean `example`?
            shortcode-syntax: the shortcode `aside` is never closed ‹{% aside() %}› close it with `{% end %}`
            shortcode-syntax: the shortcode `cta` cannot be read: expected a value, but this is a curly quote ‹“› use straight quotes: `"`
            shortcode-syntax: the shortcode `cta` cannot be read: expected a value ‹a› put text in quotes: `"a"`
            shortcode-syntax: the shortcode `cta` cannot be read: expected `=` ‹"› write `id="…"`
            shortcode-syntax: the shortcode `cta` cannot be read: expected `,` or `)` ‹}› separate arguments by commas and end with `)`
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
            <div class="x">: <a title="<a href='no'>" href=@5>(x)⏎<img alt="" src=@6>()
              Shortcode icon []: 
              Shortcode icon []: 
              <script>"<a href=no>"</script>
            Paragraph: text <a href=@7>(y)↵z
            Link Path { path: "b.md", heading: Some("c") } ‹b.md#c›
            Image Path { path: "a&b.png", heading: None } ‹a&amp;b.png›
            Link Path { path: "/x/", heading: None } ‹/x/›
            html-removed: `<script>` is not published as HTML: its source is shown ‹<script>› take it out, or write it as code, between backticks, if readers should see it
            html-removed: `data-x` is not published ‹data-x="{{ cta() }}"› take it out, or write it as code, between backticks, if readers should see it
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
fn shortcode_nesting_is_limited() {
    let source = format!("{}{}", "{% aside() %}".repeat(18), "{% end %}".repeat(18));
    let (parsed, found) = read(&config(""), &source);
    assert_eq!(parsed.body.shortcodes.len(), 16);
    let messages: Vec<_> = found.iter().map(|diagnostic| diagnostic.message.as_str()).collect();
    assert_eq!(messages, ["shortcodes are nested more than 16 levels deep"]);
}
