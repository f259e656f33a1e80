//! An incremental run gives the same result as a run from scratch.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use kb::blob::{Blob, Digest};
use kb::engine::{Artifact, Collector, Request, Snapshot, Workspace};
use kb::path::{OutputPath, SourcePath};
use kb::source::{SourceTree, Touched, tree_of};
use proptest::prelude::*;

use super::everything::with_everything;
use super::support::{Build, build_sources, build_workspace, problems, request, with_tiny_theme};

/// The files of a site, by their paths.
type Files = BTreeMap<String, String>;

/// A change to a site.
#[derive(Clone, Debug)]
enum Edit {
    Write(String, String),
    /// Different text below the same front matter.
    Text(usize, String),
    Delete(usize),
    Rename(usize, String),
    Request(bool, bool),
}

const TOP: &str = "url = \"https://example.com\"\nlanguage = \"en\"\ntheme.name = \"tiny\"\n";

/// Several versions of `site.toml`, valid and invalid.
const SITES: &[&str] = &[
    "title = \"One\"\ncollections.a.title = \"As\"\n",
    "title = \"One\"\ncollections.a.title = \"As\"\nlints.link-missing = \"warn\"\n",
    "title = \"Two\"\ncollections.a.title = \"Aha\"\ncollections.b.glossary = true\ncollections.b.title = \"Terms\"\n",
    "title = \"Two\"\ncollections.a = { title = \"As\", sort = \"title\", paginate = 2 }\nmarkdown.html = \"escape\"\n",
    "title = \"Two\"\nrelated.text = 0.0\noutputs.previews = false\nmarkdown.text-tags = true\n",
    "title = \"Two\"\ntheme.tokens.logo = \"/logo.svg\"\nconsent.text = \"[Privacy](/)\"\nbackend.kind = \"netlify\"\n\
     forms.ask = { title = \"Ask\", fields = [{ name = \"a\", label = \"A\" }] }\nfooter-form = \"ask\"\n",
    "title = \"Two\"\ndescription = \"Both sides\"\nrelated.count = 2\n[collections.a]\ntitle = \"Pairs\"\ncta = \"get\"\n\
     [collections.a.fields]\nl = { type = \"side\", label = \"Left\" }\nr = { type = \"side\", label = \"Right\" }\n\
     what = { type = \"text\", label = \"What\" }\nsource = { type = \"reference\", label = \"Read\" }\n\
     note = { type = \"markdown\", label = \"Note\" }\n\
     [collections.a.comparison]\naspect = \"what\"\nleft = \"l\"\nright = \"r\"\njoiner = \"or\"\n\
     [collections.b]\npdf = true\n\
     [cta.get]\ntitle = \"Get\"\nbutton = \"Get it\"\ntarget = \"/paper.pdf\"\n\
     [cta.see]\ntitle = \"See\"\nbutton = \"See it\"\ntarget = \"page-2\"\n\
     [[menu]]\ntitle = \"First\"\ntarget = \"/page-1/\"\n[[footer]]\ntitle = \"F\"\nlinks = [{ title = \"A\", target = \"/a/\" }]\n\
     [forms.ask]\ntitle = \"Ask\"\ntext = \"See [[page-1]].\"\n\
     fields = [{ name = \"p\", label = \"P\", type = \"select\", options = { collection = \"b\" } }]\n",
    "title = \"Broken\nnot toml",
];

/// Several versions of theme files, valid and invalid.
const THEMES: &[(&str, &str)] = &[
    ("templates/home.html", "{% extends \"tiny.html\" %}"),
    ("templates/home.html", "<link href=\"{{ asset(path=\"a.css\") }}\">{{ body | safe }}"),
    ("templates/home.html", "{{ nothing }}"),
    ("templates/home.html", "{% if"),
    (
        "templates/search.html",
        "{% for item in listing.groups %}{% for item in item.items %}{{ item.title }}{% endfor %}{% endfor %}",
    ),
    ("assets/a.css", "a { color: red }"),
    ("assets/a.css", "a { color: blue }"),
    ("assets/unused.css", "b { color: red }"),
    ("strings/en.ftl", "search-title = Find\n"),
    ("strings/en.ftl", "search-title = Seek\nrelated-by-links = linked\n"),
    (
        "theme.toml",
        "contract = 1\n[shortcodes.note]\n[shortcodes.note.arguments]\ntext = { type = \"text\" }\n",
    ),
    (
        "templates/shortcodes/note.html",
        "{% component note(text: string = \"\", @root) %}<i>{{ text }} {{ asset(path=\"a.css\") }}</i>{% endcomponent note %}",
    ),
    ("theme.toml", "contract = 1\n"),
];

const FENCE: &str = "+++\n";

fn article() -> impl Strategy<Value = String> {
    let front = (0..5usize, 0..16u8).prop_map(|(n, kind)| match kind {
        0 => format!("title = \"Title {n}\"\n"),
        1 => format!("title = \"Title {n}\"\naliases = [\"Alias {n}\", \"/old/{n}/\"]\n"),
        2 => format!("tags = [\"tag {n}\", \"other\"]\n"),
        3 => "draft = true\n".to_owned(),
        4 => "date = 2030-01-01\n".to_owned(),
        5 => format!("related = [\"page-{n}\"]\norder = {n}\n"),
        6 => "title = 3\nunknown = true\n".to_owned(),
        7 => format!("path = \"/moved/{}/\"\n", n % 2),
        8 => format!("title = \"Title {n}\"\nsummary = \"Summary {n}\"\nupdated = 2025-0{}-01\ndate = 2025-01-01\n", n + 2),
        9 => format!("authors = [\"Author {n}\"]\nimage = \"/a/dot.png\"\ntags = [\"tag {n}\"]\n"),
        10 => format!("cta = \"see\"\n[sides]\njoiner = \"and\"\nleft = {{ word = \"L{n}\", text = \"Left.\" }}\nright = {{ word = \"R\", text = \"Right.\" }}\n"),
        11 => "cta = false\n".to_owned(),
        12 | 13 => format!(
            "title = \"L{n} or R\"\norder = {n}\n[fields]\nwhat = \"Aspect {n}\"\nl = {{ word = \"L{n}\", text = \"Left.\" }}\n\
             r = {{ word = \"R\", text = \"Right {n}.\" }}\nsource = \"page-{}\"\nnote = \"See [[page-{}]].\"\n",
            (n + 1) % 5, (n + 2) % 5
        ),
        _ => String::new(),
    });
    (front, text()).prop_map(|(front, text)| format!("{FENCE}{front}{FENCE}{text}"))
}

fn text() -> impl Strategy<Value = String> {
    let piece = (0..5usize, 0..27u8).prop_map(|(to, kind)| match kind {
        0 => format!("See [[page-{to}]] and more."),
        1 => format!("See [words](../b/page-{to}.md#part)."),
        2 => format!("[[Title {to}|other words]] and [[Alias {to}]]"),
        3 => format!("![[page-{to}#Part]]"),
        4 => format!("![[page-{to}]]"),
        5 => "![](dot.png)".to_owned(),
        6 => "{{ articles(in=\"a\") }}".to_owned(),
        7 => format!("{{{{ note(text=\"{to}\") }}}}"),
        8 => "{{ unknown() }}".to_owned(),
        9 => format!("Words about title {to} and #tag{to}, with <b>bold</b> <script>x</script>."),
        10 => "## Part\n\nText of the part. ^block".to_owned(),
        11 => format!("![[page-{to}#^block]]"),
        12 => "> ## Part\n> Quoted part.".to_owned(),
        13 => format!("- ## Part\n\n  ![[page-{to}#Part]]"),
        14 => "> [!note] Title\n> ## Part\n> Called.".to_owned(),
        15 => format!("Note.[^n]\n\n[^n]: words\n\n    ## Part\n\n    ![[page-{to}#Part]]"),
        16 => "```rust\nfn main() {}\n```".to_owned(),
        17 => "{{ cta(id=\"get\") }}\n\n{{ cta(id=\"see\") }}".to_owned(),
        18 => format!("{{{{ form(id=\"ask\", p=\"Title {to}\") }}}}"),
        19 => "{{ comparison(of=\"a\") }}".to_owned(),
        20 => format!("{{{{ articles(tag=\"tag {to}\", limit=2) }}}}"),
        21 => format!("After [[page-{to}#Part]] and [[page-{to}#^block]] comes [[page-1]]."),
        22 => format!("> ## Part\n>\n> - Quoted {to}.\n>   ![[page-{to}#Part]]"),
        23 => format!("| a | b |\n| --- | --- |\n| [[page-{to}]] | `code {to}` |"),
        24 => format!("## Part {to}\n\nUnder it.[^1]\n\n[^1]: See [](page-{to}.md)."),
        _ => format!("Plain words, number {to}."),
    });
    prop::collection::vec(piece, 0..5).prop_map(|pieces| format!("{}\n", pieces.join("\n\n")))
}

fn path() -> impl Strategy<Value = String> {
    (0..4usize, 0..5usize).prop_map(|(folder, page)| match folder {
        0 => format!("articles/a/page-{page}.md"),
        1 => format!("articles/b/page-{page}.md"),
        2 => format!("articles/{}/under/page-{page}.md", ["a", "page-1"][page % 2]),
        _ => [
            "articles/index.md",
            "articles/a/index.md",
            "articles/page-1.md",
            "articles/b/index.md",
            "articles/page-2.md",
        ][page]
            .to_owned(),
    })
}

fn edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        8 => (path(), article()).prop_map(|(path, text)| Edit::Write(path, text)),
        8 => (any::<usize>(), text()).prop_map(|(which, text)| Edit::Text(which, text)),
        2 => any::<usize>().prop_map(Edit::Delete),
        2 => (any::<usize>(), path()).prop_map(|(which, path)| Edit::Rename(which, path)),
        1 => (0..SITES.len()).prop_map(|site| Edit::Write("site.toml".into(), format!("{TOP}{}", SITES[site]))),
        3 => (0..THEMES.len()).prop_map(|theme| {
            let (path, text) = THEMES[theme];
            Edit::Write(format!("themes/tiny/{path}"), text.into())
        }),
        1 => (0..3u8).prop_map(|bytes| Edit::Write("articles/a/dot.png".into(), bytes.to_string())),
        1 => (0..4usize, 0..5usize).prop_map(|(size, page)| {
            Edit::Write(format!("articles/b/page-{page}.pdf"), "%PDF-1.4 ".repeat(size * 900))
        }),
        1 => (0..4usize).prop_map(|size| Edit::Write("static/paper.pdf".into(), "%PDF-1.4 ".repeat(size * 900))),
        1 => (0..2u8).prop_map(|bytes| Edit::Write("static/robots.txt".into(), bytes.to_string())),
        1 => Just(Edit::Write("static/search/index.html".into(), "clash".into())),
        1 => Just(Edit::Write("static/logo.svg".into(), "logo".into())),
        1 => (any::<bool>(), any::<bool>()).prop_map(|(drafts, future)| Edit::Request(drafts, future)),
    ]
}

fn tree(files: &Files) -> SourceTree {
    let mut tree = SourceTree::default();
    for (path, text) in files {
        tree.insert(SourcePath::new(path).unwrap(), content(path, text));
    }
    with_tiny_theme(with_everything(tree))
}

fn content(path: &str, text: &str) -> Blob {
    match !path.starts_with("static/") && !path.ends_with(".png") && !path.ends_with(".pdf") {
        true => Blob::Text(text.into()),
        false => Blob::Bytes(text.as_bytes().into()),
    }
}

/// Sets over what a workspace began with whatever differs now, as an editor does with text that is not saved.
fn overlay(workspace: &mut Workspace, began: &Files, before: &Files, now: &Files) {
    let paths: BTreeSet<&String> = before.keys().chain(now.keys()).collect();
    for path in paths.into_iter().filter(|path| before.get(*path) != now.get(*path)) {
        let source = SourcePath::new(path).unwrap();
        match now.get(path) {
            text if text == began.get(path) => workspace.release_file(&source),
            Some(text) => workspace.set_file(source, content(path, text)),
            // A file of the theme that is everybody's is there again once that of the site is gone.
            None if tree(&Files::new()).get(&source).is_some() => workspace.release_file(&source),
            None => workspace.remove_file(source),
        }
    }
}

fn apply(files: &mut Files, request: &mut Request, edit: &Edit) {
    let nth = |files: &Files, which: usize| {
        files.keys().nth(which % files.len().max(1)).filter(|path| *path != "site.toml").cloned()
    };
    match edit {
        Edit::Write(path, text) => {
            files.insert(path.clone(), text.clone());
        }
        Edit::Text(which, text) => {
            let path = nth(files, *which).filter(|path| path.ends_with(".md"));
            let Some(whole) = path.and_then(|path| files.get_mut(&path)) else { return };
            let end = whole.rfind(FENCE).expect("every article has front matter") + FENCE.len();
            whole.replace_range(end.., text);
        }
        Edit::Delete(which) => {
            nth(files, *which).and_then(|path| files.remove(&path));
        }
        Edit::Rename(which, to) => {
            let moved = nth(files, *which).filter(|path| path.ends_with(".md"));
            if let Some(text) = moved.and_then(|path| files.remove(&path)) {
                files.insert(to.clone(), text);
            }
        }
        Edit::Request(drafts, future) => {
            request.visibility.drafts = *drafts;
            request.visibility.future = *future;
        }
    }
}

/// Stops after some pages; what was made by then stays in the memory.
fn stop_midway(workspace: &mut Workspace, snapshot: &Snapshot, pages: usize) {
    let left = AtomicUsize::new(pages);
    let go_on = || left.fetch_update(Relaxed, Relaxed, |left| left.checked_sub(1)).map(drop);
    let stopped = workspace.print_all(snapshot, |_, _| Ok::<_, usize>(()), go_on, |_| {});
    assert_eq!(stopped.is_err(), pages < snapshot.site.pages.len() && !snapshot.theme.is_broken());
}

fn read(blob: &Blob) -> String {
    String::from_utf8_lossy(&blob.bytes().unwrap()).into_owned()
}

/// Each file separately and in any order, from a site that is linked but not rendered.
fn check_files_made_one_by_one(
    snapshot: &Snapshot,
    build: &Build,
    others: &BTreeSet<OutputPath>,
    order: usize,
) {
    let mut artifacts: Vec<_> = snapshot.artifacts().collect();
    artifacts.sort_by_cached_key(|(path, _)| Digest::of_value(&(order, path)));
    let mut made = BTreeMap::new();
    for (path, artifact) in artifacts {
        assert_eq!(snapshot.at(&path), Some(artifact.clone()), "{path}");
        // Only all pages together determine which assets are used.
        let is_used = !matches!(artifact, Artifact::Asset(_)) || build.outputs.contains_key(&path);
        if let Some(blob) = snapshot.make(&artifact).filter(|_| is_used) {
            let twice = made.insert(path, read(&blob));
            assert_eq!(twice, None);
        }
    }
    let all: BTreeMap<_, _> = build.outputs.iter().map(|(path, blob)| (path.clone(), read(blob))).collect();
    assert_eq!(made, all);
    let more = others.iter().filter(|path| !build.outputs.contains_key(*path));
    let is_there = |path: &&OutputPath| {
        let artifact = snapshot.at(path);
        artifact.is_some_and(|artifact| {
            !matches!(artifact, Artifact::Asset(_)) && snapshot.make(&artifact).is_some()
        })
    };
    assert_eq!(more.filter(is_there).collect::<Vec<_>>(), Vec::<&OutputPath>::new());
}

/// How many sequences of edits are tried; a long run sets a higher number.
fn sequences() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(8)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: sequences(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn after_any_edits_an_incremental_run_gives_what_a_fresh_one_gives(
        edits in prop::collection::vec((edit(), 0..20usize, 0..4usize), 1..40),
    ) {
        let began = Files::from([("site.toml".to_owned(), format!("{TOP}{}", SITES[0]))]);
        let mut files = began.clone();
        let mut request = request();
        let mut workspace = Workspace::in_memory(tree(&began)).remembering();
        let mut paths_before = BTreeSet::new();
        for (edit, stop, first) in &edits {
            let before = files.clone();
            apply(&mut files, &mut request, edit);
            overlay(&mut workspace, &began, &before, &files);
            let cold = build_sources(tree(&files), &request);
            let snapshot = workspace.snapshot(&request, |_| {});
            let wanted = snapshot.pages().take(*first);
            let shown = Collector::default();
            workspace.print_first(&snapshot, wanted, 10, |path, blob| shown.take(path, blob));
            for (path, blob) in shown.into_files() {
                prop_assert_eq!(Some(read(&blob)), cold.outputs.get(&path).map(read), "{} after {:?}", path, edit);
            }
            check_files_made_one_by_one(&snapshot, &cold, &paths_before, *stop);
            paths_before.extend(cold.outputs.keys().cloned());
            stop_midway(&mut workspace, &snapshot, *stop);
            // The next change may come before everything is rendered.
            if stop % 3 == 0 {
                continue;
            }
            let warm = build_workspace(&mut workspace, &request);
            prop_assert_eq!(problems(&warm), problems(&cold), "after {:?}", edit);
            let paths = |build: &Build| build.outputs.keys().cloned().collect::<Vec<_>>();
            prop_assert_eq!(paths(&warm), paths(&cold), "after {:?}", edit);
            for ((path, warm), cold) in warm.outputs.iter().zip(cold.outputs.values()) {
                prop_assert_eq!(read(warm), read(cold), "{} after {:?}", path, edit);
            }
        }
    }
}

#[test]
fn unsaved_text_counts_until_it_is_released() {
    let folder = tempfile::tempdir().unwrap();
    let write = |path: &str, text: &str| {
        let place = folder.path().join(path);
        std::fs::create_dir_all(place.parent().unwrap()).unwrap();
        std::fs::write(&place, text).unwrap();
        Touched::Places([place].into())
    };
    let path = SourcePath::new("articles/a.md").unwrap();
    let title = |workspace: &mut Workspace| {
        let build = build_workspace(workspace, &request());
        build.site.documents.iter().map(|document| document.title.clone()).collect::<Vec<_>>().join(", ")
    };
    for file in with_tiny_theme(SourceTree::default()).iter() {
        write(file.path.as_str(), file.text().unwrap());
    }
    write("site.toml", &format!("{TOP}title = \"Test\"\n"));
    write("articles/a.md", "# On disk\n");
    let mut workspace = Workspace::open(folder.path()).remembering();
    assert_eq!(title(&mut workspace), "On disk");
    workspace.set_file(path.clone(), Blob::Text("# Unsaved\n".into()));
    assert_eq!(title(&mut workspace), "Unsaved");
    // What somebody else saves, even if it cannot be read, is of no interest for now.
    std::fs::write(folder.path().join("articles/a.md"), b"\xff").unwrap();
    assert!(workspace.refresh(&Touched::All).is_empty());
    assert_eq!(title(&mut workspace), "Unsaved");
    assert!(!problems(&build_workspace(&mut workspace, &request())).contains("UTF-8"));
    assert!(workspace.refresh(&write("articles/a.md", "# Saved\n")).is_empty());
    workspace.remove_file(path.clone());
    assert_eq!(title(&mut workspace), "");
    workspace.release_file(&path);
    assert_eq!(title(&mut workspace), "Saved");
}

/// What a workspace gives when these are its files.
fn build_again(tree: SourceTree, workspace: &mut Workspace) -> Build {
    let snapshot = workspace.snapshot(&request(), |_| {});
    for file in snapshot.sources.iter().filter(|file| tree.get(&file.path).is_none()) {
        workspace.remove_file(file.path.clone());
    }
    for file in tree.iter() {
        workspace.set_file(file.path.clone(), file.content.clone());
    }
    build_workspace(workspace, &request())
}

#[test]
fn a_picture_that_the_theme_waits_for_is_seen_when_it_comes_and_when_it_goes() {
    let mut files = Files::from([(
        "site.toml".to_owned(),
        format!("{TOP}title = \"Test\"\ntheme.tokens.logo = \"/logo.svg\"\n"),
    )]);
    let mut workspace = Workspace::in_memory(SourceTree::default()).remembering();
    let mut is_missed = |files: &Files| {
        let build = build_again(tree(files), &mut workspace);
        problems(&build).contains("there is no file at “/logo.svg”")
    };
    assert!(is_missed(&files));
    files.insert("static/logo.svg".into(), "logo".into());
    assert!(!is_missed(&files));
    files.remove("static/logo.svg");
    assert!(is_missed(&files));
}

#[test]
fn adding_and_removing_a_heading_rechecks_links_to_it() {
    let mut files: Files =
        [("site.toml", format!("{TOP}title = \"Test\"\n")), ("articles/a.md", "# A\n\n[[b#Part]]\n".into())]
            .map(|(path, text)| (path.to_owned(), text))
            .into();
    let mut workspace = Workspace::in_memory(SourceTree::default()).remembering();
    let mut problems_with = |text: &str| {
        files.insert("articles/b.md".into(), format!("# B\n\n{text}\n"));
        problems(&build_again(tree(&files), &mut workspace))
    };
    assert!(!problems_with("## Part").contains("heading-missing"));
    assert!(problems_with("## Other").contains("heading-missing"));
    assert!(!problems_with("Words.\n\n## Part").contains("heading-missing"));
    assert!(problems_with("Words.").contains("heading-missing"));
}

/// What a second run renders after one file has changed.
fn check_printed(fixture: &str, path: &str, text: &str, expected: usize) {
    let mut workspace = Workspace::in_memory(SourceTree::default()).remembering();
    let mut files: Files = tree_of(fixture)
        .iter()
        .map(|file| (file.path.to_string(), file.text().unwrap().to_owned()))
        .collect();
    files.insert("site.toml".into(), format!("{TOP}title = \"Test\"\n"));
    build_again(tree(&files), &mut workspace);
    assert_eq!(build_again(tree(&files), &mut workspace).printed, 0);
    files.insert(path.into(), text.into());
    assert_eq!(build_again(tree(&files), &mut workspace).printed, expected);
}

#[test]
fn only_pages_that_show_a_change_are_rendered_again() {
    let site = "
        //- articles/a.md
        # A

        See [[b]].
        //- articles/b.md
        # B
        //- articles/c.md
        +++
        summary = \"The third.\"
        +++
        # C
    ";
    // Its own page.
    check_printed(site, "articles/c.md", "+++\nsummary = \"The third.\"\n+++\n# C\n\nText.\n", 1);
    // Its own page, the one that it links to, the list of all articles, and the home page, which has no text of its own.
    check_printed(site, "articles/a.md", "# New\n\nSee [[b]].\n", 4);
    // Every page.
    check_printed(site, "themes/tiny/strings/en.ftl", "search-title = Seek\n", 6);
}
