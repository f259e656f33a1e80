//! Which articles are related, in which order, and why.

use std::collections::BTreeMap;

use expect_test::{Expect, expect};
use kb::site::{DocumentId, Ranking, Reason, Site};
use kb::source::SourceTree;
use proptest::prelude::*;

use super::support::{Build, build, build_sources, request, sources};

/// Compares the lists of the article at `articles/PATH.md` with what is expected: a line for each related article.
fn check(fixture: &str, of: &str, expected: Expect) {
    let build = build(fixture);
    let lists = lists(&build);
    let list = lists.get(of).unwrap_or_else(|| panic!("there is no article {of}"));
    let lines: String = list.iter().map(|line| format!("{line}\n")).collect();
    expected.assert_eq(&lines);
}

/// Every article's related articles with their reasons, by file name.
fn lists(build: &Build) -> BTreeMap<String, Vec<String>> {
    let site = &build.site;
    let list = |id: DocumentId| {
        site.related(id)
            .iter()
            .map(|one| format!("{}: {}", name(site, one.document), words(site, &one.reason)))
    };
    site.document_ids().map(|id| (name(site, id), list(id).collect())).collect()
}

fn name(site: &Site, id: DocumentId) -> String {
    let path = site.document(id).path.as_str();
    path.trim_start_matches("articles/").trim_end_matches(".md").to_owned()
}

fn words(site: &Site, reason: &Reason) -> String {
    match reason {
        Reason::Picked => "picked".into(),
        Reason::LinkedBothWays => "each links to the other".into(),
        Reason::LinkedFromHere => "linked from here".into(),
        Reason::LinksHere => "links here".into(),
        Reason::BothMention(third) => format!("both mention {}", name(site, *third)),
        Reason::BothMentionedIn(third) => format!("both are mentioned in {}", name(site, *third)),
        Reason::Tag { tag, articles } => format!("one of {articles} on {tag}"),
        Reason::BothCover(subject) => format!("both treat {subject}"),
        Reason::BothUse(word) => format!("both use {word}"),
    }
}

#[test]
fn picked_articles_come_first_and_each_article_is_listed_once() {
    check(
        r#"
        //- articles/a.md
        +++
        related = ["d", "c", "d"]
        +++
        See [[b]] and [[c]].
        //- articles/b.md
        # B
        //- articles/c.md
        # C
        //- articles/d.md
        # D
        "#,
        "a",
        expect![[r#"
            d: picked
            c: linked from here
            b: linked from here
        "#]],
    );
}

#[test]
fn a_link_both_ways_counts_as_much_as_one_and_its_reason_says_so() {
    let fixture = "
        //- articles/a.md
        See [[b]].
        //- articles/b.md
        See [[a]] and [[c]].
        //- articles/c.md
        # C
        //- articles/d.md
        See [[b]].
        ";
    check(
        fixture,
        "b",
        expect![[r#"
            c: linked from here
        "#]],
    );
}

#[test]
fn a_rarer_tag_counts_more() {
    check(
        r#"
        //- articles/a.md
        +++
        tags = ["Common", "Rare"]
        +++
        We talk of rare birds.
        //- articles/b.md
        +++
        tags = ["Common"]
        +++
        //- articles/c.md
        +++
        tags = ["Common"]
        +++
        //- articles/d.md
        +++
        tags = ["Rare"]
        +++
        //- articles/e.md
        +++
        tags = ["common"]
        +++
        "#,
        "a",
        expect![[r#"
            d: one of 2 on rare
            b: one of 4 on Common
            c: one of 4 on Common
            e: one of 4 on Common
        "#]],
    );
}

/// Eight articles with nothing in common, so that a word shared by two others is rare.
fn with_others(fixture: &str) -> String {
    let others = ["apple", "bridge", "candle", "dolphin", "engine", "forest", "glacier", "harbour"];
    let others = others.iter().map(|word| format!("//- articles/other/{word}.md\nOnly of {word}.\n"));
    format!("{}\n{}", unindented(fixture), others.collect::<String>())
}

fn unindented(fixture: &str) -> String {
    fixture.lines().map(|line| line.trim_start().to_owned() + "\n").collect()
}

#[test]
fn a_shared_word_is_shown_as_it_is_written_within_a_sentence() {
    check(
        &with_others(
            "
            //- articles/a.md
            Forecasts fail. A forecast is a promise.
            //- articles/b.md
            Without forecasting, nobody plans. Forecasting is work.
            ",
        ),
        "a",
        expect![[r#"
            b: both use forecast
        "#]],
    );
}

#[test]
fn a_glossary_term_names_the_reason() {
    check(
        &with_others(
            r#"
            //- site.toml
            collections.glossary.glossary = true
            //- articles/glossary/clv.md
            # Customer lifetime value
            //- articles/a.md
            The lifetime of a customer counts. We measure customer lifetime value.
            //- articles/b.md
            A long lifetime: what customer lifetime value tells.
            "#,
        ),
        "a",
        expect![[r#"
            b: both treat Customer lifetime value
            glossary/clv: linked from here
        "#]],
    );
}

#[test]
fn a_third_article_that_both_link_to_is_a_reason() {
    check(
        r#"
        //- site.toml
        collections.glossary.glossary = true
        //- articles/glossary/churn.md
        # Churn
        //- articles/a.md
        What [churn](glossary/churn.md) costs.
        //- articles/b.md
        Before [they leave](glossary/churn.md).
        //- articles/c.md
        # C
        "#,
        "b",
        expect![[r#"
            a: both treat churn
            glossary/churn: linked from here
        "#]],
    );
}

#[test]
fn index_pages_and_pages_with_a_form_have_no_related_articles() {
    let build = build(
        r#"
        //- site.toml
        collections.notes.title = "Notes"
        backend = { kind = "post", action = "https://forms.example.com" }
        [forms.ask]
        title = "Ask"
        [[forms.ask.fields]]
        name = "question"
        label = "Question"
        type = "text"
        //- articles/index.md
        [[a]], [[notes/b]], [[ask]]
        //- articles/notes/index.md
        [[a]], [[b]], [[ask]]
        //- articles/ask.md
        [[a]]

        {{ form(id="ask") }}
        //- articles/a.md
        [[ask]] and [[notes]]
        //- articles/notes/b.md
        # B
        "#,
    );
    let lists = lists(&build);
    assert!(lists.values().all(Vec::is_empty), "{lists:?}");
}

#[test]
fn the_page_that_home_names_is_not_a_reason() {
    let build = build(
        r#"
        //- site.toml
        home = "start.md"
        //- articles/start.md
        [[a]], [[b]]
        //- articles/a.md
        A
        //- articles/b.md
        B
        "#,
    );
    let lists = lists(&build);
    assert!(lists.values().all(Vec::is_empty), "{lists:?}");
}

#[test]
fn the_site_sets_weights_and_count() {
    let articles = r#"
        //- articles/a.md
        +++
        tags = ["t"]
        +++
        See [[b]]; of whales.
        //- articles/b.md
        # B
        //- articles/c.md
        +++
        tags = ["t"]
        +++
        //- articles/d.md
        Of whales.
        "#;
    let with = |settings: &str, expected: Expect| {
        check(&with_others(&format!("//- site.toml\n{settings}\n{articles}")), "a", expected);
    };
    with(
        "related.links = 50",
        expect![[r#"
        b: linked from here
        c: one of 2 on t
        d: both use whales
    "#]],
    );
    with(
        "related.tags = 50",
        expect![[r#"
        c: one of 2 on t
        b: linked from here
        d: both use whales
    "#]],
    );
    with(
        "related.text = 50",
        expect![[r#"
        d: both use whales
        b: linked from here
        c: one of 2 on t
    "#]],
    );
    with(
        "related.count = 1",
        expect![[r#"
        b: linked from here
    "#]],
    );
    with("related.count = 0", expect![[""]]);
    with(
        "outputs.related-text = false",
        expect![[r#"
        b: linked from here
        c: one of 2 on t
    "#]],
    );
    with(
        "related = { links = 0, tags = 0 }",
        expect![[r#"
        d: both use whales
    "#]],
    );
}

#[test]
fn a_negative_weight_is_an_error() {
    let build = build("//- site.toml\nrelated.text = -1\n//- articles/a.md\n# A\n");
    let problems = super::support::problems(&build);
    assert!(problems.contains("`text` must be a number from 0 to 1000"), "{problems}");
}

/// A fixed sequence of numbers that look random.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }
}

/// Articles on twenty subjects, each with its own words, linked and tagged at random within it.
fn generated(articles: u64, seed: u64) -> String {
    let mut numbers = Numbers(seed);
    let mut fixture = String::new();
    for article in 0..articles {
        let subject = article % 20;
        let words: String = (0..60).map(|_| spelled(subject * 60 + numbers.below(60))).collect();
        let common: String = (0..40).map(|_| spelled(5_000 + numbers.below(200))).collect();
        let link =
            |numbers: &mut Numbers| format!("[[n{:04}]] ", subject + 20 * numbers.below(articles / 20));
        let links = link(&mut numbers) + &link(&mut numbers);
        fixture.push_str(&format!(
            "//- articles/n{article:04}.md\n+++\ntags = [\"subject {subject}\", \"all {}\"]\n+++\n{words}{common}{links}\n",
            numbers.below(3)
        ));
    }
    fixture
}

/// A number spelled as a word.
fn spelled(number: u64) -> String {
    let letters: String = number.to_string().bytes().map(|digit| char::from(digit - b'0' + b'b')).collect();
    format!("z{letters}{letters} ")
}

#[test]
fn an_unrelated_article_leaves_other_lists_unchanged() {
    let before = generated(400, 7);
    // It is in the middle of the path order, and has a common tag and common words.
    let common: String = (0..40).map(|number| spelled(5_000 + number)).collect();
    let foreign: String = (0..40).map(|number| spelled(90_000 + number)).collect();
    let after =
        format!("{before}//- articles/n0200-new.md\n+++\ntags = [\"all 1\"]\n+++\n{common}{foreign}\n");
    let (before, after) = (lists(&build(&before)), lists(&build(&after)));
    let moved = before.iter().filter(|(name, list)| after[*name] != **list).count();
    assert!(before.values().all(|list| list.len() == 5));
    assert!(moved <= 4, "{moved} of {} lists moved", before.len());
}

#[test]
fn the_order_in_which_files_are_found_changes_no_list() {
    let tree = sources(&generated(60, 3));
    let mut reversed = SourceTree::default();
    for file in tree.iter().collect::<Vec<_>>().into_iter().rev() {
        reversed.insert(file.path.clone(), file.content.clone());
    }
    let lists = |tree| lists(&build_sources(tree, &request()));
    assert_eq!(lists(tree), lists(reversed));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn relatedness_is_symmetric_and_the_nearest_come_first(seed in 0..1_000_000u64, articles in 20..160u64) {
        let build = build(&generated(articles, seed));
        let ranking = Ranking::of_site(&build.config, &build.site);
        for here in build.site.document_ids() {
            let mut others: Vec<(u64, u32, DocumentId)> = Vec::new();
            for other in build.site.document_ids().filter(|other| *other != here) {
                let score = ranking.score(here, other);
                prop_assert_eq!(score, ranking.score(other, here));
                if score > 0 {
                    others.push((u64::MAX - score, other.0.abs_diff(here.0), other));
                }
            }
            others.sort();
            let best: Vec<DocumentId> = others.into_iter().take(10).map(|(.., other)| other).collect();
            prop_assert_eq!(ranking.nearest(here, 10), best);
        }
    }
}

/// What a site in a language says about two articles that share one rare word: the reason, their tags and minutes.
#[track_caller]
fn in_language(language: &str, first: &str, second: &str, tag: &str, expected: Expect) {
    let others = ["apple", "bridge", "candle", "dolphin"];
    let others = others.iter().map(|word| format!("//- articles/{word}.md\n# {word}\n\n{word}\n"));
    let build = build(&format!(
        "//- site.toml\ntitle = \"T\"\nurl = \"https://example.com\"\nlanguage = \"{language}\"\ntheme.name = \"tiny\"\n\
         [markdown]\ntext-tags = true\n//- articles/a.md\n# A\n\n{}\n\n#{tag}\n//- articles/b.md\n# B\n\n{}\n{}",
        first.repeat(40),
        second.repeat(40),
        others.collect::<String>(),
    ));
    let site = &build.site;
    let article = site.document_ids().find(|id| name(site, *id) == "a").unwrap();
    let document = site.document(article);
    let reasons = lists(&build)["a"].join(", ");
    let tags = build.outputs.keys().map(|path| path.as_str()).filter(|path| path.starts_with("tags/"));
    let tags: Vec<_> =
        tags.filter_map(|path| path.strip_prefix("tags/")?.strip_suffix("/index.html")).collect();
    expected.assert_eq(&format!("{reasons}; tags {}; {} min", tags.join(", "), document.minutes()));
}

#[test]
fn scripts_with_marks_and_without_spaces_keep_their_words() {
    // The shared words are “โฆษณา”, “ថវិកា”, “বাজেট” and “बजट”. Forty sentences of four or five words take a minute, of six words two.
    in_language(
        "th",
        "แม่อ่านโฆษณาในบ้าน ",
        "ครูเขียนโฆษณาที่ตลาด ",
        "ภาษาไทย",
        expect!["b: both use โฆษณา; tags ภาษาไทย; 1 min"],
    );
    in_language(
        "km",
        "ម្តាយអានថវិកានៅផ្ទះ ",
        "គ្រូសរសេរថវិកានៅផ្សារ ",
        "ភាសាខ្មែរ",
        expect!["b: both use ថវិកា; tags ភាសាខ្មែរ; 1 min"],
    );
    in_language(
        "bn",
        "মা ঘরে বাজেট পড়েন। ",
        "শিক্ষক বাজারে বাজেট লেখেন। ",
        "বাংলা",
        expect!["b: both use বাজেট; tags বাংলা; 1 min"],
    );
    in_language(
        "hi",
        "माँ घर पर बजट पढ़ती है। ",
        "शिक्षक बाज़ार में बजट लिखता है। ",
        "हिन्दी",
        expect!["b: both use बजट; tags हिन्दी; 2 min"],
    );
}

#[test]
fn common_words_are_not_a_reason() {
    for (language, first, second) in [
        ("hi", "यह घर बहुत अच्छा है और बड़ा है। ", "यह बाज़ार बहुत दूर है और छोटा है। "),
        ("th", "บ้านนี้ใหญ่มากและสวย ", "ตลาดนี้ไกลมากและเล็ก "),
        ("zh", "这个房子非常大。", "这个市场非常远。"),
        ("ja", "この家も大きいです。", "この市場も遠いです。"),
        ("ru", "этот дом также очень большой. ", "этот рынок также очень далеко. "),
        ("pt", "esta casa também está pronta. ", "esta praça também está longe. "),
        ("it", "questa casa sarà anche bella. ", "questa piazza sarà anche lontana. "),
    ] {
        let build = build(&format!(
            "//- site.toml\ntitle = \"T\"\nurl = \"https://example.com\"\nlanguage = \"{language}\"\ntheme.name = \"tiny\"\n\
             //- articles/a.md\n# A\n\n{}\n//- articles/b.md\n# B\n\n{}\n//- articles/c.md\n# C\n//- articles/d.md\n# D\n",
            first.repeat(20),
            second.repeat(20),
        ));
        assert_eq!(lists(&build).get("a").map_or(0, Vec::len), 0, "{language}: {:?}", lists(&build).get("a"));
    }
}
