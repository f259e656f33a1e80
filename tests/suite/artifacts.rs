//! Which files the website has, which of two wins a path, and what is derived from an author's file.

use expect_test::{Expect, expect};

use super::commands::{Site, kb};
use super::support::{build, file, problems};

/// The problems of a site with these files, without quoted source.
fn check(fixture: &str, expected: Expect) {
    let build = build(fixture);
    let found = problems(&build);
    let lines = found.lines().filter(|line| line.starts_with("error") || line.starts_with("warning"));
    expected.assert_eq(&lines.map(|line| format!("{line}\n")).collect::<String>());
}

#[test]
fn a_file_in_the_place_of_one_that_kb_makes_is_an_error() {
    check(
        "//- articles/a.md\nA.\n//- static/a/index.html\nx\n",
        expect![[r#"
        error[address-clash]: `static/a/index.html` would replace /a/index.html, which kb generates
    "#]],
    );
    check(
        "//- articles/a.md\nA.\n//- static/a/preview.json\nx\n",
        expect![[r#"
        error[address-clash]: `static/a/preview.json` would replace /a/preview.json, which kb generates
    "#]],
    );
    check(
        "//- articles/a.md\n+++\naliases = [\"/old/\"]\n+++\nA.\n//- static/old/index.html\nx\n",
        expect![[r#"
        error[address-clash]: `static/old/index.html` would replace /old/index.html, which kb generates
    "#]],
    );
    check(
        "//- articles/a.md\n![x](b.png)\n//- articles/b.png\nx\n//- static/b.png\nx\n",
        expect![[r#"
        error[address-clash]: `articles/b.png` and `static/b.png` would both be published at /b.png
    "#]],
    );
    check(
        "//- articles/a.md\nA.\n//- static/.kb-site\nx\n",
        expect![[r#"
        error[address-clash]: `static/.kb-site` has a name reserved by kb
    "#]],
    );
}

#[test]
fn a_file_where_another_needs_a_folder_is_an_error() {
    check(
        "//- articles/a.md\nA.\n//- static/a\nx\n",
        expect![[r#"
        error[address-clash]: `static/a` would be published at /a, where /a/ needs a folder
    "#]],
    );
    check(
        "//- articles/a.md\n+++\naliases = [\"/old/b/\"]\n+++\nA.\n//- static/old\nx\n",
        expect![[r#"
        error[address-clash]: `static/old` would be published at /old, where /old/b/ needs a folder
    "#]],
    );
    check(
        "//- articles/b/a.md\n![x](c.png)\n//- articles/b/c.png\nx\n//- static/b\nx\n",
        expect![[r#"
        error[address-clash]: `static/b` would be published at /b, where /b/a/ needs a folder
    "#]],
    );
}

#[test]
fn a_site_may_replace_robots_and_sitemap() {
    let build = build("//- articles/a.md\nA.\n//- static/robots.txt\nmine\n//- static/sitemap.xml\nmine\n");
    assert_eq!(problems(&build), "");
    assert_eq!((file(&build, "robots.txt"), file(&build, "sitemap.xml")), ("mine\n", "mine\n"));
}

#[test]
fn an_article_does_not_replace_what_the_site_says_to_crawlers() {
    for name in ["robots.txt", "llms.txt"] {
        let build = build(&format!("//- articles/a.md\n[x]({name})\n//- articles/{name}\nmine\n"));
        let message = format!("`articles/{name}` would replace /{name}, which kb generates");
        assert!(problems(&build).contains(&message), "{}", problems(&build));
    }
}

#[test]
fn a_file_is_not_where_kb_needs_a_folder() {
    for name in ["assets", "assets/fonts", "search", "search/en"] {
        for (folder, article) in [("static", "A."), ("articles", &*format!("[x]({name})"))] {
            let build = build(&format!("//- articles/a.md\n{article}\n//- {folder}/{name}\nx\n"));
            let message = format!("`{folder}/{name}` would be published at /{name}, where /{name}");
            assert!(problems(&build).contains(&message), "{folder}/{name}: {}", problems(&build));
        }
    }
}

#[test]
fn check_finds_what_would_stop_a_build() {
    let site = Site::new(&[("articles/a.md", "# A\n"), ("static/a", "x"), ("static/b.svg", "<svg>")]);
    let answer = kb(&site, &["check"]);
    assert_eq!(answer.code, 1);
    assert!(answer.stderr.contains("`static/a` would be published at /a"), "{}", answer.stderr);
    assert!(answer.stderr.contains("`static/b.svg` is not a valid SVG file"), "{}", answer.stderr);
    assert!(!site.path("public").exists());
}

const DRAWING: &str =
    "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"x()\"><script>x()</script><g/></svg>";

#[test]
fn an_svg_file_is_published_without_what_runs_code() {
    let fixture = format!(
        "//- articles/a.md\n![x](b.svg)\n//- articles/b.svg\n{DRAWING}\n//- static/c/d.SVG\n{DRAWING}\n"
    );
    let build = build(&fixture);
    for path in ["b.svg", "c/d.SVG"] {
        let text = file(&build, path);
        assert!(text.starts_with("<svg ") && text.contains("<g></g>"), "{text}");
        assert!(!text.contains("x()"), "{text}");
    }
    check(
        &fixture,
        expect![[r#"
        warning[svg-cleaned]: `<script>`, `onload` is not published with `articles/b.svg`
        warning[svg-cleaned]: `<script>`, `onload` is not published with `static/c/d.SVG`
    "#]],
    );
}
