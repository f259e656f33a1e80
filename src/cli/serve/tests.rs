//! What is shown between a change and the moment when every page is rendered, over a real socket.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;

use clap::Parser;

use super::workshop::{LEAST_SHOWN_FIRST, Workshop};
use crate::cli::SiteArguments;
use crate::engine::Levels;
use crate::serve::{Options, Server};
use crate::source::Touched;

#[derive(Parser)]
struct Arguments {
    #[command(flatten)]
    site: SiteArguments,
}

/// A site with so many pages that some of them are shown before the others are rendered.
struct Scene {
    folder: tempfile::TempDir,
    arguments: SiteArguments,
    server: Server,
    host: String,
}

const PLAIN: &str = "<!doctype html>\n<title>{{ title }}</title>\n{{ body | safe }}\n";
/// Breaks one page, which only rendering can detect.
const BREAKS_7: &str =
    "<p>{{ title }}</p>{% if title == \"Article 7\" %}{{ asset(path=\"no.css\") }}{% endif %}\n";
const TEMPLATE: &str = "themes/house/templates/article.html";

impl Scene {
    fn new() -> Scene {
        let folder = tempfile::tempdir().unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let host = listener.local_addr().unwrap().to_string();
        let root = folder.path().to_owned();
        let limits = crate::serve::Limits::default();
        let options =
            Options { host: "localhost".into(), root, now: || 0, limits, editor: None, interrupted: None };
        let server = Server::start(listener, options).unwrap();
        let arguments = Arguments::parse_from(["kb", "--quiet"]).site;
        let scene = Scene { folder, arguments, server, host };
        scene.write(
            "site.toml",
            "title = \"Test\"\nurl = \"https://example.com\"\nlanguage = \"en\"\ntheme.name = \"house\"\n",
        );
        scene.write("themes/house/theme.toml", "extends = \"base\"\ncontract = 1\n");
        scene.write(TEMPLATE, PLAIN);
        for number in 0..LEAST_SHOWN_FIRST {
            scene.write(&format!("articles/{number}.md"), &format!("# Article {number}\n\nWords.\n"));
        }
        scene.write("articles/8.md", "# Article 8\n\nSee [[7]].\n");
        scene
    }

    fn workshop(&self) -> Workshop<'_> {
        Workshop::new(&self.arguments, self.folder.path(), Levels::default(), &self.server)
    }

    /// The same, with every page rendered.
    fn finished(&self) -> Workshop<'_> {
        let mut workshop = self.workshop();
        workshop.begin(&Touched::All).unwrap();
        assert_eq!(finish(&mut workshop), "Built 303 pages");
        workshop
    }

    fn write(&self, path: &str, text: &str) -> PathBuf {
        let place = self.folder.path().join(path);
        std::fs::create_dir_all(place.parent().unwrap()).unwrap();
        std::fs::write(&place, text).unwrap();
        place
    }

    /// Saves a file and starts to build.
    fn change(&self, workshop: &mut Workshop<'_>, path: &str, text: &str) {
        let place = self.write(path, text);
        workshop.begin_if_changed(&Touched::Places([place].into())).unwrap();
        assert!(workshop.has_begun());
    }

    fn ask(&self, path: &str) -> TcpStream {
        let mut stream = TcpStream::connect(&self.host).unwrap();
        let head = format!("GET {path} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\n\r\n", self.host);
        stream.write_all(head.as_bytes()).unwrap();
        stream
    }

    fn get(&self, path: &str) -> String {
        let mut answer = String::new();
        self.ask(path).read_to_string(&mut answer).unwrap();
        answer
    }

    /// The name of the build that a page came from.
    fn build_of(&self, path: &str) -> String {
        let page = self.get(path);
        let (_, after) = page.split_once("data-build=\"").unwrap();
        after.split('"').next().unwrap().to_owned()
    }

    fn problems(&self) -> String {
        let answer = self.get("/_kb/problems.json");
        let problems: serde_json::Value =
            serde_json::from_str(answer.split_once("\r\n\r\n").unwrap().1).unwrap();
        let errors = problems.as_array().unwrap().iter().filter(|problem| problem["is_error"] == true);
        errors.map(|problem| problem["message"].as_str().unwrap().to_owned()).collect::<Vec<_>>().join("\n")
    }
}

/// Renders the rest; returns its line without times.
fn finish(workshop: &mut Workshop<'_>) -> String {
    let line = workshop.finish(|| false).unwrap();
    let line = line
        .split_once(": shown after ")
        .map_or(line.clone(), |(why, rest)| format!("{why}: shown; {}", rest.split_once("; ").unwrap().1));
    let (before, after) = line.split_once(" (").unwrap();
    format!("{before}{}", after.split_once(')').unwrap().1)
}

#[test]
fn a_site_is_shown_as_soon_as_it_is_linked() {
    let scene = Scene::new();
    let mut workshop = scene.workshop();
    assert!(scene.get("/7/").starts_with("HTTP/1.1 503"));
    workshop.begin(&Touched::All).unwrap();
    assert!(workshop.first_line().unwrap().starts_with("303 pages are rendered on request ("));
    assert!(scene.get("/7/").contains("<title>Article 7</title>"));
    assert!(scene.get("/7").starts_with("HTTP/1.1 302"));
    assert!(scene.get("/sitemap.xml").contains("<loc>https://example.com/7/</loc>"));
    assert!(scene.get("/no/").starts_with("HTTP/1.1 404"));
    assert_eq!(finish(&mut workshop), "Built 303 pages");
    assert!(scene.get("/7/").contains("<title>Article 7</title>"));
}

#[test]
fn a_change_is_shown_before_all_pages_are_rendered() {
    let scene = Scene::new();
    let mut workshop = scene.finished();
    scene.change(&mut workshop, "articles/7.md", "# New title\n\nNew words.\n");
    assert!(scene.get("/7/").contains("New words."));
    // A page that is rendered on request.
    assert!(scene.get("/8/").contains("New title"));
    let build = scene.build_of("/7/");
    // Another event arrives, and turns out to change nothing.
    assert_eq!(workshop.finish(|| true), None);
    assert!(scene.get("/8/").contains("New title"));
    // Its own page, the one that links to it, and the list of all articles.
    assert_eq!(finish(&mut workshop), "articles/7.md: shown; 3 of 303 pages changed");
    assert!(scene.get("/8/").contains("New title"));
    assert_eq!(scene.build_of("/7/"), build);
}

#[test]
fn the_next_change_is_shown_even_if_the_first_build_never_finished() {
    let scene = Scene::new();
    let mut workshop = scene.finished();
    scene.change(&mut workshop, "articles/7.md", "# Article 7\n\nFirst words.\n");
    assert_eq!(workshop.finish(|| true), None);
    scene.change(&mut workshop, "articles/9.md", "# Article 9\n\nSecond words.\n");
    assert!(scene.get("/7/").contains("First words."));
    assert!(scene.get("/9/").contains("Second words."));
    assert_eq!(finish(&mut workshop), "articles/9.md: shown; 2 of 303 pages changed");
}

#[test]
fn an_error_found_late_brings_back_the_last_good_site() {
    let scene = Scene::new();
    let mut workshop = scene.finished();
    scene.change(&mut workshop, TEMPLATE, BREAKS_7);
    assert!(scene.get("/8/").contains("<p>Article 8</p>"));
    assert_eq!(scene.problems(), "");
    let build = scene.build_of("/8/");
    let line = finish(&mut workshop);
    assert_eq!(
        line,
        format!("{TEMPLATE}: 300 of 303 pages changed; 1 error, so the last good site is still shown")
    );
    assert!(scene.get("/8/").contains("<title>Article 8</title>"));
    assert!(scene.get("/7/").contains("<title>Article 7</title>"));
    assert!(scene.problems().contains("/7/ cannot be rendered"));
    assert_ne!(scene.build_of("/8/"), build);
    // Pages with problems are checked first, so that they do not briefly seem to be fixed.
    scene.change(&mut workshop, "articles/8.md", "# Article 8\n\nMore words.\n");
    assert!(!scene.get("/8/").contains("More words."));
    assert!(scene.problems().contains("/7/ cannot be rendered"));
    scene.change(&mut workshop, TEMPLATE, PLAIN);
    assert!(scene.get("/8/").contains("More words."));
    assert_eq!(scene.problems(), "");
    assert_eq!(
        finish(&mut workshop),
        format!("{TEMPLATE}: shown; 300 of 303 pages changed; no problems left")
    );
}

#[test]
fn an_open_page_is_rendered_first() {
    let scene = Scene::new();
    let mut workshop = scene.finished();
    let mut events = BufReader::new(scene.ask("/_kb/events?page=%2F7%2F")).lines();
    assert!(events.any(|line| line.unwrap().starts_with("data: ")));
    scene.change(&mut workshop, TEMPLATE, BREAKS_7);
    assert!(scene.problems().contains("/7/ cannot be rendered"));
    assert!(scene.get("/8/").contains("<title>Article 8</title>"));
}
