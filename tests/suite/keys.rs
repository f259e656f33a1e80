//! A page's key covers all that the page depends on: one edit for each thing that a page takes from elsewhere.
//!
//! Random edits (`memory.rs`) rarely meet what only a large or a richly configured site has.

use std::collections::{BTreeMap, BTreeSet};

use kb::blob::Blob;
use kb::path::SourcePath;
use kb::source::{SourceTree, tree_of};

use super::everything::with_everything;
use super::places::kinds_of_pages;
use super::support::{Build, Remembering, build_sources, problems, request, with_tiny_theme};

const SITE: &str = r#"
    //- site.toml
    title = "Test"
    url = "https://example.com"
    language = "en"
    theme.name = "tiny"
    footer-form = "news"
    consent.text = "See [](/privacy/)."
    backend = { kind = "post", action = "https://forms.example.com/" }
    [collections.a]
    title = "Pairs"
    cta = "get"
    paginate = 2
    [collections.a.fields]
    l = { type = "side", label = "Left" }
    r = { type = "side", label = "Right" }
    source = { type = "reference", label = "Read" }
    note = { type = "markdown", label = "Note" }
    [collections.a.comparison]
    left = "l"
    right = "r"
    joiner = "or"
    [collections.b]
    pdf = true
    [collections.words]
    glossary = true
    cta = "write"
    [collections.twin-one]
    title = "Twins"
    cta = "doc"
    [collections.twin-two]
    title = "Twins"
    [cta.get]
    title = "Get"
    button = "Get it"
    target = "/paper.pdf"
    [cta.see]
    title = "See"
    button = "See it"
    target = "/far/"
    [cta.doc]
    title = "Doc"
    button = "Take it"
    target = "/b/doc.pdf"
    [cta.write]
    title = "Write"
    button = "Write to us"
    target = "/ask/"
    [[menu]]
    title = "Far"
    target = "/far/"
    [[menu]]
    title = "Lists"
    target = "lists"
    [forms.news]
    title = "News"
    fields = [{ name = "m", label = "M" }]
    [forms.ask]
    title = "Ask"
    thanks.text = "Back to [[privacy]]."
    fields = [{ name = "p", label = "P", type = "select", options = { collection = "b" } }]
    //- articles/a/one.md
    +++
    order = 1
    fields.l = { word = "Up", text = "Goes up." }
    fields.r = { word = "Down", text = "Goes down." }
    fields.source = "far"
    fields.note = "Like [[far]]."
    +++
    # One

    See [[Distant]], [](two.md#part) and ![[two#Part]].
    //- articles/a/two.md
    +++
    order = 2
    tags = ["rare"]
    fields.l = { word = "In", text = "Goes in." }
    fields.r = { word = "Out", text = "Goes out." }
    +++
    # Two

    ## Part

    Shown elsewhere, with ![[far#Deep]].

    {{ cta(id="see") }}
    //- articles/a/three.md
    +++
    order = 3
    +++
    # Three
    //- articles/b/doc.md
    +++
    title = "Doc"
    summary = "A document."
    tags = ["rare"]
    +++
    The brew is here.
    //- articles/b/doc.pdf
    %PDF-1.4
    //- articles/b/own.md
    # Own

    See [[deep.pdf]].
    //- articles/b/own.pdf
    %PDF-1.4
    //- articles/files/deep.pdf
    %PDF-1.4
    //- static/paper.pdf
    %PDF-1.4
    //- articles/words/brew.md
    # Brew
    //- articles/far.md
    +++
    title = "Far"
    aliases = ["Distant"]
    +++
    ## Deep

    Deep words about [[one]].
    //- articles/lists.md
    # Lists

    {{ articles(in="b") }}

    {{ articles(tag="rare", limit=1) }}

    {{ articles(tag="rarely") }}

    {{ comparison(of="a") }}

    {{ cta(id="see") }}

    {{ cta(id="doc") }}

    {{ cta(id="write") }}
    //- articles/ask.md
    # Ask us

    {{ form(id="ask") }}
    //- articles/deep/index.md
    # Below deep
    //- articles/deep/under.md
    # Under
    //- articles/loose/leaf.md
    +++
    path = "/leaf/"
    +++
    # Leaf
    //- articles/twin-one/first.md
    # First twin
    //- articles/twin-one/second.md
    +++
    path = "/second/"
    +++
    # Second twin
    //- articles/open/index.md
    # Open
    //- articles/open/door.md
    # Door
    //- articles/privacy.md
    # Privacy
"#;

/// Files as they are after an edit; an empty text deletes one.
type Edit<'a> = &'a [(&'a str, &'a str)];

const EDITS: &[(&str, Edit<'static>)] = &[
    (
        "the title of a linked article",
        &[("articles/far.md", "# Far away\n\n## Deep\n\nDeep words about [[one]].\n")],
    ),
    (
        "an alias by which it is linked",
        &[("articles/far.md", "+++\ntitle = \"Far\"\naliases = [\"DISTANT\"]\n+++\n## Deep\n\nWords.\n")],
    ),
    (
        "the address of a linked article",
        &[(
            "articles/far.md",
            "+++\ntitle = \"Far\"\npath = \"/moved/\"\naliases = [\"Distant\"]\n+++\n## Deep\n\nWords.\n",
        )],
    ),
    (
        "a linked and embedded part",
        &[("articles/a/two.md", "+++\norder = 2\n+++\n# Two\n\n## Part\n\nOther words.\n")],
    ),
    (
        "a part that an embedded part embeds",
        &[(
            "articles/far.md",
            "+++\ntitle = \"Far\"\naliases = [\"Distant\"]\n+++\n## Deep\n\nOther deep words.\n",
        )],
    ),
    ("the words around a link", &[("articles/a/one.md", "# One\n\nNow see [[Distant]] in other words.\n")]),
    ("the order of a collection", &[("articles/a/three.md", "+++\norder = 0\n+++\n# Three\n")]),
    ("a new article of a collection", &[("articles/a/four.md", "+++\norder = 4\n+++\n# Four\n")]),
    (
        "the sides of an article",
        &[(
            "articles/a/two.md",
            "+++\norder = 2\nfields.l = { word = \"Inside\", text = \"Is in.\" }\nfields.r = { word = \"Out\", text = \"Is out.\" }\n+++\n# Two\n\n## Part\n",
        )],
    ),
    (
        "the summary of a listed article",
        &[(
            "articles/b/doc.md",
            "+++\ntitle = \"Doc\"\nsummary = \"Another.\"\ntags = [\"rare\"]\n+++\nThe brew is here.\n",
        )],
    ),
    ("an option of a form", &[("articles/b/doc.md", "+++\ntitle = \"Paper\"\n+++\nThe brew is here.\n")]),
    (
        "the tags of another article",
        &[("articles/a/three.md", "+++\ntags = [\"rare\", \"new\"]\n+++\n# Three\n")],
    ),
    ("a tag that a shortcode misses", &[("articles/a/three.md", "+++\ntags = [\"rarer\"]\n+++\n# Three\n")]),
    ("the last tag", &[("articles/a/two.md", "# Two\n"), ("articles/b/doc.md", "# Doc\n")]),
    ("the size of a PDF", &[("articles/b/doc.pdf", LONG)]),
    ("the size of a file of a call to action", &[("static/paper.pdf", LONG)]),
    ("the size of the PDF of an article", &[("articles/b/own.pdf", LONG)]),
    (
        "the folder of a file that is linked by its name",
        &[("articles/files/deep.pdf", ""), ("articles/papers/deep.pdf", "%PDF-1.4")],
    ),
    ("a PDF that is gone", &[("articles/b/doc.pdf", "")]),
    ("a term", &[("articles/words/here.md", "# Here\n")]),
    ("the address of a term", &[("articles/words/brew.md", "+++\npath = \"/words/other/\"\n+++\n# Brew\n")]),
    ("the title of a page above", &[("articles/deep/index.md", "# Farther below deep\n")]),
    ("what a consent refers to", &[("articles/privacy.md", "# Our privacy\n")]),
    ("the page of a form", &[("articles/ask.md", "# Write to us\n\n{{ form(id=\"ask\") }}\n")]),
    ("the form that a call to action leads to", &[("articles/ask.md", "# Ask us\n\nNo form.\n")]),
    ("the form of an embedded text", &[("articles/far.md", "# Far\n\n## Deep\n\n{{ form(id=\"ask\") }}\n")]),
    (
        "the folder of a collection that nobody declared",
        &[("articles/new/index.md", "# New\n"), ("articles/new/one.md", "# One of it\n")],
    ),
    (
        "the folder of a collection that keeps its title",
        &[
            ("articles/open/index.md", ""),
            ("articles/open/door.md", ""),
            ("articles/wide/index.md", "# Open\n"),
            ("articles/wide/door.md", "# Door\n"),
        ],
    ),
    ("the title of a collection", &[("articles/b/index.md", "# Bees\n")]),
    (
        "the address of the article of a PDF",
        &[(
            "articles/b/doc.md",
            "+++\ntitle = \"Doc\"\npath = \"/doc/\"\nsummary = \"A document.\"\ntags = [\"rare\"]\n+++\nThe brew is here.\n",
        )],
    ),
    (
        "the address of an article in the menu",
        &[("articles/lists.md", "+++\npath = \"/all/\"\n+++\n# Lists\n")],
    ),
    (
        "the folder of an article that is in no collection",
        &[("articles/loose/leaf.md", ""), ("articles/tree/leaf.md", "+++\npath = \"/leaf/\"\n+++\n# Leaf\n")],
    ),
    (
        "the collection of an article, of two collections with one title",
        &[
            ("articles/twin-one/second.md", ""),
            ("articles/twin-two/second.md", "+++\npath = \"/second/\"\n+++\n# Second twin\n"),
        ],
    ),
    ("the last side", &[("articles/a/one.md", "# One\n"), ("articles/a/two.md", "# Two\n")]),
];

const LONG: &str =
    "%PDF-1.4 and some more, so that another size is shown: 0123456789012345678901234567890123456789";

/// The files of a fixture by their paths.
fn files_of(fixture: &str) -> BTreeMap<String, String> {
    let text = |blob: &Blob| String::from_utf8(blob.bytes().unwrap().into()).unwrap();
    tree_of(fixture).iter().map(|file| (file.path.to_string(), text(&file.content))).collect()
}

fn tree(files: &BTreeMap<String, String>) -> SourceTree {
    let mut tree = SourceTree::default();
    for (path, text) in files {
        let blob = match path.ends_with(".pdf") {
            // Sizes are shown in kilobytes.
            true => Blob::Bytes(text.repeat(100).into_bytes().into()),
            false => Blob::Text(text.as_str().into()),
        };
        tree.insert(SourcePath::new(path).unwrap(), blob);
    }
    with_tiny_theme(with_everything(tree))
}

/// Makes each edit, and takes it back, with what was made before in memory.
fn check(fixture: &str, edits: &[(&str, Edit<'_>)]) {
    let base = files_of(fixture);
    let mut remembering = Remembering::default();
    let fresh = build_sources(tree(&base), &request());
    let mut compare = |files: &BTreeMap<String, String>, cold: &Build, name: &str| {
        let warm = remembering.build(tree(files), &request());
        assert_eq!(problems(&warm), problems(cold), "{name}");
        for (path, blob) in &cold.outputs {
            let text = |blob: &Blob| String::from_utf8_lossy(&blob.bytes().unwrap()).into_owned();
            assert_eq!(warm.outputs.get(path).map(text), Some(text(blob)), "{path} after {name}");
        }
    };
    compare(&base, &fresh, "nothing");
    for (name, edit) in edits {
        let mut files = base.clone();
        for (path, text) in *edit {
            match text.is_empty() {
                true => drop(files.remove(*path)),
                false => drop(files.insert((*path).to_owned(), (*text).to_owned())),
            }
        }
        let cold = build_sources(tree(&files), &request());
        assert!(cold.outputs != fresh.outputs, "{name} changes nothing");
        compare(&files, &cold, name);
        compare(&base, &fresh, &format!("{name} was taken back"));
    }
}

#[test]
fn the_site_of_these_edits_has_pages_of_every_kind() {
    let build = build_sources(tree(&files_of(SITE)), &request());
    let pages =
        build.outputs.values().filter_map(Blob::in_memory).filter_map(|page| std::str::from_utf8(page).ok());
    let kinds: BTreeSet<&str> =
        pages.flat_map(str::lines).filter_map(|line| line.strip_prefix("kind: ")).collect();
    let mut expected = kinds_of_pages();
    // Only the site of the next test but one has enough links to one article.
    expected.retain(|kind| kind != "backlinks");
    assert_eq!(kinds.into_iter().collect::<Vec<_>>(), expected);
}

#[test]
fn a_page_is_rendered_again_when_anything_that_it_shows_changes() {
    check(SITE, EDITS);
    // On every page the form of the footer would hide what others lack.
    let without_form = SITE.replace("    footer-form = \"news\"\n", "");
    check(&without_form, EDITS);
    // Nor would all see every collection with a menu of the site's own.
    let (before, menu) = without_form.split_once("    [[menu]]").unwrap();
    let (_, after) = menu.split_once("    [forms.news]").unwrap();
    let automatic = format!("{before}    [forms.news]{after}");
    let edits: Vec<_> = EDITS.iter().copied().filter(|(name, _)| name.contains("collection")).collect();
    check(&automatic, &edits);
}

#[test]
fn the_further_pages_of_long_lists_are_rendered_again_too() {
    let mut fixture = String::from(
        "//- site.toml\ntitle = \"Test\"\nurl = \"https://example.com\"\nlanguage = \"en\"\ntheme.name = \"tiny\"\n\
         collections.a.title = \"As\"\ncollections.b.title = \"Bs\"\n\
         //- articles/a/hub.md\n+++\npath = \"/hub/\"\n+++\n# Hub\n\nText.\n",
    );
    for number in 0..205 {
        fixture.push_str(&format!(
            "//- articles/n{number:03}.md\n+++\ntags = [\"many\"]\n+++\n# Number {number:03}\n\nSee [[hub]].\n"
        ));
    }
    check(
        &fixture,
        &[
            (
                "the last words around a link",
                &[("articles/n204.md", "+++\ntags = [\"many\"]\n+++\n# Number 204\n\nLook at [[hub]].\n")],
            ),
            (
                "one link less",
                &[("articles/n204.md", "+++\ntags = [\"many\"]\n+++\n# Number 204\n\nNo link.\n")],
            ),
            (
                "the last of many",
                &[
                    ("articles/n200.md", ""),
                    ("articles/n201.md", ""),
                    ("articles/n202.md", ""),
                    ("articles/n203.md", ""),
                    ("articles/n204.md", ""),
                ],
            ),
            (
                "many links less",
                &[
                    ("articles/n000.md", ""),
                    ("articles/n001.md", ""),
                    ("articles/n002.md", ""),
                    ("articles/n003.md", ""),
                    ("articles/n004.md", ""),
                ],
            ),
            (
                "the collection of what is linked",
                &[
                    ("articles/a/hub.md", ""),
                    ("articles/b/hub.md", "+++\npath = \"/hub/\"\n+++\n# Hub\n\nText.\n"),
                ],
            ),
            (
                "the title of what is linked",
                &[("articles/a/hub.md", "+++\npath = \"/hub/\"\n+++\n# Center\n\nText.\n")],
            ),
        ],
    );
}

#[test]
fn every_page_of_a_list_shows_how_long_the_list_is() {
    let mut fixture = String::from(
        "//- site.toml\ntitle = \"Test\"\nurl = \"https://example.com\"\nlanguage = \"en\"\ntheme.name = \"tiny\"\n\
         outputs.previews = false\nrelated = { links = 0.0, tags = 0.0, text = 0.0 }\n\
         [collections.a.fields]\nl = { type = \"side\" }\nr = { type = \"side\" }\n\
         [collections.a.comparison]\nleft = \"l\"\nright = \"r\"\njoiner = \"or\"\n",
    );
    let article = |number: usize| {
        let side = format!("{{ word = \"{number}\", text = \"{number}.\" }}");
        format!(
            "+++\ntags = [\"t{number:03}\", \"many\"]\nfields.l = {side}\nfields.r = {side}\n+++\n# {number:03}\n"
        )
    };
    // Two pages of articles and of tags, and more of the collection, its sides and the tag.
    for number in 0..501 {
        fixture.push_str(&format!("//- articles/a/n{number:03}.md\n{}", article(number)));
    }
    let one_more = article(501).replace(", \"many\"", "");
    check(&fixture, &[("one article and one tag more", &[("articles/a/n501.md", &*one_more)])]);
}
