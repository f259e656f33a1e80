//! Words in articles that are linked to glossary terms automatically.

use proptest::prelude::*;

use super::support::{build, file, problems};

/// A few terms, as a site about sales may have them.
const TERMS: &str = r#"
    //- articles/glossary/index.md
    # Glossary
    A lead and a customer, each explained.
    //- articles/glossary/lead.md
    Somebody who may buy.
    //- articles/glossary/customer.md
    Somebody who did buy: once a lead.
    //- articles/glossary/clv.md
    +++
    title = "Customer lifetime value"
    aliases = ["CLV", "lifetime value", "/worth/"]
    +++
    What a customer brings.
    //- articles/glossary/sla.md
    +++
    title = "Service level agreement"
    aliases = ["SLA"]
    +++
    A promise.
    //- articles/glossary/agency.md
    Does it for you.
    //- articles/glossary/objection.md
    A reason not to buy.
    //- articles/glossary/nurture.md
    To look after.
    //- articles/glossary/marketing.md
    Draws people in.
    //- articles/glossary/ab.md
    +++
    title = "A/B test"
    +++
    Two versions.
    //- articles/glossary/quiet.md
    +++
    title = "Reach"
    aliases = ["customer reach"]
    autolink = false
    +++
    How many.
    //- articles/glossary/c.md
    +++
    title = "C++"
    +++
    A language.
"#;

const GLOSSARY: &str = "    //- site.toml\n    collections.glossary.glossary = true\n";

fn with_terms(article: &str) -> String {
    let lines: Vec<String> = article.trim_end().lines().map(|line| format!("    {line}\n")).collect();
    format!("{GLOSSARY}{TERMS}    //- articles/a.md\n{}", lines.concat())
}

/// The term links on a page: words, then term.
fn links(page: &str) -> Vec<String> {
    let starts = page.split("<a class=\"term\" href=\"").skip(1);
    let describe = starts.map(|rest| {
        let (url, rest) = rest.split_once("\">").unwrap();
        let words = rest.split_once("</a>").unwrap().0;
        format!("{} → {}", words.replace('\n', " "), url.trim_end_matches('/').rsplit('/').next().unwrap())
    });
    describe.collect()
}

fn check(article: &str, expected: &[&str]) {
    let build = build(&with_terms(article));
    assert_eq!(problems(&build), "");
    let page = file(&build, "a/index.html");
    assert_eq!(links(page), expected, "{page}");
}

#[test]
fn the_first_mention_of_a_term_links_to_it() {
    check("A lead is no customer. A customer was a lead.", &["lead → lead", "customer → customer"]);
    check("In one paragraph a lead.\n\nIn another a lead.", &["lead → lead"]);
    check("Somebody leads.\n\n> Our LEAD.", &["leads → lead"]);
}

#[test]
fn plurals_possessives_and_verbs_are_forms_of_a_term() {
    check("Two leads", &["leads → lead"]);
    check("the lead's wish", &["lead → lead"]);
    check("the leads' wish", &["leads → lead"]);
    check("all agencies", &["agencies → agency"]);
    check("nurturing is slow", &["nurturing → nurture"]);
    check("nurtured for years", &["nurtured → nurture"]);
    check("the customer’s lifetime value", &["customer’s lifetime value → clv"]);
    check("customers’ lifetime values", &["customers’ lifetime values → clv"]);
}

#[test]
fn a_word_that_only_looks_like_a_term_is_left_alone() {
    check("leader, mislead, lead-in, non-lead, lead.md, @lead, lead_id, leadless", &[]);
    check("The objective is to object.", &[]);
    check("The market is large and we market.", &[]);
    check("I don’t lead’em", &[]);
    check("clv and sla in small letters are nobody's", &[]);
    check("C, then C+", &[]);
    check("lifetime. Value", &[]);
}

#[test]
fn an_alias_links_to_its_term_and_one_in_capitals_must_match_exactly() {
    check("Our CLV rose.", &["CLV → clv"]);
    check("Two SLAs and an SLA", &["SLAs → sla"]);
    check("An (SLA): “SLA”", &["SLA → sla"]);
    check("Its Lifetime Value", &["Lifetime Value → clv"]);
}

#[test]
fn the_longest_term_wins() {
    check(
        "The customer lifetime value of a customer",
        &["customer lifetime value → clv", "customer → customer"],
    );
    check("A service level agreement", &["service level agreement → sla"]);
    // These words mean the longer term even if it is never linked.
    check("Our customer reach", &[]);
    check("*Customer* lifetime value", &[]);
}

#[test]
fn punctuation_in_a_term_must_match_exactly() {
    check("We ran an a/b test, then A/B tests.", &["a/b test → ab"]);
    check("We ran an a-b test.", &[]);
    check("Written in C++.", &["C++ → c"]);
    check("The lifetime-value model", &["lifetime-value → clv"]);
    check("The customer  lifetime\nvalue", &["customer  lifetime value → clv"]);
    check("\"Customer lifetime value\"", &["Customer lifetime value → clv"]);
}

#[test]
fn there_is_no_link_in_headings_links_code_or_html() {
    check("## A lead\n\n[lead](https://other.example/) `lead` <https://other.example/lead>", &[]);
    check("```\nlead\n```\n\n    lead\n\n![lead](https://other.example/a.png)", &[]);
    check("<span title=\"lead\">lead</span>\n\n<div>\n\nlead\n\n</div>\n\n<p>lead</p>", &[]);
    check("<b>some</b> lead<br>", &["lead → lead"]);
    check("> [!tip] Lead\n> Text.\n\n| lead |\n|---|\n| customer |", &["customer → customer"]);
    check("Lead\n: To lead.", &["lead → lead"]);
    check("%% lead %%", &[]);
}

#[test]
fn a_term_may_be_inside_markup_but_not_cross_its_border() {
    check("a **lead** and a l**ead**", &["lead → lead"]);
    check("**lead**er", &[]);
    check("service *level* agreement", &[]);
    check("a lead[^1]\n\n[^1]: From a customer.", &["lead → lead", "customer → customer"]);
}

#[test]
fn a_shortcodes_body_is_text_and_its_arguments_are_not() {
    let article =
        "{{ cta(id=\"lead\") }}\n\n{% aside(kind=\"note\", title=\"lead\") %}\nA customer.\n{% end %}";
    let site = "collections.glossary.glossary = true\ncta.lead = { title = \"A lead\", button = \"Lead\", target = \"/a/\" }\n";
    let fixture =
        with_terms(article).replace("collections.glossary.glossary = true\n", &site.replace('\n', "\n    "));
    let build = build(&fixture);
    assert_eq!(problems(&build), "");
    assert_eq!(links(file(&build, "a/index.html")), ["customer → customer"]);
}

#[test]
fn a_term_that_the_author_links_is_not_linked_again() {
    check("A lead. See [[lead]] for more.", &[]);
    check("A lead. See [this](glossary/lead.md) for more.", &[]);
    check("A lead.\n\n![[glossary/lead]]", &[]);
    check("+++\nrelated = [\"lead\"]\n+++\nA lead.", &["lead → lead"]);
}

#[test]
fn an_article_or_a_term_can_opt_out() {
    check("+++\nno_glossary = true\n+++\nA lead.", &[]);
    check("---\nno_glossary: true\n---\nA lead.", &[]);
    check("Our reach.", &[]);
}

#[test]
fn a_term_never_links_to_itself_and_the_glossarys_own_text_has_no_term_links() {
    let build = build(&with_terms("Text."));
    assert_eq!(links(file(&build, "glossary/customer/index.html")), ["lead → lead"]);
    assert_eq!(links(file(&build, "glossary/lead/index.html")), [""; 0]);
    assert_eq!(links(file(&build, "glossary/index.html")), [""; 0]);
}

#[test]
fn embedded_text_gets_no_term_links() {
    let article = "A customer.\n\n![[b]]\n//- articles/b.md\nA lead and a customer.";
    let build = build(&with_terms(article));
    assert_eq!(links(file(&build, "a/index.html")), ["customer → customer"]);
    assert_eq!(links(file(&build, "b/index.html")), ["lead → lead", "customer → customer"]);
}

#[test]
fn links_to_terms_are_not_mentions() {
    let build = build(&with_terms("A lead."));
    let lead = build.site.document_ids().find(|id| build.site.document(*id).title == "Lead").unwrap();
    assert!(build.site.backlinks(lead).is_empty());
    assert!(!file(&build, "glossary/lead/index.html").contains("backlink"));
}

#[test]
fn a_mentioned_term_is_not_an_orphan() {
    let build = build(&with_terms("A lead."));
    let found = kb::check::check(&build.config, &build.settings, &build.site);
    let orphans: Vec<String> = found
        .iter()
        .filter(|found| found.code.name == "orphan-article")
        .map(|found| found.message.clone())
        .collect();
    assert!(orphans.iter().any(|message| message.contains("“Reach”")), "{orphans:?}");
    assert!(orphans.iter().all(|message| !message.contains("“Lead”")), "{orphans:?}");
}

#[test]
fn other_languages_have_their_own_inflections() {
    let check = |language: &str, term: &str, article: &str, expected: &[&str]| {
        let fixture = format!(
            "//- site.toml\ntitle = \"T\"\nurl = \"https://example.com\"\nlanguage = \"{language}\"\ntheme.name = \"tiny\"\n\
             collections.glossary.glossary = true\n//- articles/glossary/x.md\n# {term}\n//- articles/a.md\n{article}\n"
        );
        assert_eq!(links(file(&build(&fixture), "a/index.html")), expected, "{language} {article}");
    };
    check("nl", "Klant", "Alle klanten", &["klanten → x"]);
    check("nl", "Foto", "Mijn foto’s", &["foto → x"]);
    check("de", "Haus", "Die Häuser", &["Häuser → x"]);
    check("de", "Ölpreis", "Der ölpreis", &["ölpreis → x"]);
    check("fr", "Objection", "L’objection et les objections", &["objection → x"]);
    check("es", "Cliente", "Los clientes", &["clientes → x"]);
    check("pl", "Klient", "Klienci, klient", &["klient → x"]);
    check("ja", "顧客", "この顧客は", &["顧客 → x"]);
    // Borders are those of ICU's dictionaries; a word in katakana is whole.
    check("ja", "ロック", "ブロックチェーンとロックについて", &["ロック → x"]);
    check("ja", "チェーン", "ブロックチェーンとは", &[]);
    check("th", "ภาษา", "ภาษาไทย", &["ภาษา → x"]);
    check("th", "าษา", "ภาษาไทย", &[]);
    check("hi", "हिन्दी", "यह हिन्दी है", &["हिन्दी → x"]);
}

/// The text of a page without tags.
fn without_tags(page: &str) -> String {
    page.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text)).collect()
}

fn text() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "lead",
        "Leads",
        "lead's",
        "customer",
        "lifetime value",
        "CLV",
        "clv",
        "service\nlevel agreement",
        " ",
        " ",
        "  \n",
        "\n\n",
        "**",
        "*",
        "`",
        "\"",
        "'",
        "-",
        ".",
        "é",
        "“",
        "&",
        "<b>",
        "</b>",
        "<a href=\"/\">",
        "</a>",
        "[",
        "](/)",
        "[[lead]]",
        "\n\n## ",
        "\n\n- ",
        "> ",
        "<!--",
        "-->",
        "[^1]",
        "\n\n[^1]: ",
        "==",
        "~~",
        "\\",
        "|",
        "\n\n| a |\n|---|\n| ",
        "C++",
        "A/B test",
        "’s",
        "ß",
        "İ",
        "顧客",
    ]);
    prop::collection::vec(pieces, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn links_to_terms_change_no_word_on_a_page(text in text(), policy in prop::sample::select(vec!["allow", "sanitize", "escape"])) {
        let page = |is_glossary: bool| {
            let fixture = with_terms(&format!("Text.\n\n{text}"))
                .replace("collections.glossary.glossary = true", &format!("collections.glossary.glossary = {is_glossary}\n    markdown.html = \"{policy}\"\n    lints.link-missing = \"allow\"\n    related.count = 0"));
            file(&build(&fixture), "a/index.html").to_owned()
        };
        let (with, without) = (page(true), page(false));
        prop_assert_eq!(without_tags(&with), without_tags(&without));
        let found = links(&with);
        let mut terms: Vec<_> = found.iter().map(|link| link.rsplit_once(" → ").unwrap().1).collect();
        terms.sort_unstable();
        let count = terms.len();
        terms.dedup();
        prop_assert_eq!(terms.len(), count, "a term is linked twice: {}", with);
    }
}
