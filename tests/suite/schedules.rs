//! What depends on the clock: which articles are published, what `kb list` says about them, and when the site changes next.

use expect_test::expect;

use super::commands::{Site, check, kb};

// The current time in these tests is 2026-01-01T00:00:00Z.
fn site() -> Site {
    Site::new(&[
        ("articles/index.md", "# Home\n"),
        ("articles/now.md", "+++\ndate = 2025-06-01\nexpires = 2026-03-01T12:00:00+01:00\n+++\n# Now\n"),
        ("articles/news/soon.md", "+++\ndate = 2026-02-01\n+++\n# Soon\n"),
        ("articles/news/too.md", "+++\ndate = 2026-02-01\n+++\n# Soon too\n"),
        ("articles/news/over.md", "---\nexpires: 2025-12-31\n---\n# Over\n"),
        ("articles/idea.md", "+++\ndraft = true\ndate = 2026-01-02\n+++\n# Idea\n"),
    ])
}

#[test]
fn articles_are_listed_with_their_status() {
    let site = site();
    check(
        &site,
        &["list"],
        expect![[r#"
        $ kb list
        draft                  articles/idea.md       Idea
        published              articles/index.md      Home
        expired    2025-12-31  articles/news/over.md  Over
        scheduled  2026-02-01  articles/news/soon.md  Soon
        scheduled  2026-02-01  articles/news/too.md   Soon too
        published  2025-06-01  articles/now.md        Now (until 2026-03-01)
        exit code 0
    "#]],
    );
    check(
        &site,
        &["list", "scheduled"],
        expect![[r#"
        $ kb list scheduled
        scheduled  2026-02-01  articles/news/soon.md  Soon
        scheduled  2026-02-01  articles/news/too.md   Soon too
        exit code 0
    "#]],
    );
    check(
        &site,
        &["list", "expired", "--format", "json"],
        expect![[r#"
            $ kb list expired --format json
            {"address":null,"collection":null,"date":null,"expires":"2025-12-31T00:00:00Z","language":"en","outdated":false,"path":"articles/news/over.md","state":"expired","tags":[],"title":"Over","untranslated":[],"updated":null,"words":0}
            exit code 0
        "#]],
    );
    check(
        &site,
        &["list", "--in", "news"],
        expect![[r#"
        $ kb list --in news
        error: no collection is called `news`
        exit code 2
    "#]],
    );
    site.write(
        "site.toml",
        "title = \"Test\"\nurl = \"https://example.com\"\nlanguage = \"en\"\ntheme.name = \"base\"\n[collections.news]\n",
    );
    check(
        &site,
        &["list", "--in", "news"],
        expect![[r#"
            $ kb list --in news
            expired    2025-12-31  articles/news/over.md  Over
            scheduled  2026-02-01  articles/news/soon.md  Soon
            scheduled  2026-02-01  articles/news/too.md   Soon too
            exit code 0
        "#]],
    );
    check(
        &site,
        &["list", "drafts", "--in", "new"],
        expect![[r#"
        $ kb list drafts --in new
        error: no collection is called `new`
          = help: did you mean `news`?
        exit code 2
    "#]],
    );
}

#[test]
fn the_next_change_is_reported_by_list_and_build() {
    let site = site();
    check(
        &site,
        &["list", "--next"],
        expect![[r#"
        $ kb list --next
        2026-02-01T00:00:00Z
        articles/news/soon.md and 1 more appear
        exit code 0
    "#]],
    );
    check(
        &site,
        &["list", "--next", "--format", "json"],
        expect![[r#"
        $ kb list --next --format json
        {"appear":["articles/news/soon.md","articles/news/too.md"],"expire":[],"next":"2026-02-01T00:00:00Z"}
        exit code 0
    "#]],
    );
    check(
        &site,
        &["build"],
        expect![[r#"
            $ kb build
            Published 4 pages to SITE/public: files 28 added (0.00 s)
            The site next changes at 2026-02-01T00:00:00Z: articles/news/soon.md and 1 more appear
            exit code 0
        "#]],
    );
    let still = Site::new(&[("articles/a.md", "+++\ndate = 2020-01-01\n+++\n# A\n")]);
    check(
        &still,
        &["list", "--next"],
        expect![[r#"
        $ kb list --next
        Nothing is scheduled: the site changes only when you change it
        exit code 0
    "#]],
    );
}

#[test]
fn an_expired_article_is_left_out_unless_asked_for() {
    let site = site();
    assert_eq!(kb(&site, &["build"]).code, 0);
    assert!(!site.path("public/news/over").exists() && site.path("public/now/index.html").is_file());
    assert_eq!(kb(&site, &["build", "--expired"]).code, 0);
    assert!(site.path("public/news/over/index.html").is_file());
}

#[test]
fn a_link_to_an_expired_article_is_reported() {
    let site = Site::new(&[
        ("articles/a.md", "See [[over]].\n"),
        ("articles/over.md", "+++\nexpires = 2025-12-31\n+++\n# Over\n"),
        ("articles/never.md", "+++\ndate = 2025-12-31\nexpires = 2025-12-31\n+++\n# Never\n"),
    ]);
    check(
        &site,
        &["build"],
        expect![[r#"
        $ kb build
        error[link-to-draft]: `articles/over.md` has expired, so it is not published
         --> articles/a.md:1:5
          |
        1 | See [[over]].
          |     ^^^^^^^^ no longer leads anywhere
          |
          = help: remove the link, or set a later `expires`

        error[field-type]: `expires` is not after `date`, so the article is never published
         --> articles/never.md:3:11
          |
        3 | expires = 2025-12-31
          |           ^^^^^^^^^^ expires before it is published
          |
          = help: write a date after 2025-12-31

        2 errors; nothing was published
        exit code 1
    "#]],
    );
}
