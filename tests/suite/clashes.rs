//! Addresses that are taken or unreachable, and names that collide.

use expect_test::{Expect, expect};

use super::commands::{Site, kb};
use super::support::{build, file, problems};

fn check(fixture: &str, expected: Expect) {
    expected.assert_eq(&(problems(&build(fixture)) + "\n"));
}

#[test]
fn no_article_can_have_the_address_of_a_file_that_kb_makes() {
    let site = "//- articles/a.md\n+++\naliases = [\"/old/\"]\ntags = [\"tag\"]\n+++\nA.\n";
    // Any article may be the home page.
    for path in build(site).outputs.keys().filter(|path| path.as_str() != "index.html") {
        let found = problems(&build(&format!("{site}//- articles/b.md\n+++\npath = \"/{path}\"\n+++\nB.\n")));
        assert!(found.contains("error[address-clash]"), "{path}: {found}");
    }
}

#[test]
fn an_old_address_that_is_one_of_kbs_own_files_is_a_clash() {
    check(
        r#"
        //- articles/a.md
        +++
        aliases = ["/robots.txt", "/sitemap.xml", "/sitemap-2.xml", "/b/preview.json", "/.kb-site", "/.kb-site.partial/x/",
          "/assets/old/", "/atom.xml", "/b/", "/search/old/", "/404.html"]
        +++
        //- articles/b.md
        Text.
        "#,
        expect![[r#"
            error[address-clash]: the old address /robots.txt is in use: kb generates /robots.txt itself
             --> articles/a.md:2:12
              |
            2 | aliases = ["/robots.txt", "/sitemap.xml", "/sitemap-2.xml", "/b/preview.json", "/.kb-site", "/.kb-site.partial/x/",
              |            ^^^^^^^^^^^^^ its address is taken
              |
              = help: remove this alias, or change the other address

            error[address-clash]: the old address /sitemap.xml is in use: kb generates /sitemap.xml itself
             --> articles/a.md:2:27
              |
            2 | aliases = ["/robots.txt", "/sitemap.xml", "/sitemap-2.xml", "/b/preview.json", "/.kb-site", "/.kb-site.partial/x/",
              |                           ^^^^^^^^^^^^^^ its address is taken
              |
              = help: remove this alias, or change the other address

            error[address-clash]: the old address /sitemap-2.xml is in use: kb generates /sitemap-2.xml itself
             --> articles/a.md:2:43
              |
            2 | aliases = ["/robots.txt", "/sitemap.xml", "/sitemap-2.xml", "/b/preview.json", "/.kb-site", "/.kb-site.partial/x/",
              |                                           ^^^^^^^^^^^^^^^^ its address is taken
              |
              = help: remove this alias, or change the other address

            error[address-clash]: the old address /b/preview.json is in use: kb generates /b/preview.json itself
             --> articles/a.md:2:61
              |
            2 | aliases = ["/robots.txt", "/sitemap.xml", "/sitemap-2.xml", "/b/preview.json", "/.kb-site", "/.kb-site.partial/x/",
              |                                                             ^^^^^^^^^^^^^^^^^ its address is taken
              |
              = help: remove this alias, or change the other address

            error[address-clash]: the old address /.kb-site is in use: kb generates /.kb-site itself
             --> articles/a.md:2:80
              |
            2 | aliases = ["/robots.txt", "/sitemap.xml", "/sitemap-2.xml", "/b/preview.json", "/.kb-site", "/.kb-site.partial/x/",
              |                                                                                ^^^^^^^^^^^ its address is taken
              |
              = help: remove this alias, or change the other address

            error[address-clash]: the old address /.kb-site.partial/x/ is in use: kb generates /.kb-site.partial itself
             --> articles/a.md:2:93
              |
            2 | aliases = ["/robots.txt", "/sitemap.xml", "/sitemap-2.xml", "/b/preview.json", "/.kb-site", "/.kb-site.partial/x/",
              |                                                                                             ^^^^^^^^^^^^^^^^^^^^^^ its address is taken
              |
              = help: remove this alias, or change the other address

            error[address-clash]: the old address /assets/old/ is in use: kb generates /assets/ itself
             --> articles/a.md:3:3
              |
            3 |   "/assets/old/", "/atom.xml", "/b/", "/search/old/", "/404.html"]
              |   ^^^^^^^^^^^^^^ its address is taken
              |
              = help: remove this alias, or change the other address

            error[address-clash]: the old address /atom.xml is in use: kb generates /atom.xml itself
             --> articles/a.md:3:19
              |
            3 |   "/assets/old/", "/atom.xml", "/b/", "/search/old/", "/404.html"]
              |                   ^^^^^^^^^^^ its address is taken
              |
              = help: remove this alias, or change the other address

            error[address-clash]: the old address /b/ already belongs to `articles/b.md`
             --> articles/a.md:3:32
              |
            3 |   "/assets/old/", "/atom.xml", "/b/", "/search/old/", "/404.html"]
              |                                ^^^^^ its address is taken
              |
              = help: remove this alias, or change the other address

            error[address-clash]: the old address /search/old/ is in use: kb generates /search/ itself
             --> articles/a.md:3:39
              |
            3 |   "/assets/old/", "/atom.xml", "/b/", "/search/old/", "/404.html"]
              |                                       ^^^^^^^^^^^^^^ its address is taken
              |
              = help: remove this alias, or change the other address

            error[address-clash]: the old address /404.html is in use: kb generates /404.html itself
             --> articles/a.md:3:55
              |
            3 |   "/assets/old/", "/atom.xml", "/b/", "/search/old/", "/404.html"]
              |                                                       ^^^^^^^^^^^ its address is taken
              |
              = help: remove this alias, or change the other address
        "#]],
    );
}

#[test]
fn an_address_of_ones_own_that_is_one_of_kbs_files_is_a_clash() {
    check(
        r#"
        //- articles/a.md
        +++
        path = "/b/preview.json"
        +++
        //- articles/b.md
        Text.
        //- articles/c.md
        +++
        path = "/robots.txt"
        +++
        "#,
        expect![[r#"
            error[address-clash]: kb generates /b/preview.json itself
             --> articles/a.md:2:8
              |
            2 | path = "/b/preview.json"
              |        ^^^^^^^^^^^^^^^^^ its address is taken
              |
              = help: rename one of the files, or give it a different `path`

            error[address-clash]: kb generates /robots.txt/ itself
             --> articles/c.md:2:8
              |
            2 | path = "/robots.txt"
              |        ^^^^^^^^^^^^^ its address is taken
              |
              = help: rename one of the files, or give it a different `path`
        "#]],
    );
}

#[test]
fn what_no_host_can_serve_is_not_an_address() {
    check(
        r#"
        //- articles/a.md
        +++
        aliases = ["/old?page=2", "/old/#part", "/../x/"]
        +++
        //- articles/b.md
        +++
        path = "/b?x"
        +++
        "#,
        expect![[r#"
            error[address-invalid]: no browser can request “/old?page=2”
             --> articles/a.md:2:12
              |
            2 | aliases = ["/old?page=2", "/old/#part", "/../x/"]
              |            ^^^^^^^^^^^^^ has `?` or `#`
              |
              = help: a host looks for files by the part before `?` or `#`; remove the rest

            error[address-invalid]: no browser can request “/old/#part”
             --> articles/a.md:2:27
              |
            2 | aliases = ["/old?page=2", "/old/#part", "/../x/"]
              |                           ^^^^^^^^^^^^ has `?` or `#`
              |
              = help: a host looks for files by the part before `?` or `#`; remove the rest

            error[address-invalid]: “/../x/” cannot be an address
             --> articles/a.md:2:41
              |
            2 | aliases = ["/old?page=2", "/old/#part", "/../x/"]
              |                                         ^^^^^^^^
              |
              = help: write it as "/about/us/", without `..`

            error[address-invalid]: no browser can request “/b?x”
             --> articles/b.md:2:8
              |
            2 | path = "/b?x"
              |        ^^^^^^ has `?` or `#`
              |
              = help: a host looks for files by the part before `?` or `#`; remove the rest
        "#]],
    );
}

#[test]
fn an_old_address_is_decoded_once_and_may_be_a_file() {
    let build = build(
        r#"
        //- articles/a.md
        +++
        aliases = ["/old%20page/", "/100%25/", "/docs/guide.html", "/old%20page/"]
        +++
        //- articles/b.md
        [one](/old%20page/) [two](/docs/guide.html) [three](/100%25/)
        "#,
    );
    assert_eq!(problems(&build), "");
    assert!(file(&build, "old page/index.html").contains("url=../a/"));
    assert!(file(&build, "100%/index.html").contains("url=../a/"));
    assert!(file(&build, "docs/guide.html").contains("url=../a/"));
    for words in ["one", "two", "three"] {
        assert!(file(&build, "b/index.html").contains(&format!("<a href=\"../a/\">{words}</a>")), "{words}");
    }
}

#[test]
fn an_address_that_is_too_long_is_an_error_at_its_place() {
    let (name, long) = ("価".repeat(86), "a/".repeat(600));
    let fixture = format!(
        "
        //- site.toml
        forms.\"{name}\".title = \"Form\"
        //- articles/a.md
        +++
        slug = \"{name}\"
        tags = [\"{name}\"]
        aliases = [\"/{name}/\", \"/{long}\"]
        +++
        "
    );
    let build = build(&fixture);
    let text = problems(&build);
    assert_eq!(text.matches("error[address-invalid]").count(), 5, "{text}");
    for (path, _) in build.outputs.iter() {
        assert!(path.as_str().split('/').all(|part| part.len() <= 255), "{path}");
    }
}

#[test]
fn clashes_end_a_build_and_a_check_as_mistakes_of_the_site() {
    let name = "価".repeat(86);
    let front = format!("+++\nslug = \"{name}\"\naliases = [\"/robots.txt\"]\n+++\nText.\n");
    let site = Site::new(&[("articles/a.md", &front)]);
    for command in ["build", "check"] {
        let output = kb(&site, &[command]);
        assert_eq!(output.code, 1, "{}", output.stderr);
        assert!(output.stderr.contains("articles/a.md:2:8"), "{}", output.stderr);
        assert!(output.stderr.contains("articles/a.md:3:12"), "{}", output.stderr);
    }
    assert_eq!(kb(&site, &["build", "--keep-going"]).code, 1);
    assert!(site.path("public/index.html").is_file());
}

#[test]
fn a_collection_that_no_folder_can_be_called_like_is_an_error_at_its_place() {
    check(
        r#"
        //- site.toml
        [collections.".."]
        [collections."a\\b"]
        [collections."a\u0000b"]
        [collections."a/b"]
        [collections.""]
        [collections."Tags"]
        [collections.notes]
        [collections.Notes]
        //- articles/notes/a.md
        Text.
        "#,
        expect![[r#"
            error[config-invalid]: “..” cannot be a collection name
             --> site.toml:5:14
              |
            5 | [collections.".."]
              |              ^^^^
              |
              = help: use the name of a folder directly below `articles/`

            error[config-invalid]: “a\\b” cannot be a collection name
             --> site.toml:6:14
              |
            6 | [collections."a\\b"]
              |              ^^^^^^
              |
              = help: rename it and its folder to `a-b`

            error[config-invalid]: “a\0b” cannot be a collection name
             --> site.toml:7:14
              |
            7 | [collections."a\u0000b"]
              |              ^^^^^^^^^^
              |
              = help: rename it and its folder to `a-b`

            error[config-invalid]: “a/b” cannot be a collection name
             --> site.toml:8:14
              |
            8 | [collections."a/b"]
              |              ^^^^^
              |
              = help: rename it and its folder to `a-b`

            error[config-invalid]: “” cannot be a collection name
             --> site.toml:9:14
              |
            9 | [collections.""]
              |              ^^
              |
              = help: use the name of a folder directly below `articles/`

            error[config-invalid]: a collection cannot be named “Tags”
              --> site.toml:10:14
               |
            10 | [collections."Tags"]
               |              ^^^^^^
               |
               = help: kb generates pages below /tags/; choose another name

            error[config-invalid]: the collections “notes” and “Notes” have the same address
              --> site.toml:12:14
               |
            12 | [collections.Notes]
               |              ^^^^^ its articles would be at /notes/ too
               |
              ::: site.toml:11:14
               |
            11 | [collections.notes]
               |              ----- the other one
               |
               = help: give one of them and its folder another name
        "#]],
    );
}

#[test]
fn a_collection_and_its_folder_are_matched_by_address() {
    let build = build(
        r#"
        //- site.toml
        [collections.plugins]
        [collections."Meeting notes"]
        //- articles/Plugins/a.md
        [Notes](../Meeting%20notes/) {{ articles(in="Meeting notes") }}
        //- articles/Meeting notes/b.md
        Text.
        "#,
    );
    assert_eq!(problems(&build), "");
    assert!(file(&build, "plugins/index.html").contains("href=\"../plugins/a/\""));
    assert!(file(&build, "meeting-notes/index.html").contains("href=\"../meeting-notes/b/\""));
    let page = file(&build, "plugins/a/index.html");
    assert!(page.contains("href=\"../../meeting-notes/\""), "{page}");
}

#[test]
fn a_collection_without_a_folder_is_reported() {
    check(
        r#"
        //- site.toml
        [collections.plugins]
        [collections.notes]
        //- articles/plug-ins/a.md
        Text.
        //- articles/notes/index.md
        Text.
        "#,
        expect![[r#"
            warning[collection-empty]: the collection “plugins” has no articles
             --> site.toml:5:14
              |
            5 | [collections.plugins]
              |              ^^^^^^^
              |
              = help: did you mean the folder `articles/plug-ins/`?
        "#]],
    );
}

#[test]
fn tags_of_signs_have_pages_of_their_own() {
    let build = build(
        r#"
        //- articles/a.md
        +++
        tags = ["C", "C++", "C#", "★", ".NET"]
        +++
        "#,
    );
    assert_eq!(problems(&build), "");
    let page = file(&build, "a/index.html");
    for (name, slug) in
        [("C", "c"), ("C++", "c-plus-plus"), ("C#", "c-sharp"), ("★", "★"), (".NET", "dot-net")]
    {
        let encoded = slug.replace('★', "%E2%98%85");
        assert!(page.contains(&format!("href=\"../tags/{encoded}/\">{name} 1</a>")), "{name}: {page}");
        assert!(file(&build, &format!("tags/{slug}/index.html")).contains("href=\"../../a/\""));
    }
}

#[test]
fn tags_that_share_an_address_are_an_error_that_names_both() {
    check(
        r#"
        //- articles/a.md
        +++
        tags = ["Q&A", "pull strategy"]
        +++
        //- articles/b.md
        +++
        tags = ["Q/A", "Pull-Strategy"]
        +++
        "#,
        expect![[r#"
            error[address-clash]: the tags “Q&A” and “Q/A” have the same address, /tags/q-a/
             --> articles/b.md:2:9
              |
            2 | tags = ["Q/A", "Pull-Strategy"]
              |         ^^^^^ its address is taken
              |
             ::: articles/a.md:2:9
              |
            2 | tags = ["Q&A", "pull strategy"]
              |         ----- the other one
              |
              = help: spell both the same way, or rename one of them
        "#]],
    );
}

#[test]
fn lists_have_pages_of_a_bounded_size() {
    let mut fixture = String::from(
        "//- site.toml\ncollections.terms.glossary = true\noutputs.previews = false\nrelated.count = 0\n",
    );
    for index in 0..1_001 {
        fixture.push_str(&format!("//- articles/n-{index}.md\n+++\ntags = [\"t{index}\"]\n+++\nText.\n"));
    }
    for index in 0..501 {
        fixture.push_str(&format!("//- articles/terms/term-{index}.md\n+++\nautolink = false\n+++\nText.\n"));
    }
    let build = build(&fixture);
    assert_eq!(problems(&build), "");
    for page in ["search/page/4/", "tags/page/3/", "terms/page/2/"] {
        assert!(file(&build, &format!("{page}index.html")).len() > 10, "{page}");
    }
    let outputs = build.outputs.keys().map(|path| path.to_string()).collect::<Vec<_>>();
    assert!(!outputs.contains(&"search/page/5/index.html".to_owned()));
    assert!(!outputs.contains(&"tags/page/4/index.html".to_owned()));
    assert!(!outputs.contains(&"terms/page/3/index.html".to_owned()));
}

#[test]
fn the_folders_that_an_owner_writes_in_are_never_published_to() {
    let site = Site::new(&[("articles/a.md", "# A\n"), ("archetypes/b.md", "B"), ("docs/x.txt", "x")]);
    std::os::unix::fs::symlink(site.path("articles"), site.path("link")).unwrap();
    for output in [
        ".",
        "..",
        "articles",
        "articles/x",
        "./articles/../consent",
        "consent",
        "consent/",
        "Consent",
        "archetypes",
        "archetypes/x",
        "static",
        "STATIC/x",
        "themes",
        "themes/x",
        ".kb",
        "link",
        "link/x",
        "docs/../../..",
    ] {
        let run = kb(&site, &["build", "--output", output]);
        assert_eq!(run.code, 2, "{output}: {}", run.stderr);
    }
}

#[test]
fn a_new_article_has_the_fields_that_check_wants_wherever_it_lies() {
    let fields = "[collections.guides.fields]\nkind = { type = \"text\", required = true }\n";
    let site = Site::new(&[]);
    let site_toml = std::fs::read_to_string(site.path("site.toml")).unwrap();
    site.write("site.toml", &format!("{site_toml}{fields}"));
    for path in ["guides/sub/index", "guides/a", "guides/sub/b"] {
        assert_eq!(kb(&site, &["new", path]).code, 0);
        let text = std::fs::read_to_string(site.path(&format!("articles/{path}.md"))).unwrap();
        assert!(text.contains("kind = "), "{path}: {text}");
    }
    assert_eq!(kb(&site, &["new", "guides/index"]).code, 0);
    let text = std::fs::read_to_string(site.path("articles/guides/index.md")).unwrap();
    assert!(!text.contains("kind = "), "{text}");
}
