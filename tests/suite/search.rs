//! What the search finds, in which order, and what its index is made of.

use std::collections::BTreeMap;
use std::io::Read;

use expect_test::{Expect, expect};
use kb::blob::Blob;
use kb::path::OutputPath;
use kb::search::{Index, Results, is_index_path};

use super::commands::{self, Site};
use super::support::{Build, build, problems, request, sources};

/// The files of the index.
fn index_of(build: &Build) -> BTreeMap<&OutputPath, &Blob> {
    build.outputs.iter().filter(|(path, _)| is_index_path(path)).collect()
}

/// What the files of the index have inside: a version byte, then raw DEFLATE.
fn contents(build: &Build) -> Vec<(&OutputPath, Vec<u8>)> {
    let files = index_of(build).into_iter().map(|(path, blob)| {
        let mut content = Vec::new();
        let compressed = &blob.in_memory().unwrap()[1..];
        flate2::read::DeflateDecoder::new(compressed).read_to_end(&mut content).unwrap();
        (path, content)
    });
    files.collect()
}

fn search(build: &Build, language: &str, query: &str) -> Results {
    let files = index_of(build);
    let load = |name: &str| {
        let path = OutputPath::new(&format!("search/{language}/{name}"))?;
        Some(files.get(&path)?.in_memory()?.to_vec())
    };
    Index::new(load).search(query, 10).expect("the index is whole")
}

/// One line per query: what it finds, with the first heading of each article.
fn check(fixture: &str, queries: &[&str], expected: Expect) {
    let build = build(fixture);
    let mut lines = String::new();
    for query in queries {
        let found = search(&build, "en", query);
        let hits = found.hits.iter().map(|hit| match hit.places.first() {
            Some(place) => format!("{}#{}", hit.head.url, place.id),
            None => hit.head.url.clone(),
        });
        let mut parts: Vec<String> = hits.collect();
        if !found.unknown.is_empty() {
            parts.push(format!("(unknown: {}; near: {})", found.unknown.join(", "), found.near.join(", ")));
        }
        lines.push_str(&format!("{query} → {}\n", parts.join(", ")));
    }
    expected.assert_eq(&lines);
}

const SHOP: &str = r#"
//- site.toml
[collections.guides]
[collections.glossary]
glossary = true
//- articles/guides/refunds.md
+++
tags = ["Money"]
+++
Customers get their money back.

## Exceptions

Vouchers are not refunded. Ask a manager about a damaged parcel.

## Deadlines

Thirty days after delivery.
//- articles/guides/returns.md
Send the parcel to our warehouse. The money follows: see [[Refunds]].
//- articles/guides/cafe.md
+++
title = "Café rules"
aliases = ["Coffee corner"]
+++
Keep the café clean. It's open daily; don't smoke.
//- articles/guides/code.md
Written in C++ and C#, never in C.
//- articles/glossary/clv.md
+++
title = "Customer lifetime value"
aliases = ["CLV"]
+++
What a customer spends over the years.
//- articles/about.md
We sell parcels of tea. Our CLV grows.
"#;

#[test]
fn words_are_found_in_any_form_with_title_and_name_first() {
    check(
        SHOP,
        &["refund", "refunds ", "REFUNDED", "parcel", "coffee", "cafe", "CAFÉ", "dont", "c++", "c#"],
        expect![[r#"
            refund → guides/refunds/#exceptions, guides/returns/
            refunds  → guides/refunds/#exceptions, guides/returns/
            REFUNDED → guides/refunds/#exceptions, guides/returns/
            parcel → about/, guides/returns/, guides/refunds/#exceptions
            coffee → guides/cafe/
            cafe → guides/cafe/
            CAFÉ → guides/cafe/
            dont → guides/cafe/
            c++ → guides/code/
            c# → guides/code/
        "#]],
    );
}

#[test]
fn the_last_word_may_be_unfinished_and_words_may_have_typing_errors() {
    check(
        SHOP,
        &[
            "war",
            "war ",
            "wharehouse",
            "arehouse",
            "delivrey",
            "parcle money",
            "xyzzy",
            "refunds xyzzy",
            "dedlines",
        ],
        expect![[r#"
            war → guides/returns/
            war  → (unknown: war; near: )
            wharehouse → guides/returns/
            arehouse → guides/returns/
            delivrey → guides/refunds/#deadlines
            parcle money → guides/returns/, guides/refunds/#exceptions, about/
            xyzzy → (unknown: xyzzy; near: )
            refunds xyzzy → guides/refunds/#exceptions, guides/returns/, (unknown: xyzzy; near: )
            dedlines → guides/refunds/#deadlines
        "#]],
    );
}

#[test]
fn phrases_exclusions_and_filters_narrow_a_query() {
    check(
        SHOP,
        &[
            "\"damaged parcel\"",
            "\"parcel damaged\"",
            "\"damaged parcels\"",
            "\"exceptions\" money",
            "parcel -warehouse",
            "parcel in:guides",
            "in:glossary",
            "tag:money",
            "tag:none",
            "parcel in:glosary",
            "",
            "<script>",
        ],
        expect![[r#"
            "damaged parcel" → guides/refunds/#exceptions
            "parcel damaged" → 
            "damaged parcels" → 
            "exceptions" money → guides/refunds/#exceptions
            parcel -warehouse → about/, guides/refunds/#exceptions
            parcel in:guides → guides/returns/, guides/refunds/#exceptions
            in:glossary → glossary/clv/
            tag:money → guides/refunds/
            tag:none → (unknown: tag:none; near: )
            parcel in:glosary → (unknown: in:glosary; near: in:glossary)
             → 
            <script> → (unknown: script; near: )
        "#]],
    );
}

#[test]
fn glossary_names_and_synonyms_find_what_they_mean() {
    let fixture = SHOP.replace(
        "[collections.guides]",
        "[[search.pins]]\nquery = \"Money\"\narticle = \"about.md\"\n[search.synonyms]\nbox = [\"parcel\"]\n[collections.guides]",
    );
    check(
        &fixture,
        &[
            "clv",
            "\"coffee corner\"",
            "\"corner coffee\"",
            "customer lifetime value",
            "what is the customer lifetime value",
            "how do you keep a café",
            "what do you",
            "box",
            "money",
            "money back",
        ],
        expect![[r#"
            clv → glossary/clv/, about/
            "coffee corner" → guides/cafe/
            "corner coffee" → 
            customer lifetime value → glossary/clv/, about/
            what is the customer lifetime value → glossary/clv/, about/
            how do you keep a café → guides/cafe/
            what do you → 
            box → about/, guides/returns/, guides/refunds/#exceptions
            money → about/, guides/refunds/, guides/returns/
            money back → guides/refunds/, guides/returns/
        "#]],
    );
}

#[test]
fn scripts_without_spaces_are_found_by_pairs() {
    check(
        "//- articles/tea.md\n我喜欢喝茶。\n//- articles/thai.md\nภาษาไทยง่าย\n",
        &["喜欢", "喝茶", "茶喝", "ภาษา"],
        expect![[r#"
            喜欢 → tea/
            喝茶 → tea/
            茶喝 → (unknown: 茶喝; near: )
            ภาษา → thai/
        "#]],
    );
}

#[test]
fn what_is_not_published_or_not_wanted_is_in_no_file() {
    let hidden = ["draft = true", "search = false", "date = 2099-01-01", "expires = 1999-01-01"];
    let articles: String = (0..)
        .zip(hidden)
        .map(|(number, key)| {
            format!("//- articles/{number}.md\n+++\ntitle = \"Quagga\"\ntags = [\"quagga\"]\nsummary = \"Quagga\"\n{key}\n+++\n## Quagga\n\nquagga whale\n")
        })
        .collect();
    let build = build(&format!("{articles}//- articles/seen.md\nwhale\n"));
    let found = search(&build, "en", "whale");
    let urls: Vec<&str> = found.hits.iter().map(|hit| hit.head.url.as_str()).collect();
    assert_eq!((urls, found.total), (vec!["seen/"], 1));
    for (path, content) in contents(&build) {
        let text = String::from_utf8_lossy(&content).to_lowercase();
        assert!(!text.contains("quagga") && !text.contains("aggauq"), "{path}: {text}");
    }
    let none = super::support::build("//- site.toml\noutputs.search = false\n//- articles/a.md\nwhale\n");
    assert!(index_of(&none).is_empty());
}

#[test]
fn a_pin_must_lead_to_an_article_that_can_be_found() {
    let fixture = "\
        //- site.toml\n\
        [[search.pins]]\nquery = \"a\"\narticle = \"gone.md\"\n\
        [[search.pins]]\nquery = \"b\"\narticle = \"/search/\"\n\
        [[search.pins]]\nquery = \"c\"\narticle = \"hidden.md\"\n\
        //- articles/hidden.md\n+++\nsearch = false\n+++\nText.\n";
    expect![[r#"
        error[link-missing]: there is no article at “gone.md”
         --> site.toml:7:11
          |
        7 | article = "gone.md"
          |           ^^^^^^^^^ not found
          |
          = help: create `articles/gone.md`, or remove the link

        error[config-invalid]: only an article can be pinned
          --> site.toml:10:11
           |
        10 | article = "/search/"
           |           ^^^^^^^^^^
           |
           = help: write the path of an article, such as guides/refunds.md

        error[config-invalid]: this article is not in the search index
          --> site.toml:13:11
           |
        13 | article = "hidden.md"
           |           ^^^^^^^^^^^
           |
           = help: remove `search = false` from the article, or remove this pin"#]]
    .assert_eq(&problems(&build(fixture)));
}

#[test]
fn an_edit_changes_only_the_files_that_it_concerns() {
    let fixture: String = (0..300)
        .map(|number| {
            let own: String =
                ["word", "red", "green", "blue"].map(|color| format!("{color}{number} ")).concat();
            format!("//- articles/a{number}.md\n# Article {number}\n\n{own}and some other words, as always\n")
        })
        .collect();
    let one = build(&fixture);
    let two = build(&fixture.replace("blue7 and", "blue7 with"));
    let (one, two) = (index_of(&one), index_of(&two));
    let same = one.iter().filter(|(path, blob)| two.get(*path) == Some(*blob)).count();
    // The root, a file of heads, of texts and of endings, and two each of words and of postings.
    assert!(one.len() > 15 && same >= one.len() - 8, "{same} of {}", one.len());
}

/// Long random words hardly compress, and frequent words have long lists.
#[test]
fn no_file_of_the_index_is_large() {
    let mut seed = 1u64;
    let mut word = || -> String {
        let mut letter = || {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            char::from_digit((seed >> 33) as u32 % 36, 36).unwrap()
        };
        (0..40).map(|_| letter()).collect()
    };
    let fixture: String = (0..120)
        .map(|number| {
            let words: Vec<String> = (0..50).map(|_| word()).collect();
            let sections = "\n\n## Often\n\nalways and everywhere".repeat(30);
            format!("//- articles/a{number}.md\n{}{sections}\n", words.join(" "))
        })
        .collect();
    let build = build(&fixture);
    let files = index_of(&build);
    assert!(files.len() > 50, "{}", files.len());
    for (path, blob) in files {
        assert!(blob.length().unwrap() <= 16 * 1024, "{path}: {} bytes", blob.length().unwrap());
    }
}

#[test]
fn a_damaged_index_gives_no_result_and_no_panic() {
    let build = build(SHOP);
    let files = index_of(&build);
    for (number, path) in files.keys().enumerate() {
        for length in [0, 1, 5] {
            let load = |name: &str| {
                let file = OutputPath::new(&format!("search/en/{name}"))?;
                let bytes = files.get(&file)?.in_memory()?;
                Some(if file == **path { bytes[..bytes.len().min(length)].to_vec() } else { bytes.to_vec() })
            };
            let found = Index::new(load).search("\"damaged parcel\" xyzzyx", 10);
            assert!(number > 0 || found.is_none() || !path.as_str().ends_with("root.bin"));
        }
    }
}

#[test]
fn serving_makes_the_index_when_it_is_requested() {
    let mut workspace = kb::engine::Workspace::in_memory(sources(SHOP));
    let snapshot = workspace.snapshot(&request(), |_| {});
    let files = kb::engine::Collector::default();
    let take = |path: &OutputPath, blob: &Blob| {
        files.take(path, blob);
        Ok::<_, std::convert::Infallible>(())
    };
    let Ok(_) = workspace.print_all_but_search(&snapshot, take, || Ok(()), |_| {});
    assert!(!files.into_files().keys().any(is_index_path));
    let root = OutputPath::new("search/en/root.bin").unwrap();
    let build = build(SHOP);
    assert_eq!(snapshot.search_file(&root).as_ref(), build.outputs.get(&root));
    assert!(snapshot.at(&root).is_some_and(|artifact| snapshot.make(&artifact).is_some()));
}

#[test]
fn the_command_prints_what_readers_find() {
    let site = Site::new(&[
        ("articles/refunds.md", "Money back.\n\n## Exceptions\n\nNot for vouchers.\n"),
        ("articles/prices.md", "What it costs. No refunds.\n"),
    ]);
    commands::check(
        &site,
        &["search", "refunds"],
        expect![[r#"
        $ kb search refunds
        articles/refunds.md  Refunds
        articles/prices.md   Prices
        exit code 0
    "#]],
    );
    commands::check(
        &site,
        &["search", "vouchers", "--format", "json"],
        expect![[r#"
            $ kb search vouchers --format json
            {"heading":"Exceptions","path":"articles/refunds.md","score":4875,"title":"Refunds","url":"https://example.com/refunds/"}
            exit code 0
        "#]],
    );
    commands::check(
        &site,
        &["search", "no such thing"],
        expect![[r#"
        $ kb search no such thing
        Nothing found for “no such thing”
        exit code 0
    "#]],
    );
    commands::check(
        &site,
        &["search", "refunds", "-money", "--limit", "2"],
        expect![[r#"
        $ kb search refunds -money --limit 2
        articles/prices.md  Prices
        exit code 0
    "#]],
    );
    commands::check(
        &site,
        &["search", "-money", "refunds", "-hidden", "-limit"],
        expect![[r#"
        $ kb search -money refunds -hidden -limit
        articles/prices.md  Prices
        exit code 0
    "#]],
    );
    commands::check(
        &site,
        &["search", "money", "--limit", "0"],
        expect![[r#"
            $ kb search money --limit 0
            error: `--limit` must be at least 1
            exit code 2
        "#]],
    );
}
