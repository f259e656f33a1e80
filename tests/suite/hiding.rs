//! Articles that nobody may see yet, however their authors say so.

use expect_test::{Expect, expect};

use super::commands::{Site, kb};
use super::support::{build, problems};

/// Whether an article with these lines of front matter has a page, whatever is wrong with it.
fn has_page(settings: &str, fence: &str, lines: &str) -> bool {
    let build = build(&format!("{settings}//- articles/a.md\n{fence}\n{lines}\n{fence}\nText.\n"));
    build.outputs.contains_key(&kb::path::OutputPath::new("a/index.html").unwrap())
}

fn check(fixture: &str, expected: Expect) {
    expected.assert_eq(&(problems(&build(fixture)) + "\n"));
}

const LENIENT: &str = "//- site.toml\n[lints]\nkey-unknown = \"allow\"\nkey-foreign = \"allow\"\n";
const VAULT: &str = "//- .obsidian/app.json\n{}\n";

#[test]
fn words_of_other_programs_for_a_draft_hide_an_article() {
    for settings in ["", LENIENT, VAULT] {
        for lines in [
            "hidden: true",
            "Hidden: true",
            "private: yes",
            "unlisted: true",
            "unpublished: true",
            "wip: true",
            "is_draft: true",
            "isDraft: true",
            "headless: true",
            "public: false",
            "isPublished: false",
            "published: false",
            "publish: false",
            "publish: no",
            "status: draft",
            "status: Draft",
            "status: private",
            "status: [draft, idea]",
            "status: \"#draft\"",
            "state: unpublished",
            "visibility: hidden",
            "draft: false\nhidden: true",
            "draft: false\nstatus: draft",
            "publish: true\nprivate: true",
            "date: 2020-01-01\npublishDate: 2999-01-01",
            "expires: 2999-01-01\nexpiryDate: 2020-01-01",
            "publish_date: 2999-01-01",
            "drfat: true",
            "darft: true",
            "draft_: true",
            "publsih: false",
            "params:\n  draft: true",
            "extra:\n  publish: false",
        ] {
            assert!(!has_page(settings, "---", lines), "{settings} {lines}");
        }
        for lines in ["expirs = 2020-01-01", "[extra]\ndraft = true", "hidden = true", "status = \"draft\""] {
            assert!(!has_page(settings, "+++", lines), "{settings} {lines}");
        }
        for lines in [
            "hidden: false",
            "hidden:",
            "private: no",
            "status: done",
            "status:",
            "public: true",
            "published: true",
            "wip: 0",
        ] {
            assert!(has_page(settings, "---", lines), "{settings} {lines}");
        }
    }
}

#[test]
fn a_word_of_another_program_for_a_draft_is_told_with_ours() {
    check(
        r#"
        //- articles/a.md
        ---
        hidden: true
        ---
        //- articles/b.md
        +++
        draft = false
        status = "private"
        +++
        //- articles/c.md
        ---
        status: done
        drfat: true
        ---
        //- articles/d.md
        ---
        isPublished: false
        ---
        "#,
        expect![[r#"
            warning[key-foreign]: `hidden` is read as `draft: true`
             --> articles/a.md:2:1
              |
            2 | hidden: true
              | ^^^^^^ another program's key
              |
              = help: write `draft: true`

            warning[key-foreign]: `status` is read as `draft = true`
             --> articles/b.md:3:1
              |
            3 | status = "private"
              | ^^^^^^ another program's key
              |
              = help: remove it, or move its value to `draft`, which is also present

            error[key-unknown]: front matter has no key `status`
             --> articles/c.md:2:1
              |
            2 | status: done
              | ^^^^^^ unknown key
              |
              = help: known keys are `aliases`, `authors`, `autolink`, `cssclass`, `cssclasses`, `cta`, `date`, `draft`, `expires`, `fields`, `image`, `language`, `mobile`, `no_glossary`, `order`, `path`, `permalink`, `publish`, `related`, `search`, `sides`, `slug`, `summary`, `tags`, `template`, `title`, `translated-from`, `translation-key`, `updated`
              = help: remove it; only an article of a collection can have fields of its own, declared in site.toml

            error[key-unknown]: front matter has no key `drfat`
             --> articles/c.md:3:1
              |
            3 | drfat: true
              | ^^^^^ unknown key
              |
              = help: did you mean `draft`?

            warning[key-foreign]: `isPublished` is called `draft` in kb, and means the opposite
             --> articles/d.md:2:1
              |
            2 | isPublished: false
              | ^^^^^^^^^^^ another program's key
              |
              = help: write `draft: true`
        "#]],
    );
}

#[test]
fn with_keep_going_an_article_with_a_mistake_in_its_front_matter_is_left_out() {
    let site =
        Site::new(&[("articles/index.md", "# Home\n\n[[secret]]\n"), ("articles/secret.md", "# Secret\n")]);
    let page = site.path("public/secret/index.html");
    assert_eq!(kb(&site, &["build"]).code, 0);
    assert!(page.is_file());
    for lines in [
        "drfat: true",
        "date: tomorrow",
        "date: 2999-13-01",
        "expires: last year",
        "draft: maybe",
        "stauts: draft",
        "nonsense: true",
        "related: [nobody]",
    ] {
        site.write("articles/secret.md", &format!("---\n{lines}\n---\n# Secret\n"));
        let answer = kb(&site, &["build", "--keep-going"]);
        assert_eq!(answer.code, 1, "{lines}: {}", answer.stderr);
        assert!(!page.is_file(), "{lines}");
        assert!(site.path("public/index.html").is_file(), "{lines}");
        assert_eq!(answer.stderr.matches("error[").count(), 1, "{lines}: {}", answer.stderr);
        let note = "note: articles/secret.md is not published, because its front matter has an error\n";
        assert_eq!(answer.stderr.matches(note).count(), 1, "{lines}: {}", answer.stderr);
        assert!(!answer.stderr.contains("no longer published"), "{lines}: {}", answer.stderr);
    }
    // A mistake in the text says nothing about who may read it.
    site.write("articles/secret.md", "# Secret\n\n[[nobody]]\n");
    assert_eq!(kb(&site, &["build", "--keep-going"]).code, 1);
    assert!(page.is_file());
}

#[test]
fn articles_in_a_folder_of_drafts_are_drafts() {
    check(
        r#"
        //- articles/index.md
        [[secret]]
        //- articles/_drafts/secret.md
        Text.
        //- articles/guides/_drafts/other.md
        [[nobody]]
        "#,
        expect![[r#"
            error[link-to-draft]: `articles/_drafts/secret.md` is a draft, so it is not published
             --> articles/index.md:1:1
              |
            1 | [[secret]]
              | ^^^^^^^^^^ leads nowhere yet
              |
              = help: remove the link until the draft is published; `--drafts` includes drafts
        "#]],
    );
}

#[test]
fn a_draft_in_a_folder_of_drafts_may_leave_required_fields_empty() {
    let found = problems(&build(
        r#"
        //- site.toml
        [collections.guides.fields.audience]
        type = "text"
        required = true
        //- articles/guides/_drafts/a.md
        +++
        title = "A"
        [fields]
        audience = ""
        +++
        //- articles/guides/b.md
        +++
        [fields]
        audience = "All"
        +++
        "#,
    ));
    assert_eq!(found, "");
}

#[test]
fn what_hides_an_article_hides_it_below_a_table_of_another_program_too() {
    for line in
        ["draft = true", "published = false", "publish = false", "date = 2999-01-01", "expires = 2001-01-01"]
    {
        for settings in ["", LENIENT] {
            assert!(!has_page(settings, "+++", &format!("[taxonomies]\ntags = [\"a\"]\n{line}")), "{line}");
        }
    }
    // A list of tables has dates of its own.
    assert!(has_page(LENIENT, "+++", "[[extra.changes]]\ndate = 2999-01-01"));
}

#[test]
fn the_day_when_a_source_was_published_hides_nothing() {
    for day in ["2999-01-01", "2019"] {
        for settings in ["", LENIENT, VAULT] {
            assert!(has_page(settings, "---", &format!("source:\n  published: {day}")), "{day}");
            assert!(!has_page(settings, "---", "source:\n  published: false"));
        }
    }
}
