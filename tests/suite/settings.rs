//! Keys of `site.toml` and what a mistake in them does to the rest of the site.

use expect_test::{Expect, expect};

use super::commands::{Site, kb};
use super::support::{build, file, problems};

fn check(fixture: &str, expected: Expect) {
    expected.assert_eq(&(problems(&build(fixture)) + "\n"));
}

#[test]
fn an_unknown_field_type_is_reported_once_and_no_article_is_blamed() {
    check(
        r#"
        //- site.toml
        [collections.d.fields]
        aspect = { type = "txt", required = true }
        left = { type = "sied" }
        right = { type = "side" }
        [collections.d.comparison]
        left = "left"
        right = "right"
        //- articles/d/one.md
        +++
        [fields]
        aspect = "x"
        left = { word = "a", text = "b" }
        +++
        //- articles/d/two.md
        +++
        [fields]
        aspect = 3
        +++
        "#,
        expect![[r#"
            error[field-type]: “txt” is not a valid `type`
             --> site.toml:6:19
              |
            6 | aspect = { type = "txt", required = true }
              |                   ^^^^^ unknown
              |
              = help: did you mean “text”?
              = help: use one of “text”, “side”, “markdown”, “number”, “boolean”, “date”, “choice”, “list”, “url”, “image”, “reference”

            error[field-type]: “sied” is not a valid `type`
             --> site.toml:7:17
              |
            7 | left = { type = "sied" }
              |                 ^^^^^^ unknown
              |
              = help: did you mean “side”?
        "#]],
    );
}

#[test]
fn a_mistyped_form_name_is_one_message() {
    check(
        r#"
        //- site.toml
        [lints]
        privacy-missing = "allow"
        consent-unrecorded = "allow"
        [backend]
        kind = "netlify"
        [forms.newsletter]
        title = "N"
        [[forms.newsletter.fields]]
        name = "a"
        label = "A"
        [cta.more]
        title = "T"
        button = "B"
        target = "form:newsletter"
        //- articles/a.md
        [x](form:newsletter)

        {{ form(id="newsletr") }}

        {{ cta(id="more") }}
        "#,
        expect![[r#"
            error[form-missing]: no form is called “newsletr”
             --> articles/a.md:3:12
              |
            3 | {{ form(id="newsletr") }}
              |            ^^^^^^^^^^ unknown
              |
              = help: did you mean “newsletter”?
        "#]],
    );
}

#[test]
fn outputs_that_are_not_available_yet_can_only_be_off() {
    check(
        "
        //- site.toml
        [outputs]
        cards = true
        markdown = false
        compress = \"yes\"
        //- articles/a.md
        Text.
        ",
        expect![[r#"
            error[config-invalid]: the output `cards` is not available yet
             --> site.toml:6:9
              |
            6 | cards = true
              |         ^^^^ only `false` for now
              |
              = help: remove the line; this version of kb does not support this output

            error[field-type]: `compress` must be true or false, but this is text
             --> site.toml:8:12
              |
            8 | compress = "yes"
              |            ^^^^^ expected true or false
              |
              = help: write `true`, without quotes
        "#]],
    );
}

#[test]
fn excluded_files_are_not_part_of_the_site() {
    let build = build(
        r#"
        //- site.toml
        exclude = ["articles/Templates/**", "**/draft-*", "../x"]
        //- articles/Templates/Daily.md
        ---
        title: {{title}}
        ---
        [[Nowhere]]
        //- articles/deep/draft-one.md
        [[Nowhere]]
        //- articles/a.md
        See [[Daily]] and ![x](draft-p.png).
        //- articles/draft-p.png
        x
        "#,
    );
    expect![[r#"
        error[link-to-draft]: `articles/Templates/Daily.md` is excluded, so it is not published
         --> articles/a.md:1:5
          |
        1 | See [[Daily]] and ![x](draft-p.png).
          |     ^^^^^^^^^ leads nowhere
          |
          = help: remove the link, or change `exclude` in site.toml

        error[link-to-draft]: `articles/draft-p.png` is excluded, so it is not published
         --> articles/a.md:1:19
          |
        1 | See [[Daily]] and ![x](draft-p.png).
          |                   ^^^^^^^^^^^^^^^^^ leads nowhere
          |
          = help: remove the link, or change `exclude` in site.toml

        error[config-invalid]: “../x” is not a valid path pattern
         --> site.toml:5:51
          |
        5 | exclude = ["articles/Templates/**", "**/draft-*", "../x"]
          |                                                   ^^^^^^
          |
          = help: write it like `Templates/**` or `**/*.canvas`, with `/` and without `..`"#]]
    .assert_eq(&problems(&build));
    assert!(build.outputs.iter().all(|(path, _)| !path.as_str().contains("aily")));
}

#[test]
fn any_article_can_be_the_home_page() {
    let fixture = r#"
        //- site.toml
        home = "guides/Welcome.md"
        //- articles/guides/Welcome.md
        # Welcome to the guides
        //- articles/a.md
        See [[Welcome]].
        "#;
    let site = build(fixture);
    assert_eq!(problems(&site), "");
    assert!(file(&site, "index.html").contains("Welcome to the guides"));
    assert!(file(&site, "a/index.html").contains("href=\"../\""));
    check(
        &fixture.replace("home = \"guides/Welcome.md\"", "home = \"guides/Welcme.md\""),
        expect![[r#"
        error[config-invalid]: there is no article `guides/Welcme.md`
         --> site.toml:5:8
          |
        5 | home = "guides/Welcme.md"
          |        ^^^^^^^^^^^^^^^^^^ not found
          |
          = help: did you mean `guides/Welcome.md`?
    "#]],
    );
    check(
        &fixture.replace("# Welcome", "+++\n        draft = true\n        +++\n        # Welcome"),
        expect![[r#"
        error[link-to-draft]: `articles/guides/Welcome.md` is a draft, so it is not published
         --> articles/a.md:1:5
          |
        1 | See [[Welcome]].
          |     ^^^^^^^^^^^ leads nowhere yet
          |
          = help: remove the link until the draft is published; `--drafts` includes drafts

        error[link-to-draft]: `articles/guides/Welcome.md` is a draft, so it is not published
         --> site.toml:5:8
          |
        5 | home = "guides/Welcome.md"
          |        ^^^^^^^^^^^^^^^^^^^ leads nowhere yet
          |
          = help: remove the link until the draft is published; `--drafts` includes drafts
    "#]],
    );
}

#[test]
fn a_file_in_another_encoding_is_one_message() {
    let site = Site::new(&[("articles/b.md", "See [[Über uns]].\n")]);
    let text = "+++\ntitle = \"Über uns\"\nnonsense = 1\n+++\n[[nowhere]]\n";
    let units = text.encode_utf16();
    let little: Vec<u8> = units.clone().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = units.flat_map(u16::to_be_bytes).collect();
    for bytes in [[&[0xff, 0xfe], &*little].concat(), [&[0xfe, 0xff], &*big].concat(), little] {
        std::fs::write(site.path("articles/a.md"), bytes).unwrap();
        let checked = kb(&site, &["check"]);
        assert_eq!(checked.stderr.matches("error[").count(), 1, "{}", checked.stderr);
        assert!(checked.stderr.contains("error[file-not-utf8]: this file is UTF-16"), "{}", checked.stderr);
    }
    // Windows-1252: nothing else about the file is reported, since its text is not known.
    std::fs::write(site.path("articles/a.md"), b"+++\ntitle = \"Caf\xe9\"\nnonsense = 1\n+++\n").unwrap();
    std::fs::write(site.path("articles/b.md"), "Text.\n").unwrap();
    let checked = kb(&site, &["check"]);
    assert_eq!(checked.stderr.matches("error[").count(), 1, "{}", checked.stderr);
    assert!(checked.stderr.contains("error[file-not-utf8]"), "{}", checked.stderr);
}

#[test]
fn a_home_page_without_text_shows_collections_and_folders() {
    let site = build(
        "
        //- site.toml
        theme.name = \"base\"
        title = \"T\"
        url = \"https://example.com\"
        language = \"en\"
        [collections.notes]
        //- articles/notes/one.md
        # One
        //- articles/Daily/Monday.md
        Text.
        //- articles/Daily/deep/Tuesday.md
        Text.
        //- articles/loose.md
        Text.
        ",
    );
    let html = file(&site, "index.html");
    let at = |text: &str| html.find(text).unwrap_or_else(|| panic!("no {text} in {html}"));
    let order = [">Notes</h2>", ">One<", ">Daily</h2>", ">Monday<", ">Tuesday<", ">Loose<"].map(at);
    assert!(order.is_sorted(), "{html}");
}

#[test]
fn a_pattern_that_excludes_nothing_is_told() {
    check(
        r#"
        //- site.toml
        exclude = ["templates/**", ".trash", "*.canvas", "Templates/*.md", "Template"]
        //- articles/index.md
        Text.
        //- articles/Templates/daily.md
        Text.
        "#,
        expect![[r#"
            warning[exclude-unused]: no file matches this pattern
             --> site.toml:5:12
              |
            5 | exclude = ["templates/**", ".trash", "*.canvas", "Templates/*.md", "Template"]
              |            ^^^^^^^^^^^^^^ excludes nothing
              |
              = help: did you mean `Templates`? Letter case matters here

            warning[exclude-unused]: no file matches this pattern
             --> site.toml:5:28
              |
            5 | exclude = ["templates/**", ".trash", "*.canvas", "Templates/*.md", "Template"]
              |                            ^^^^^^^^ excludes nothing
              |
              = help: remove it: files whose names begin with a dot are never part of the site

            warning[exclude-unused]: no file matches this pattern
             --> site.toml:5:38
              |
            5 | exclude = ["templates/**", ".trash", "*.canvas", "Templates/*.md", "Template"]
              |                                      ^^^^^^^^^^ excludes nothing
              |
              = help: write a path below articles/, such as `Templates/**`; `**/` before a name finds it in any folder

            warning[exclude-unused]: no file matches this pattern
             --> site.toml:5:68
              |
            5 | exclude = ["templates/**", ".trash", "*.canvas", "Templates/*.md", "Template"]
              |                                                                    ^^^^^^^^^^ excludes nothing
              |
              = help: did you mean `Templates`?
        "#]],
    );
}

#[test]
fn a_mistyped_table_is_one_message() {
    check(
        r##"
        //- site.toml
        [backnd]
        kind = "netlify"
        [form.ask]
        title = "Ask"
        [[form.ask.feilds]]
        name = "question"
        label = "Question"
        [ctas.ask]
        title = "Ask"
        button = "Ask"
        tagret = "form:ask"
        [colections.guides]
        cta = "ask"
        [privacy]
        //- articles/guides/a.md
        {{ cta(id="ask") }}
        {{ form(id="ask") }}
        "##,
        expect![[r#"
            error[key-unknown]: `site.toml` has no key `backnd`
             --> site.toml:5:2
              |
            5 | [backnd]
              |  ^^^^^^ unknown key
              |
              = help: did you mean `backend`?

            error[key-unknown]: `site.toml` has no key `form`
             --> site.toml:7:2
              |
            7 | [form.ask]
              |  ^^^^ unknown key
              |
              = help: did you mean `forms`?

            warning[privacy-missing]: the form “ask” does not say what happens to the data that readers send
             --> site.toml:7:7
              |
            7 | [form.ask]
              |       ^^^ has no consent line
              |
              = help: add `[consent]` with a text that links to your privacy policy: text = "… the [privacy policy](/privacy/) …"

            error[key-unknown]: `[forms.ask]` has no key `feilds`
             --> site.toml:9:12
              |
            9 | [[form.ask.feilds]]
              |            ^^^^^^ unknown key
              |
              = help: did you mean `fields`?

            error[key-unknown]: `site.toml` has no key `ctas`
              --> site.toml:12:2
               |
            12 | [ctas.ask]
               |  ^^^^ unknown key
               |
               = help: did you mean `cta`?

            error[key-unknown]: `[cta.ask]` has no key `tagret`
              --> site.toml:15:1
               |
            15 | tagret = "form:ask"
               | ^^^^^^ unknown key
               |
               = help: did you mean `target`?

            error[key-unknown]: `site.toml` has no key `colections`
              --> site.toml:16:2
               |
            16 | [colections.guides]
               |  ^^^^^^^^^^ unknown key
               |
               = help: did you mean `collections`?

            error[key-unknown]: `site.toml` has no key `privacy`
              --> site.toml:18:2
               |
            18 | [privacy]
               |  ^^^^^^^ unknown key
               |
               = help: known keys are `backend`, `collections`, `consent`, `csp`, `cta`, `description`, `edit`, `exclude`, `files`, `footer-form`, `footer`, `forms`, `home-title`, `home`, `hosting`, `language`, `languages`, `links`, `lints`, `markdown`, `menu`, `organization`, `outputs`, `related`, `robots`, `search`, `security`, `share`, `theme`, `title`, `url`
        "#]],
    );
}

#[test]
fn a_mistyped_theme_is_told_with_the_nearest() {
    check(
        r#"
        //- site.toml
        title = "Test"
        url = "https://example.com"
        language = "en"
        theme.name = "dou"
        //- articles/a.md
        Text.
        "#,
        expect![[r#"
            error[theme-missing]: no theme is called “dou”
             --> site.toml:4:14
              |
            4 | theme.name = "dou"
              |              ^^^^^ not found
              |
              = help: did you mean “duo”?
              = help: themes are “base”, “duo”, “folio”, “tiny”
        "#]],
    );
}

#[test]
fn markdown_that_is_no_article_is_told() {
    check(
        r#"
        //- articles/a.markdown
        Text.
        //- articles/b.MDX
        Text.
        //- articles/c.MD
        Text.
        //- articles/d.txt
        Text.
        "#,
        expect![[r#"
            warning[article-extension]: `articles/a.markdown` is not an article, since its name does not end in `.md`
            --> articles/a.markdown
             = help: rename it to `a.md`

            warning[article-extension]: `articles/b.MDX` is not an article, since its name does not end in `.md`
            --> articles/b.MDX
             = help: rename it to `b.md`
        "#]],
    );
}
