//! An editor's mistakes: all in one run, each with its position and fix.

use expect_test::{Expect, expect};
use kb::blob::Blob;
use kb::source::SourceTree;

use super::support::{build, build_sources, problems, request, sources};

fn check(fixture: &str, expected: Expect) {
    expected.assert_eq(&(problems(&build(fixture)) + "\n"));
}

#[test]
fn a_mistake_in_a_value_is_one_error_that_names_it() {
    check(
        r#"
        //- articles/a.md
        +++
        title = “Refunds”
        date = 2026-13-05
        updated = 05.11.2026
        draft = yes
        order = 3 4
        summary = words without quotes
        tags = ["money"]
        no_glossary = "all others are read as before"
        +++
        "#,
        expect![[r#"
            error[syntax]: use straight quotes
             --> articles/a.md:2:9
              |
            2 | title = “Refunds”
              |         ^^^^^^^^^ this is not TOML
              |
              = help: write `title = "Refunds"`

            error[syntax]: there is no month 13: 2026-13-05
             --> articles/a.md:3:8
              |
            3 | date = 2026-13-05
              |        ^^^^^^^^^^ this is not TOML
              |
              = help: write year, month and day: 2026-03-02

            error[syntax]: this is neither a date nor a number
             --> articles/a.md:4:11
              |
            4 | updated = 05.11.2026
              |           ^ this is not TOML
              |
              = help: write a date as 2026-03-02 and a number as 3 or 3.5; put anything else in straight quotes

            error[syntax]: a value is `true`, `false`, or text in quotes
             --> articles/a.md:5:9
              |
            5 | draft = yes
              |         ^^^ this is not TOML
              |
              = help: write `true` or `false`, in lowercase and without quotes

            error[syntax]: this is neither a date nor a number
             --> articles/a.md:6:9
              |
            6 | order = 3 4
              |         ^^^ this is not TOML
              |
              = help: write a date as 2026-03-02 and a number as 3 or 3.5; put anything else in straight quotes

            error[syntax]: text must be in quotes
             --> articles/a.md:7:11
              |
            7 | summary = words without quotes
              |           ^^^^^^^^^^^^^^^^^^^^ this is not TOML
              |
              = help: write `summary = "words without quotes"`

            error[field-type]: `no_glossary` must be true or false, but this is text
             --> articles/a.md:9:15
              |
            9 | no_glossary = "all others are read as before"
              |               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ expected true or false
        "#]],
    );
}

#[test]
fn a_required_value_that_cannot_be_read_is_not_also_reported_missing() {
    let found = problems(&build(
        r#"
        //- site.toml
        [collections.d.fields]
        a = { type = "text", required = true }
        b = { type = "side", label = "B", required = true }
        //- articles/d/one.md
        +++
        title = "One"
        fields.a = oops
        fields.b = { word = "Pull", text = oops }
        +++
        "#,
    ));
    assert_eq!(found.matches("error[").count(), 2, "{found}");
    assert_eq!(found.matches("error[syntax]").count(), 2, "{found}");
}

#[test]
fn eight_mistakes_in_one_site_are_eight_diagnostics_in_one_run() {
    check(
        r#"
        //- site.toml
        [collections.notes.fields]
        kind = { type = "text", required = true }
        //- articles/notes/a-key.md
        +++
        titel = "A misspelt key"
        fields.kind = "x"
        +++
        //- articles/notes/b-field.md
        +++
        title = "A missing field"
        +++
        //- articles/notes/c-link.md
        +++
        fields.kind = "x"
        +++
        A dead [[wikilynk]].
        //- articles/d-argument.md
        {{ figure(source="a.png", src="b.png", alt="B") }}
        //- articles/b.png
        x
        //- articles/e.md
        ![[f]]
        //- articles/f.md
        ![[e]]
        //- articles/one/g.md
        One.
        //- articles/two.md
        +++
        path = "/one/g/"
        +++
        Two.
        //- articles/h.md
        +++
        template = "broken"
        +++
        A template error.
        //- themes/tiny/templates/broken.html
        <p>{{ titel }}</p>
        //- themes/tiny/theme.toml
        contract = 1
        "#,
        expect![[r#"
            error[shortcode-argument]: the shortcode `figure` has no argument `source`
             --> articles/d-argument.md:1:11
              |
            1 | {{ figure(source="a.png", src="b.png", alt="B") }}
              |           ^^^^^^ unknown argument
              |
              = help: it takes `src`, `alt`, `caption`

            error[embed-cycle]: these articles embed each other in a circle: e.md → f.md → e.md
             --> articles/e.md:1:1
              |
            1 | ![[f]]
              | ^^^^^^ embeds the next one
              |
             ::: articles/f.md:1:1
              |
            1 | ![[e]]
              | ------ which embeds the next one
              |
              = help: link to the article instead: remove the `!`

            error[key-unknown]: front matter has no key `titel`
             --> articles/notes/a-key.md:2:1
              |
            2 | titel = "A misspelt key"
              | ^^^^^ unknown key
              |
              = help: did you mean `title`?

            error[field-missing]: the field `kind` is missing
             --> articles/notes/b-field.md:1:1
              |
            1 | +++
              | ^^^ articles of `notes` must have it
              |
              = help: add `kind = …` below `[fields]`

            error[link-missing]: no article is called “wikilynk”
             --> articles/notes/c-link.md:4:8
              |
            4 | A dead [[wikilynk]].
              |        ^^^^^^^^^^^^ not found
              |
              = help: write the article, or remove the brackets

            error[address-clash]: `articles/one/g.md` has the same address, /one/g/
             --> articles/two.md:2:8
              |
            2 | path = "/one/g/"
              |        ^^^^^^^^^ its address is taken
              |
             ::: articles/one/g.md:1:1
              |
            1 | One.
              | - the other page
              |
              = help: rename one of the files, or give it a different `path`

            error[template-error]: variable `titel` is not defined
             --> themes/tiny/templates/broken.html:1:7
              |
            1 | <p>{{ titel }}</p>
              |       ^^^^^
              |
              = help: did you mean `title`?
        "#]],
    );
}

#[test]
fn a_file_that_is_not_utf8_is_reported_with_the_position() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    std::fs::create_dir_all(root.join("articles")).unwrap();
    std::fs::write(
        root.join("site.toml"),
        "title = \"T\"\nurl = \"https://example.com\"\nlanguage = \"en\"\n",
    )
    .unwrap();
    std::fs::write(root.join("articles/a.md"), b"Good line.\nCaf\xe9 au lait.\n").unwrap();
    let (tree, found) = kb::source::read_tree(root);
    let text = kb::diagnostic::to_human(&found, &tree, false);
    expect![[r#"
        error[file-not-utf8]: this file is not UTF-8
         --> articles/a.md:2:4
          |
        2 | Caf� au lait.
          |    ^ the first invalid byte
          |
          = help: save it as UTF-8 in your editor

    "#]]
    .assert_eq(&text);
    // The rest of the site is still processed.
    let build = build_sources(tree, &request());
    assert!(build.outputs.len() > 1);
}

#[test]
fn front_matter_errors_have_the_same_positions_in_toml_and_yaml() {
    check(
        "
        //- articles/a.md
        +++
        title = 12
        tags = [\"a\", true]
        draft = \"no\"
        date = \"soon\"
        sumary = \"x\"
        +++
        //- articles/b.md
        ---
        title: 12
        tags: [a, true]
        draft: \"no\"
        date: soon
        sumary: x
        ---
        ",
        expect![[r#"
            error[field-type]: `title` must be text, but this is a number
             --> articles/a.md:2:9
              |
            2 | title = 12
              |         ^^ expected text
              |
              = help: put it in quotes

            error[field-type]: every item of `tags` must be text, but this is true or false
             --> articles/a.md:3:14
              |
            3 | tags = ["a", true]
              |              ^^^^ expected text
              |
              = help: put it in quotes

            error[field-type]: `draft` must be true or false, but this is text
             --> articles/a.md:4:9
              |
            4 | draft = "no"
              |         ^^^^ expected true or false
              |
              = help: write `false`, without quotes

            error[field-type]: `date` must be a date such as 2026-03-02, but this is text
             --> articles/a.md:5:8
              |
            5 | date = "soon"
              |        ^^^^^^ expected a date such as 2026-03-02

            error[key-unknown]: front matter has no key `sumary`
             --> articles/a.md:6:1
              |
            6 | sumary = "x"
              | ^^^^^^ unknown key
              |
              = help: did you mean `summary`?

            error[field-type]: `title` must be text, but this is a number
             --> articles/b.md:2:8
              |
            2 | title: 12
              |        ^^ expected text
              |
              = help: put it in quotes

            error[field-type]: every item of `tags` must be text, but this is true or false
             --> articles/b.md:3:11
              |
            3 | tags: [a, true]
              |           ^^^^ expected text
              |
              = help: put it in quotes

            error[field-type]: `draft` must be true or false, but this is text
             --> articles/b.md:4:8
              |
            4 | draft: "no"
              |        ^^^^ expected true or false
              |
              = help: write `false`, without quotes

            error[field-type]: `date` must be a date such as 2026-03-02, but this is text
             --> articles/b.md:5:7
              |
            5 | date: soon
              |       ^^^^ expected a date such as 2026-03-02

            error[key-unknown]: front matter has no key `sumary`
             --> articles/b.md:6:1
              |
            6 | sumary: x
              | ^^^^^^ unknown key
              |
              = help: did you mean `summary`?
        "#]],
    );
}

#[test]
fn broken_front_matter_is_reported_where_it_breaks() {
    check(
        "
        //- articles/a.md
        +++
        title = \"unfinished
        draft = false
        +++
        Text.
        //- articles/b.md
        ---
        title: \"unfinished
        ---
        Text.
        //- articles/c.md
        +++
        title = \"never closed\"
        ",
        expect![[r#"
            error[syntax]: this quote is never closed
             --> articles/a.md:2:9
              |
            2 | title = "unfinished
              |         ^ this is not TOML
              |
              = help: write `title = "unfinished"`

            error[syntax]: this quote is never closed
             --> articles/b.md:2:8
              |
            2 | title: "unfinished
              |        ^ this is not YAML
              |
              = help: write `title: "unfinished"`

            error[syntax]: this front matter is never closed
             --> articles/c.md:1:1
              |
            1 | +++
              | ^^^ opened here
              |
              = help: close it with a line of `+++` after the last key
        "#]],
    );
}

#[test]
fn site_toml_is_checked_as_a_whole() {
    check(
        r#"
        //- site.toml
        title = "T"
        url = "example.com"
        lang = "en"
        [theme]
        name = "tinny"
        colour = "red"
        [collections.notes]
        sort = "size"
        cta = "white-papr"
        [collections.notes.comparison]
        left = "a"
        right = "b"
        [cta.white-paper]
        title = "W"
        button = "B"
        target = "nowhere.md"
        [forms.contact]
        title = "C"
        [[forms.contact.fields]]
        name = "e mail"
        type = "mail"
        [backend]
        kind = "post"
        action = "http://example.com"
        [lints]
        orphan = "warn"
        syntax = "allow"
        "#,
        expect![[r#"
            error[field-missing]: `language` is missing from `site.toml`
             --> site.toml:1:1
              |
            1 | title = "T"
              | ^^^^^^^^^^^ here
              |
              = help: add `language = …`

            error[config-invalid]: “example.com” is not a valid `url`
             --> site.toml:2:7
              |
            2 | url = "example.com"
              |       ^^^^^^^^^^^^^ not a site address
              |
              = help: write a full address, such as https://example.com or https://example.com/kb

            error[key-unknown]: `site.toml` has no key `lang`
             --> site.toml:3:1
              |
            3 | lang = "en"
              | ^^^^ unknown key
              |
              = help: known keys are `backend`, `collections`, `consent`, `csp`, `cta`, `description`, `edit`, `exclude`, `files`, `footer-form`, `footer`, `forms`, `home-title`, `home`, `hosting`, `language`, `languages`, `links`, `lints`, `markdown`, `menu`, `organization`, `outputs`, `related`, `robots`, `search`, `security`, `share`, `theme`, `title`, `url`

            error[theme-missing]: no theme is called “tinny”
             --> site.toml:5:8
              |
            5 | name = "tinny"
              |        ^^^^^^^ not found
              |
              = help: did you mean “tiny”?
              = help: themes are “base”, “duo”, “folio”, “tiny”

            error[key-unknown]: `[theme]` has no key `colour`
             --> site.toml:6:1
              |
            6 | colour = "red"
              | ^^^^^^ unknown key
              |
              = help: theme tokens go in `[theme.tokens]`

            warning[collection-empty]: the collection “notes” has no articles
             --> site.toml:7:14
              |
            7 | [collections.notes]
              |              ^^^^^
              |
              = help: write one in `articles/notes/`, or remove the collection

            error[field-type]: “size” is not a valid `sort`
             --> site.toml:8:8
              |
            8 | sort = "size"
              |        ^^^^^^ unknown
              |
              = help: use one of “order”, “date”, “title”

            error[cta-missing]: no call to action is called “white-papr”
             --> site.toml:9:7
              |
            9 | cta = "white-papr"
              |       ^^^^^^^^^^^^
              |
              = help: did you mean “white-paper”?

            error[config-invalid]: this collection has no field `a` of type `side`
              --> site.toml:11:8
               |
            11 | left = "a"
               |        ^^^
               |
               = help: declare it: a = { type = "side" }

            error[config-invalid]: this collection has no field `b` of type `side`
              --> site.toml:12:9
               |
            12 | right = "b"
               |         ^^^
               |
               = help: declare it: b = { type = "side" }

            error[link-missing]: there is no article at “nowhere.md”
              --> site.toml:16:10
               |
            16 | target = "nowhere.md"
               |          ^^^^^^^^^^^^ not found
               |
               = help: create `articles/nowhere.md`, or remove the link

            warning[privacy-missing]: the form “contact” does not say what happens to the data that readers send
              --> site.toml:17:8
               |
            17 | [forms.contact]
               |        ^^^^^^^ has no consent line
               |
               = help: add `[consent]` with a text that links to your privacy policy: text = "… the [privacy policy](/privacy/) …"

            error[field-missing]: `label` is missing from a field of the form `contact`
              --> site.toml:19:1
               |
            19 | [[forms.contact.fields]]
               | ^^^^^^^^^^^^^^^^^^^^^^^^ here
               |
               = help: add `label = …`

            error[form-invalid]: “e mail” cannot be a field name
              --> site.toml:20:8
               |
            20 | name = "e mail"
               |        ^^^^^^^^
               |
               = help: use letters, digits, `-` and `_`, and start with a letter

            error[field-type]: “mail” is not a valid `type`
              --> site.toml:21:8
               |
            21 | type = "mail"
               |        ^^^^^^ unknown
               |
               = help: did you mean “email”?
               = help: use one of “text”, “email”, “tel”, “date”, “choice”, “checkbox”, “textarea”, “select”, “hidden”

            error[form-insecure]: forms would be sent unencrypted to “http://example.com”
              --> site.toml:24:10
               |
            24 | action = "http://example.com"
               |          ^^^^^^^^^^^^^^^^^^^^ not https
               |
               = help: use an address that starts with https://

            warning[lint-unknown]: no lint is called `orphan`
              --> site.toml:26:1
               |
            26 | orphan = "warn"
               | ^^^^^^

            warning[lint-unknown]: `syntax` is always an error
              --> site.toml:27:1
               |
            27 | syntax = "allow"
               | ^^^^^^
        "#]],
    );
}

#[test]
fn shortcodes_are_checked_where_they_are_called() {
    check(
        r#"
        //- articles/a.md
        {{ figur(src="a.png", alt="A") }}

        {{ figure(alt="A") }}

        {{ figure(src="a.png", alt=3) }}

        {{ form(id="newsletter") }}

        {{ articles(tag="nothing") }}

        {% aside(kind="example") %} never closed

        Braces that are no shortcode: {{ this }} and {% that %}.
        //- articles/a.png
        x
        "#,
        expect![[r#"
            error[shortcode-unknown]: no shortcode is called `figur`
             --> articles/a.md:1:4
              |
            1 | {{ figur(src="a.png", alt="A") }}
              |    ^^^^^ unknown shortcode
              |
              = help: did you mean `figure`?

            error[shortcode-argument]: the shortcode `figure` needs `src`
             --> articles/a.md:3:4
              |
            3 | {{ figure(alt="A") }}
              |    ^^^^^^ `src` is missing
              |
              = help: add `src=…`: the path of an image

            error[shortcode-argument]: `alt` must be text, but this is a number
             --> articles/a.md:5:28
              |
            5 | {{ figure(src="a.png", alt=3) }}
              |                            ^ expected text

            error[form-missing]: no form is called “newsletter”
             --> articles/a.md:7:12
              |
            7 | {{ form(id="newsletter") }}
              |            ^^^^^^^^^^^^ unknown
              |
              = help: declare it in site.toml, or use the name of a form there

            error[shortcode-argument]: no article has the tag “nothing”
             --> articles/a.md:9:1
              |
            9 | {{ articles(tag="nothing") }}
              | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

            error[shortcode-syntax]: the shortcode `aside` is never closed
              --> articles/a.md:11:1
               |
            11 | {% aside(kind="example") %} never closed
               | ^^^^^^^^^^^^^^^^^^^^^^^^^^^ opened here
               |
               = help: close it with `{% end %}`

            warning[stray-markup]: `{{ this }}` is shown as written
              --> articles/a.md:13:31
               |
            13 | Braces that are no shortcode: {{ this }} and {% that %}.
               |                               ^^^^^^^^^^ shown to readers
               |
               = help: put it in backticks if readers should see it; a shortcode is written `{{ name(…) }}`

            warning[stray-markup]: `{% that %}` is shown as written
              --> articles/a.md:13:46
               |
            13 | Braces that are no shortcode: {{ this }} and {% that %}.
               |                                              ^^^^^^^^^^ shown to readers
               |
               = help: put it in backticks if readers should see it; a shortcode with a body is written `{% name(…) %} … {% end %}`
        "#]],
    );
}

#[test]
fn two_names_that_differ_only_in_case_have_one_address() {
    check(
        "
        //- articles/Plan.md
        One.
        //- articles/plan.md
        Two.
        ",
        expect![[r#"
            error[address-clash]: `articles/Plan.md` has the same address, /plan/
             --> articles/plan.md:1:1
              |
            1 | Two.
              | ^ its address is taken
              |
             ::: articles/Plan.md:1:1
              |
            1 | One.
              | - the other page
              |
              = help: rename one of the files, or give it a different `slug`
        "#]],
    );
}

#[test]
fn no_input_makes_it_panic() {
    let long_line = "x".repeat(3_000_000);
    let deep_quote = ">".repeat(20_000) + " deep";
    let deep_list: String = (0..500).map(|depth| format!("{}- x\n", "  ".repeat(depth))).collect();
    let texts = [
        long_line.as_str(),
        &deep_quote,
        &deep_list,
        "+++",
        "+++\n+++",
        "---\n---",
        "\0\0\0",
        "[[",
        "![[",
        "[[]]",
        "![[]]",
        "[[#]]",
        "[[|]]",
        "[]()",
        "![]()",
        "{{ figure(",
        "{% aside(",
        "{%} {%%} {{} {{}} {/*/} {/**/}",
        "{{ figure( }}",
        "{% end %}",
        "{{ figure(src=\"",
        "[^1]: a[^1]",
        "> [!",
        "> [!]",
        "%%",
        "==",
        "<a href=",
        "<a href='",
        "<!--",
        "| a |\n|---|\n| [[x\\|y]] |",
        "\u{202e}\u{feff}",
        "# {#}\n# {#a}\n# {#a}",
    ];
    let mut tree = SourceTree::default();
    for (index, text) in texts.iter().enumerate() {
        let path = kb::path::SourcePath::new(&format!("articles/{index}.md")).unwrap();
        tree.insert(path, Blob::Text((*text).into()));
    }
    for file in sources("").iter() {
        tree.insert(file.path.clone(), file.content.clone());
    }
    let build = build_sources(tree, &request());
    let panics = build.found.iter().filter(|diagnostic| diagnostic.code.name == "page-panic");
    assert_eq!(panics.count(), 0);
    // Everything that it found can be printed.
    assert!(!problems(&build).is_empty());
}

#[test]
fn low_contrast_is_reported_with_the_nearest_color_that_passes() {
    check(
        r##"
        //- site.toml
        [theme.tiny]
        ink = "#999999"
        //- themes/tiny/theme.toml
        contract = 1
        [tokens.ink]
        type = "color"
        default = "#111111"
        dark = "#eeeeee"
        [tokens.paper]
        type = "color"
        default = "#ffffff"
        dark = "#111111"
        [tokens.left]
        type = "color"
        default = "#dddddd"
        [tokens.right]
        type = "color"
        default = "#888888"
        [[contrast]]
        text = "ink"
        on = "paper"
        least = 4.5
        [[contrast]]
        text = "left"
        on = "right"
        most = 1.1
        "##,
        expect![[r##"
            warning[contrast-low]: `ink` (#999999) on `paper` (#ffffff) has a contrast of 2.8 in the light scheme, but needs 4.5
             --> site.toml:6:7
              |
            6 | ink = "#999999"
              |       ^^^^^^^^^
              |
              = help: the nearest color that passes is #777676 for `ink`
              = help: `ink` has one color for both schemes; give it two: `ink = { light = "#777676", dark = "#999999" }`

            warning[contrast-low]: `left` (#dddddd) on `right` (#888888) differs in lightness by 2.61 in the dark scheme, but may differ by at most 1.1
              --> themes/tiny/theme.toml:21:8
               |
            21 | text = "left"
               |        ^^^^^^
               |
               = help: make the darker one lighter, or the lighter one darker

            warning[contrast-low]: `left` (#dddddd) on `right` (#888888) differs in lightness by 2.61 in the light scheme, but may differ by at most 1.1
              --> themes/tiny/theme.toml:21:8
               |
            21 | text = "left"
               |        ^^^^^^
               |
               = help: make the darker one lighter, or the lighter one darker
        "##]],
    );
}

#[test]
fn an_article_at_one_of_kbs_own_addresses_is_reported_and_links_to_it_are_harmless() {
    check(
        "
        //- articles/index.md
        [[search]] and [[assets/logo]]
        //- articles/search.md
        Mine.
        //- articles/assets/logo.md
        Mine.
        ",
        expect![[r#"
            error[address-clash]: kb generates /assets/logo/ itself
             --> articles/assets/logo.md:1:1
              |
            1 | Mine.
              | ^ its address is taken
              |
              = help: rename one of the files, or give it a different `slug`

            error[address-clash]: kb generates /search/ itself
             --> articles/search.md:1:1
              |
            1 | Mine.
              | ^ its address is taken
              |
              = help: rename one of the files, or give it a different `slug`
        "#]],
    );
}

#[test]
fn a_field_of_a_type_that_only_shortcodes_have_is_an_error_that_lists_the_types() {
    check(
        r#"
        //- site.toml
        [collections.a.fields]
        one = { type = "form" }
        two = { type = "color" }
        //- articles/a/b.md
        Text.
        "#,
        expect![[r#"
            error[field-type]: “form” is not a valid `type`
             --> site.toml:6:16
              |
            6 | one = { type = "form" }
              |                ^^^^^^ unknown
              |
              = help: use one of “text”, “side”, “markdown”, “number”, “boolean”, “date”, “choice”, “list”, “url”, “image”, “reference”

            error[field-type]: “color” is not a valid `type`
             --> site.toml:7:16
              |
            7 | two = { type = "color" }
              |                ^^^^^^^ unknown
        "#]],
    );
}

#[test]
fn an_address_that_leads_nowhere_by_its_form_is_reported_without_a_network() {
    check(
        r#"
        //- site.toml
        menu = [{ title = "Shop", target = "https:/shop.example" }]
        //- articles/index.md
        # Home

        [a](htps://a.example) and [b](https//b.example) and ![](https://)
        <a href="https://https://c.example">c</a> and [d](mailto:) [e][e]

        [e]: http:///e.example
        "#,
        expect![[r#"
            error[link-invalid]: this site does not link to addresses that begin with `htps:`
             --> articles/index.md:3:1
              |
            3 | [a](htps://a.example) and [b](https//b.example) and ![](https://)
              | ^^^^^^^^^^^^^^^^^^^^^ not allowed
              |
              = help: did you mean `https:`?

            error[link-invalid]: “https//b.example” is not the address of another site
             --> articles/index.md:3:27
              |
            3 | [a](htps://a.example) and [b](https//b.example) and ![](https://)
              |                           ^^^^^^^^^^^^^^^^^^^^^ without https://
              |
              = help: write `https://b.example`

            error[link-invalid]: this address does not say where it leads
             --> articles/index.md:3:53
              |
            3 | [a](htps://a.example) and [b](https//b.example) and ![](https://)
              |                                                     ^^^^^^^^^^^^^ incomplete
              |
              = help: write it in full, such as `https://example.com/page` or `mailto:anna@example.com`

            error[link-invalid]: this address does not say where it leads
             --> articles/index.md:4:10
              |
            4 | <a href="https://https://c.example">c</a> and [d](mailto:) [e][e]
              |          ^^^^^^^^^^^^^^^^^^^^^^^^^ incomplete
              |
              = help: did you mean `https://c.example`?

            error[link-invalid]: this address does not say where it leads
             --> articles/index.md:4:47
              |
            4 | <a href="https://https://c.example">c</a> and [d](mailto:) [e][e]
              |                                               ^^^^^^^^^^^^ incomplete
              |
              = help: write it in full, such as `https://example.com/page` or `mailto:anna@example.com`

            error[link-invalid]: this address does not say where it leads
             --> articles/index.md:4:60
              |
            4 | <a href="https://https://c.example">c</a> and [d](mailto:) [e][e]
              |                                                            ^^^^^^ incomplete
              |
              = help: did you mean `http://e.example`?

            error[link-invalid]: this address does not say where it leads
             --> site.toml:5:36
              |
            5 | menu = [{ title = "Shop", target = "https:/shop.example" }]
              |                                    ^^^^^^^^^^^^^^^^^^^^^ incomplete
              |
              = help: did you mean `https://shop.example`?
        "#]],
    );
}

#[test]
fn a_full_address_of_the_site_itself_is_reported_with_the_link_to_write() {
    check(
        r#"
        //- site.toml
        title = "Kb"
        url = "https://Kb.example.org/docs"
        language = "en"
        menu = [{ title = "Guide", target = "https://kb.example.org/docs/guides/start/" }]
        //- articles/index.md
        # Home

        [a](https://kb.example.org/docs/guides/start/#costs) [b](http://kb.example.org/docs/guides/gone/)
        [c](//kb.example.org/docs/guides/my%20plan.pdf?x) [d](https://kb.example.org/docs) <https://kb.example.org/docs/old/>
        [other](https://kb.example.org/shop/) [other](https://kb.example.org.evil/docs/) [map](https://kb.example.org/docs/sitemap.xml)
        [other](https://kb.example.org/docsearch)
        //- articles/guides/start.md
        +++
        aliases = ["/old/"]
        +++
        # Start

        ## Costs

        ![](https://kb.example.org/docs/logo.png)
        //- articles/guides/my plan.pdf
        x
        //- static/logo.png
        x
        "#,
        expect![[r#"
            warning[link-absolute]: this link to the site itself is a full address, which kb cannot check
             --> articles/guides/start.md:8:1
              |
            8 | ![](https://kb.example.org/docs/logo.png)
              | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ leads to this site
              |
              = help: write `/logo.png`, which also works in previews and at another address

            warning[picture-alt]: this image has no alternative text
             --> articles/guides/start.md:8:1
              |
            8 | ![](https://kb.example.org/docs/logo.png)
              | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ no text
              |
              = help: describe what it shows: `![description](image.png)`, `![[image.png|description]]`

            warning[link-absolute]: this link to the site itself is a full address, which kb cannot check
             --> articles/index.md:3:1
              |
            3 | [a](https://kb.example.org/docs/guides/start/#costs) [b](http://kb.example.org/docs/guides/gone/)
              | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ leads to this site
              |
              = help: write `guides/start.md#costs`, which also works in previews and at another address

            warning[link-absolute]: this site has nothing at “/guides/gone/”
             --> articles/index.md:3:54
              |
            3 | [a](https://kb.example.org/docs/guides/start/#costs) [b](http://kb.example.org/docs/guides/gone/)
              |                                                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ leads to this site
              |
              = help: link to a file, such as `guide.md`; if another program serves that address, write `link-absolute = "allow"` in `[lints]` of site.toml

            warning[link-absolute]: this link to the site itself is a full address, which kb cannot check
             --> articles/index.md:4:1
              |
            4 | [c](//kb.example.org/docs/guides/my%20plan.pdf?x) [d](https://kb.example.org/docs) <https://kb.example.org/docs/old/>
              | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ leads to this site
              |
              = help: write `guides/my%20plan.pdf`, which also works in previews and at another address

            warning[link-absolute]: this link to the site itself is a full address, which kb cannot check
             --> articles/index.md:4:51
              |
            4 | [c](//kb.example.org/docs/guides/my%20plan.pdf?x) [d](https://kb.example.org/docs) <https://kb.example.org/docs/old/>
              |                                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ leads to this site
              |
              = help: write `index.md`, which also works in previews and at another address

            warning[link-absolute]: this link to the site itself is a full address, which kb cannot check
             --> articles/index.md:4:84
              |
            4 | [c](//kb.example.org/docs/guides/my%20plan.pdf?x) [d](https://kb.example.org/docs) <https://kb.example.org/docs/old/>
              |                                                                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ leads to this site
              |
              = help: write `guides/start.md`, which also works in previews and at another address

            warning[link-absolute]: this link to the site itself is a full address, which kb cannot check
             --> site.toml:4:37
              |
            4 | menu = [{ title = "Guide", target = "https://kb.example.org/docs/guides/start/" }]
              |                                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ leads to this site
              |
              = help: write `guides/start.md`, which also works in previews and at another address
        "#]],
    );
}

#[test]
fn a_link_to_an_excluded_file_says_that_it_is_excluded() {
    check(
        r#"
        //- site.toml
        exclude = ["Templates/**", "*.canvas"]
        //- articles/index.md
        # Home

        [[daily note]] and [[Templates/Daily note]] and [x](<Templates/Daily note.md>) and [y](plan.canvas)
        and ![[Templates/logo.png]] and ![](Templates/logo.png)
        //- articles/Templates/Daily note.md
        # Template
        //- articles/Templates/logo.png
        x
        //- articles/plan.canvas
        x
        "#,
        expect![[r#"
            error[link-to-draft]: `articles/Templates/Daily note.md` is excluded, so it is not published
             --> articles/index.md:3:1
              |
            3 | [[daily note]] and [[Templates/Daily note]] and [x](<Templates/Daily note.md>) and [y](plan.canvas)
              | ^^^^^^^^^^^^^^ leads nowhere
              |
              = help: remove the link, or change `exclude` in site.toml

            error[link-to-draft]: `articles/Templates/Daily note.md` is excluded, so it is not published
             --> articles/index.md:3:20
              |
            3 | [[daily note]] and [[Templates/Daily note]] and [x](<Templates/Daily note.md>) and [y](plan.canvas)
              |                    ^^^^^^^^^^^^^^^^^^^^^^^^ leads nowhere
              |
              = help: remove the link, or change `exclude` in site.toml

            error[link-to-draft]: `articles/Templates/Daily note.md` is excluded, so it is not published
             --> articles/index.md:3:49
              |
            3 | [[daily note]] and [[Templates/Daily note]] and [x](<Templates/Daily note.md>) and [y](plan.canvas)
              |                                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ leads nowhere
              |
              = help: remove the link, or change `exclude` in site.toml

            error[link-to-draft]: `articles/plan.canvas` is excluded, so it is not published
             --> articles/index.md:3:84
              |
            3 | [[daily note]] and [[Templates/Daily note]] and [x](<Templates/Daily note.md>) and [y](plan.canvas)
              |                                                                                    ^^^^^^^^^^^^^^^^ leads nowhere
              |
              = help: remove the link, or change `exclude` in site.toml

            error[link-to-draft]: `articles/Templates/logo.png` is excluded, so it is not published
             --> articles/index.md:4:5
              |
            4 | and ![[Templates/logo.png]] and ![](Templates/logo.png)
              |     ^^^^^^^^^^^^^^^^^^^^^^^ leads nowhere
              |
              = help: remove the link, or change `exclude` in site.toml

            error[link-to-draft]: `articles/Templates/logo.png` is excluded, so it is not published
             --> articles/index.md:4:33
              |
            4 | and ![[Templates/logo.png]] and ![](Templates/logo.png)
              |                                 ^^^^^^^^^^^^^^^^^^^^^^^ leads nowhere
              |
              = help: remove the link, or change `exclude` in site.toml
        "#]],
    );
}

#[test]
fn a_suggested_heading_goes_by_its_words_in_a_wikilink() {
    check(
        r#"
        //- articles/index.md
        # Home

        [[guide#Techradar]]
        //- articles/guide.md
        # Guide

        ## Tech Radar ⚙
        "#,
        expect![[r#"
            error[heading-missing]: “Guide” has no heading “Techradar”
             --> articles/index.md:3:1
              |
            3 | [[guide#Techradar]]
              | ^^^^^^^^^^^^^^^^^^^ not found
              |
              = help: did you mean “Tech Radar ⚙”?
        "#]],
    );
}

#[test]
fn only_so_many_of_very_many_problems_are_quoted_and_all_have_their_positions() {
    let links: String = (0..1_200).map(|number| format!("Text [[nowhere {number}]].\n\n")).collect();
    let problems = problems(&build(&format!("//- articles/a.md\n{links}")));
    assert_eq!(problems.matches("no article is called").count(), 1_200);
    assert_eq!(problems.matches(" | Text [[").count(), 1_000);
    assert!(problems.contains("articles/a.md:2399:6"), "the last one has its position");
    // What is far inside a line is not quoted either.
    let long = format!("//- articles/a.md\n{}[[nowhere]] {}\n", "word ".repeat(2_000), "word ".repeat(2_000));
    let problems = super::support::problems(&build(&long));
    assert!(problems.contains("articles/a.md:1:10001") && problems.len() < 400, "{problems}");
}

#[test]
fn a_diagram_that_readers_see_as_code_is_reported_and_other_code_is_not() {
    check(
        r#"
        //- articles/a.md
        # A
        ```mermaid
        graph LR; A --> B
        ```

        > ```dot title
        > digraph { a -> b }
        > ```

        ```rust
        // mermaid
        ```
        "#,
        expect![[r#"
            warning[diagram-as-code]: readers see the code of this diagram in `mermaid`, not its picture
             --> articles/a.md:2:1
              |
            2 | ```mermaid
              | ^^^^^^^^^^
              |
              = help: show a picture of it instead, such as an SVG file next to the article

            warning[diagram-as-code]: readers see the code of this diagram in `dot`, not its picture
             --> articles/a.md:6:3
              |
            6 | > ```dot title
              |   ^^^^^^^^^^^^
              |
              = help: show a picture of it instead, such as an SVG file next to the article
        "#]],
    );
}
