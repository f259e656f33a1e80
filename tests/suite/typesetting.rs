//! `kb pdf`: with the feature it makes PDFs, without it says so, and either way it can write the Typst sources.

use super::commands::{Site, kb};

const ARTICLE: &str = "# One\n\nText, and [itself](one.pdf).\n";

fn site() -> Site {
    let site = Site::new(&[("articles/papers/one.md", ARTICLE)]);
    let site_toml = std::fs::read_to_string(site.path("site.toml")).unwrap();
    site.write("site.toml", &format!("{site_toml}[collections.papers]\npdf = true\n"));
    site
}

#[test]
fn typst_sources_can_be_written() {
    let site = site();
    let answer = kb(&site, &["pdf", "--sources", "out"]);
    assert_eq!((answer.stderr.as_str(), answer.code), ("Wrote the sources of 1 PDF to out\n", 0));
    let main = std::fs::read_to_string(site.path("out/articles/papers/one/main.typ")).unwrap();
    assert!(main.contains("#\"Text, and \";#link("), "{main}");
    assert!(site.path("out/articles/papers/one/themes/base/pdf/article.typ").is_file());
}

#[test]
fn a_site_without_papers_needs_nothing() {
    let answer = kb(&Site::new(&[("articles/index.md", "# Home\n")]), &["pdf"]);
    assert_eq!(
        (answer.stderr.as_str(), answer.code),
        ("Nothing to typeset: no collection has `pdf = true`\n", 0)
    );
}

#[test]
fn a_site_with_errors_is_not_typeset() {
    let site = site();
    site.write("articles/papers/two.md", "# Two\n\n[[Nowhere]]\n");
    let answer = kb(&site, &["pdf"]);
    assert_eq!(answer.code, 1);
    assert!(answer.stderr.starts_with("error[link-missing]"), "{}", answer.stderr);
    assert!(!site.path("articles/papers/one.pdf").exists());
}

#[cfg(not(feature = "pdf"))]
#[test]
fn without_the_feature_kb_says_how_to_get_it() {
    expect_test::expect![[r#"
        error: the PDF of `articles/papers/one.md` needs to be made, but this kb cannot typeset
          = help: install one that can: cargo install --path . --features pdf
    "#]]
    .assert_eq(&kb(&site(), &["pdf"]).stderr);
    assert_eq!(kb(&site(), &["pdf"]).code, 2);
}

#[cfg(feature = "pdf")]
#[test]
fn a_pdf_is_made_once_and_again_when_its_text_changes() {
    let site = site();
    let answer = |arguments: &[&str]| {
        let answer = kb(&site, arguments);
        (answer.stderr, answer.code)
    };
    assert_eq!(answer(&["pdf"]), ("Made 1 PDF; 0 up to date\n".to_owned(), 0));
    let first = std::fs::read(site.path("articles/papers/one.pdf")).unwrap();
    assert_eq!(answer(&["pdf"]), ("Made 0 PDFs; 1 up to date\n".to_owned(), 0));
    assert_eq!(answer(&["check", "-q", "-D", "warnings"]), (String::new(), 0));
    site.write("articles/papers/one.md", &ARTICLE.replace("Text", "Words"));
    assert_eq!(answer(&["check", "-q", "-D", "warnings"]).1, 1);
    assert_eq!(answer(&["pdf"]), ("Made 1 PDF; 0 up to date\n".to_owned(), 0));
    assert_ne!(std::fs::read(site.path("articles/papers/one.pdf")).unwrap(), first);
    site.write("articles/papers/one.md", ARTICLE);
    assert_eq!(answer(&["pdf", "--force"]), ("Made 1 PDF; 0 up to date\n".to_owned(), 0));
    assert_eq!(std::fs::read(site.path("articles/papers/one.pdf")).unwrap(), first);
    assert_eq!(answer(&["build", "-q"]), (String::new(), 0));
    assert_eq!(std::fs::read(site.path("public/papers/one.pdf")).unwrap(), first);
}

#[cfg(feature = "pdf")]
#[test]
fn what_cannot_be_typeset_is_reported() {
    let site = site();
    site.write("articles/papers/one.md", "# One\n\n![Words](a.png)\n");
    site.write("articles/papers/a.png", "no picture");
    let answer = kb(&site, &["pdf"]);
    assert_eq!(answer.code, 1);
    assert!(answer.stderr.starts_with("error[pdf-invalid]: “One” cannot be typeset"), "{}", answer.stderr);
}
