//! Properties of every site.

use std::collections::BTreeSet;

use kb::blob::Digest;
use kb::document::{ReferenceId, Role, Target};
use kb::site::Resolution;
use kb::source::SourceTree;
use proptest::prelude::*;

use super::crawl::dead_links;
use super::support::{build_sources, file, request, sources};

/// A site of a few articles in a few folders with links of every kind between them, some of them wrong.
fn site() -> impl Strategy<Value = String> {
    let link = (0..12usize, 0..6u8).prop_map(|(to, kind)| match kind {
        0 => format!("[[page-{to}]]"),
        1 => format!("[words](/folder-{}/page-{to}/)", to % 3),
        2 => format!("[words](../folder-{}/page-{to}.md#heading-{})", to % 3, to % 2),
        3 => format!("[[Alias {to}|other words]]"),
        4 => format!("\n\n![[page-{to}#Heading 1]]\n\n"),
        _ => format!("[[Title {to}#Heading {}]]", to % 4),
    });
    let article = (prop::collection::vec(link, 0..6), 0..4usize, any::<bool>());
    prop::collection::vec(article, 1..10).prop_map(|articles| {
        let mut fixture = String::from(
            "//- site.toml\nlints.link-missing = \"warn\"\nlints.heading-missing = \"warn\"\ncollections.folder-0.title = \"Zero\"\n",
        );
        for (index, (links, tag, has_alias)) in articles.iter().enumerate() {
            let alias = if *has_alias { format!("aliases = [\"Alias {index}\", \"/old/{index}/\"]\n") } else { String::new() };
            fixture.push_str(&format!(
                "//- articles/folder-{}/page-{index}.md\n+++\ntitle = \"Title {index}\"\ntags = [\"tag {tag}\"]\n{alias}+++\nText.\n\n## Heading 0\n\n{}\n\n## Heading 1\n\nEnd.\n",
                index % 3,
                links.join(" and "),
            ));
        }
        fixture
    })
}

/// Every file with its bytes, and the diagnostics, as one text.
fn whole(tree: SourceTree) -> String {
    let build = build_sources(tree, &request());
    let mut text = super::support::problems(&build);
    for (path, output) in &build.outputs {
        text.push_str(&format!("{path} {}\n", Digest::of(output.in_memory().unwrap())));
    }
    text
}

/// Articles that embed one another, themselves, sections and blocks, possibly without end.
fn embeds() -> impl Strategy<Value = String> {
    let embed = (0..5usize, 0..4u8).prop_map(|(to, kind)| match kind {
        0 => format!("![[page-{to}]]"),
        1 => format!("![[page-{to}#Part]]"),
        2 => format!("![[page-{to}#^list]]"),
        _ => format!("![[page-{to}#^quote]]"),
    });
    let place = (embed, 0..10u8).prop_map(|(embed, place)| match place {
        0 => format!("{embed}\n\n"),
        1 => format!("## Part\n\n{embed}\n\n"),
        2 => format!("- item\n- {embed}\n\n^list\n\n"),
        3 => format!("> {embed}\n\n^quote\n\n"),
        4 => format!("> ## Part\n> {embed}\n\n"),
        5 => format!("- ## Part\n\n  {embed}\n- item\n\n"),
        6 => format!("> [!note] Title\n> ### Part\n>\n> {embed}\n\n"),
        7 => format!("Note.[^n]\n\n[^n]: words\n\n    ## Part\n\n    {embed}\n\n"),
        8 => format!("| a | b |\n| - | - |\n| ## Part | {} |\n\n", embed.replace('|', "\\|")),
        _ => format!("# Part\n\n{embed}\n\n"),
    });
    let article = prop::collection::vec(place, 0..4);
    prop::collection::vec(article, 1..5).prop_map(|articles| {
        let mut fixture = String::from("//- site.toml\n");
        for lint in ["link-missing", "heading-missing", "block-missing"] {
            fixture.push_str(&format!("lints.{lint} = \"warn\"\n"));
        }
        for (index, places) in articles.iter().enumerate() {
            fixture.push_str(&format!("//- articles/page-{index}.md\nText.\n\n{}\n", places.concat()));
        }
        fixture
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_internal_link_exists(fixture in site()) {
        let build = build_sources(sources(&fixture), &request());
        prop_assert_eq!(dead_links(&build.outputs, ""), Vec::<String>::new());
    }

    #[test]
    fn one_thread_and_many_give_the_same_site(fixture in site()) {
        let one = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
        let many = rayon::ThreadPoolBuilder::new().num_threads(4).build().unwrap();
        prop_assert_eq!(one.install(|| whole(sources(&fixture))), many.install(|| whole(sources(&fixture))));
    }

    #[test]
    fn the_order_in_which_files_are_found_changes_nothing(fixture in site()) {
        let tree = sources(&fixture);
        let mut reversed = SourceTree::default();
        for file in tree.iter().collect::<Vec<_>>().into_iter().rev() {
            reversed.insert(file.path.clone(), file.content.clone());
        }
        prop_assert_eq!(whole(tree), whole(reversed));
    }

    #[test]
    fn backlinks_are_the_inverse_of_links(fixture in site()) {
        let build = build_sources(sources(&fixture), &request());
        let site = &build.site;
        let mut forward = BTreeSet::new();
        let mut backward = BTreeSet::new();
        for from in site.document_ids() {
            for (index, (reference, resolution)) in (0..).zip(site.links_of(from)) {
                if let (Role::Link | Role::Embed, Resolution::Page { document: Some(to), .. }) = (reference.role, resolution)
                    && from != *to
                {
                    forward.insert((from, *to, ReferenceId(index)));
                }
            }
            for backlink in site.backlinks(from) {
                prop_assert!(!site.mentions(backlink).is_empty());
                backward.extend(site.mentions(backlink).iter().map(|link| (backlink.from, from, *link)));
            }
        }
        prop_assert_eq!(forward, backward);
    }

    #[test]
    fn every_mention_contains_the_words_of_its_link(fixture in site()) {
        let build = build_sources(sources(&fixture), &request());
        for id in build.site.document_ids() {
            let route = &build.site.page(build.site.page_of(id)).route;
            let page = file(&build, route.output_path().as_str());
            let title = &build.site.document(id).title;
            for backlink in build.site.backlinks(id) {
                for link in build.site.mentions(backlink) {
                    let reference = &build.site.document(backlink.from).references[link.0 as usize];
                    let words = match (reference.role, &reference.target) {
                        // An embed is quoted by its heading.
                        (Role::Embed, _) => "<blockquote>Heading 0</blockquote>".to_owned(),
                        (_, Target::Path { .. }) => "<b>words</b>".to_owned(),
                        (_, Target::Name { name, .. }) if name.starts_with("Alias") => "<b>other words</b>".to_owned(),
                        (_, Target::Name { heading: Some(heading), .. }) => format!("<b>{title}: {heading}</b>"),
                        _ => format!("<b>{title}</b>"),
                    };
                    prop_assert!(page.contains(&words), "{words} is missing: {page}");
                }
            }
        }
    }

    #[test]
    fn an_article_without_a_page_is_never_linked_to(fixture in site()) {
        let build = build_sources(sources(&fixture), &request());
        for id in build.site.document_ids() {
            let route = &build.site.page(build.site.page_of(id)).route;
            prop_assert!(build.outputs.contains_key(&route.output_path()));
            for related in build.site.related(id) {
                prop_assert!(related.document != id);
            }
        }
    }

    #[test]
    fn embeds_end(fixture in embeds()) {
        let build = build_sources(sources(&fixture), &request());
        prop_assert_eq!(dead_links(&build.outputs, ""), Vec::<String>::new());
        for (path, output) in build.outputs.iter() {
            let length = output.length().unwrap();
            prop_assert!(length < 1_000_000, "{path} has {length} bytes");
        }
    }
}
