//! `kb init` and `kb new`: what they create builds, and nothing is overwritten.

use std::fs;
use std::process::Command;

use expect_test::expect;

use super::commands::{Site, check, kb};

#[test]
fn every_start_builds_without_a_warning() {
    for start in ["empty", "knowledge-base", "comparison"] {
        for language in ["en", "nl"] {
            let site = Site::empty();
            let made = kb(&site, &["init", "our-site", "--start", start, "--language", language]);
            assert_eq!((made.code, made.stderr.as_str()), (0, ""), "{start}");
            for command in ["build", "check"] {
                let strict = [command, "--root", "our-site", "-D", "warnings"];
                // The built-in themes speak English, and say so.
                let translated = ["-A", "language-strings-missing"];
                let answer = match language {
                    "en" => kb(&site, &strict),
                    _ => kb(&site, &[&strict[..], &translated].concat()),
                };
                assert_eq!(answer.code, 0, "{start} {command}: {}", answer.stderr);
            }
            assert!(site.path("our-site/public/index.html").is_file());
        }
    }
}

#[test]
fn a_new_site_is_listed_file_by_file() {
    let site = Site::empty();
    check(
        &site,
        &["init", "our-site", "--start", "comparison", "--deploy", "github-pages"],
        expect![[r#"
            $ kb init our-site --start comparison --deploy github-pages
            Created a site in our-site:
              site.toml
              articles/index.md
              articles/differences/deposit-versus-down-payment.md
              articles/differences/notice-versus-sale.md
              .gitignore
              .taplo.toml
              .vscode/extensions.json
              .github/workflows/publish.yml
              .schemas/ (for editors that complete TOML)

            Next:
              cd our-site
              kb serve --open               shows the site and updates it as you save
              kb new differences/my-article creates an article
              kb build                      publishes it to public/
            exit code 0
        "#]],
    );
    check(
        &site,
        &["init", "our-site"],
        expect![[r#"
        $ kb init our-site
        error: there is already a site in our-site
          = help: choose another folder; nothing was changed
        exit code 2
    "#]],
    );
    expect![[r##"
        #:schema ./.schemas/site.json

        title = "Our site"
        # Where the site will be published: absolute addresses, such as those in the sitemap, begin with it.
        url = "https://example.com"
        language = "en"

        # Th"##]]
    .assert_eq(&fs::read_to_string(site.path("our-site/site.toml")).unwrap()[..200]);
}

#[test]
fn nothing_is_overwritten_and_a_folder_with_articles_gets_no_sample_articles() {
    let site = Site::empty();
    site.write("articles/mine.md", "# Mine\n");
    site.write(".gitignore", "mine\n");
    check(
        &site,
        &["init", ".", "--title", "A \"title\""],
        expect![[r#"
            $ kb init . --title A "title"
            Created a site in .:
              site.toml
              .taplo.toml
              .vscode/extensions.json
              .schemas/ (for editors that complete TOML)
              .gitignore already exists and was not changed; make it ignore /public/ and /.kb/

            Next:
              kb serve --open               shows the site and updates it as you save
              kb new my-article             creates an article
              kb build                      publishes it to public/
            exit code 0
        "#]],
    );
    assert_eq!(fs::read_to_string(site.path(".gitignore")).unwrap(), "mine\n");
    assert!(!site.path("articles/index.md").exists());
    assert_eq!(kb(&site, &["build", "-D", "warnings"]).code, 0);
}

#[test]
fn every_host_gets_its_workflow() {
    for (host, file) in [
        ("github-pages", ".github/workflows/publish.yml"),
        ("gitlab-pages", ".gitlab-ci.yml"),
        ("netlify", "netlify.toml"),
        ("cloudflare-pages", ".github/workflows/publish.yml"),
    ] {
        let site = Site::empty();
        assert_eq!(kb(&site, &["init", ".", "--deploy", host]).code, 0);
        let text = fs::read_to_string(site.path(file)).unwrap();
        assert!(text.contains("kb\" build") || text.contains("kb build"), "{host}");
        assert!(!text.contains("{{ version }}"), "{host}");
    }
}

#[test]
fn invalid_answers_are_reported() {
    let site = Site::empty();
    check(
        &site,
        &["init", ".", "--url", "example.com"],
        expect![[r#"
        $ kb init . --url example.com
        error: invalid value 'example.com' for '--url <URL>': write a full address, such as https://example.com or https://example.com/kb

        For more information, try '--help'.
        exit code 2
    "#]],
    );
    check(
        &site,
        &["init", ".", "--language", "english"],
        expect![[r#"
            $ kb init . --language english
            error: invalid value 'english' for '--language <LANGUAGE>': did you mean en (English)?

            For more information, try '--help'.
            exit code 2
        "#]],
    );
}

const FIELDS: &str = "[collections.notes.fields]\n\
    when = { type = \"date\", description = \"the day it happened\" }\n\
    what = { type = \"text\", label = \"What differs\", required = true, description = \"in a word or two\" }\n\
    us = { type = \"side\", required = true }\n\
    kind = { type = \"choice\", options = [\"large\", \"small\"], required = true }\n\
    source = { type = \"url\", required = true }\n";

fn with_fields() -> Site {
    let site = Site::new(&[]);
    let head = "title = \"T\"\nurl = \"https://example.com\"\nlanguage = \"en\"\n";
    site.write(
        "site.toml",
        &format!("{head}[collections.notes]\nsort = \"date\"\n{FIELDS}[collections.guides]\n"),
    );
    site
}

#[test]
fn a_new_article_has_its_collections_fields_required_ones_first() {
    let site = with_fields();
    check(
        &site,
        &["new", "notes/price-versus-value"],
        expect![[r#"
            $ kb new notes/price-versus-value
            articles/notes/price-versus-value.md
            It is a draft. Fill in what, us, kind, source, then delete the line `draft = true`.
            exit code 0
        "#]],
    );
    expect![[r#"
        +++
        title = "Price versus value"
        date = 2026-01-01
        # summary = "One or two sentences, for lists and search engines"
        # tags = []
        draft = true

        [fields]
        # What differs: in a word or two
        what = ""
        # us: a side such as { word = "…", text = "…" }
        us = { word = "", text = "" }
        # kind: one of “large”, “small”
        kind = "large"
        # source: an address that starts with https://
        source = "https://example.org"
        # The rest is optional.
        # when: the day it happened
        # when = 2026-01-01
        +++

    "#]]
    .assert_eq(&fs::read_to_string(site.path("articles/notes/price-versus-value.md")).unwrap());
    check(
        &site,
        &["new", "guides/The \"first\" steps"],
        expect![[r#"
        $ kb new guides/The "first" steps
        articles/guides/the-first-steps.md
        exit code 0
    "#]],
    );
    expect![[r#"
        +++
        title = "The \"first\" steps"
        # order = 1
        # summary = "One or two sentences, for lists and search engines"
        # tags = []
        +++

    "#]]
    .assert_eq(&fs::read_to_string(site.path("articles/guides/the-first-steps.md")).unwrap());
    // The new article builds, even with drafts, and is not published by accident.
    let built = kb(&site, &["build", "-D", "warnings"]);
    assert_eq!(built.code, 0, "{}", built.stderr);
    assert!(!site.path("public/notes/price-versus-value").exists());
    assert!(site.path("public/guides/the-first-steps/index.html").is_file());
}

#[test]
fn a_new_article_never_replaces_another() {
    let site = with_fields();
    assert_eq!(kb(&site, &["new", "articles/about.md"]).stdout, "articles/about.md\n");
    check(
        &site,
        &["new", "about"],
        expect![[r#"
        $ kb new about
        error: articles/about.md already exists
        exit code 2
    "#]],
    );
    check(
        &site,
        &["new", "guides"],
        expect![[r#"
        $ kb new guides
        error: an article needs a name
          = help: write it after the folder: kb new guides/refunds
        exit code 2
    "#]],
    );
    check(
        &site,
        &["new", "guides/"],
        expect![[r#"
        $ kb new guides/
        error: an article needs a name
          = help: write it after the folder: kb new guides/refunds
        exit code 2
    "#]],
    );
    check(
        &site,
        &["new", "../outside"],
        expect![[r#"
            $ kb new ../outside
            error: “../outside” cannot be the path of an article
              = help: write the path below articles/, without a `/` at the start: guides/refunds
            exit code 2
        "#]],
    );
    check(
        &site,
        &["new", "guide/refunds"],
        expect![[r#"
        $ kb new guide/refunds
        articles/guide/refunds.md
        note: articles/guide/ is a new folder; the collection is called `guides`
        exit code 0
    "#]],
    );
}

#[test]
fn an_archetype_is_filled_in() {
    let site = with_fields();
    site.write(
        "archetypes/notes.md",
        "---\ntitle: \"{{ title }}\"\ndate: {{date}}\n---\n# {{ title }}\n\n{{ cta(id=\"x\") }}\n",
    );
    site.write("archetypes/default.md", "About {{ name }}\n");
    kb(&site, &["new", "notes/say \"hello\""]);
    expect![[r#"
        ---
        title: "say \"hello\""
        date: 2026-01-01
        ---
        # say "hello"

        {{ cta(id="x") }}
    "#]]
    .assert_eq(&fs::read_to_string(site.path("articles/notes/say-hello.md")).unwrap());
    kb(&site, &["new", "guides/second"]);
    assert_eq!(fs::read_to_string(site.path("articles/guides/second.md")).unwrap(), "About second\n");
    check(
        &site,
        &["new", "guides/third", "--archetype", "note"],
        expect![[r#"
        $ kb new guides/third --archetype note
        error: there is no archetypes/note.md
          = help: did you mean `notes`?
        exit code 2
    "#]],
    );
    assert_eq!(kb(&site, &["new", "guides/third", "--archetype", "notes"]).code, 0);
}

#[test]
fn a_new_article_opens_in_the_editor() {
    let site = with_fields();
    let run = |editor: &str, path: &str| {
        Command::new(env!("CARGO_BIN_EXE_kb"))
            .args(["new", path, "--edit"])
            .current_dir(site.root())
            .env_remove("VISUAL")
            .env("EDITOR", editor)
            .output()
            .unwrap()
    };
    assert!(run("cp -t .", "edited").status.success());
    assert!(site.path("edited.md").is_file());
    let nowhere = run("no-such-editor", "other");
    assert_eq!(nowhere.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&nowhere.stderr).contains("no-such-editor cannot be started"));
    assert_eq!(run("", "third").status.code(), Some(2));
    assert!(!site.path("articles/third.md").exists());
}
