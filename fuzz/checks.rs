//! What holds for every input, one function a kind of input: bytes in, a panic if it does not hold.
//!
//! cargo-fuzz calls them with bytes that it makes up, the suite with those that are kept in `corpus/`.

use std::collections::BTreeMap;
use std::io::{ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use kb::config::read_config;
use kb::diagnostic::{Diagnostics, Sources, codes, to_human, to_json};
use kb::document::{Options, read_document, read_settings};
use kb::path::{OutputPath, SourcePath};
use kb::serve::{self, Limits, Made, Server, Showing, ShownSite, Trial, TrialField, TrialForm};

use crate::crawl::dead_links;
use crate::support::{self, Build, Remembering};

/// Panics if what should hold for an input does not.
pub type Check = fn(&[u8]);

/// Every target: its name, which is that of its folder in `corpus/`, and its function.
pub const TARGETS: &[(&str, Check)] = &[
    ("addresses", addresses),
    ("consent", consent),
    ("document", document),
    ("form_post", form_post),
    ("front_matter", front_matter),
    ("glossary", glossary),
    ("http", http),
    ("shortcodes", shortcodes),
    ("site", site),
    ("site_toml", site_toml),
    ("theme_toml", theme_toml),
    ("wikilinks", wikilinks),
];

/// Front matter: TOML, or YAML if the first byte is odd.
pub fn front_matter(data: &[u8]) {
    let Some((first, rest)) = data.split_first() else { return };
    let fence = if first % 2 == 1 { "---" } else { "+++" };
    one_article(&format!("{fence}\n{}\n{fence}\nText.\n", String::from_utf8_lossy(rest)));
}

/// An article.
pub fn document(data: &[u8]) {
    one_article(&String::from_utf8_lossy(data));
}

/// `site.toml`.
pub fn site_toml(data: &[u8]) {
    let text = String::from_utf8_lossy(data).into_owned();
    let path = SourcePath::new("site.toml").unwrap();
    let (config, mut found) = read_config(&path, &text);
    let shortcodes = &plain_site().theme.shortcodes;
    found.extend(read_settings(&text, &Options { config: &config, shortcodes }).1);
    check_places(&found, &Only(path, &text));
}

/// `theme.toml` of a theme that extends `tiny`.
pub fn theme_toml(data: &[u8]) {
    let text = as_file(data);
    check(&support::build(&format!(
        "//- site.toml\ntheme.name = \"house\"\ntitle = \"T\"\nurl = \"https://example.com\"\nlanguage = \"en\"\n\
         //- themes/house/theme.toml\nextends = \"tiny\"\ncontract = 1\n{text}\n//- articles/a.md\n# A\n"
    )));
}

/// What stands in the brackets of wikilinks and embeds.
pub fn wikilinks(data: &[u8]) {
    let text = as_file(data);
    let links: String = text
        .lines()
        .map(|line| format!("See [[{line}]] and ![[{line}]].\n\n| a |\n| - |\n| [[{line}\\|b]] |\n\n"))
        .collect();
    check(&support::build(&format!(
        "{LENIENT}//- articles/a.md\n# A\n\n{links}\n//- articles/b.md\n+++\naliases = [\"Bee\"]\n+++\n# B\n\n## Part\n\nText. ^block\n\n> ## Quoted\n\n![[a]]\n"
    )));
}

/// What stands in the braces of shortcodes.
pub fn shortcodes(data: &[u8]) {
    let text = as_file(data);
    let calls: String = text
        .lines()
        .map(|line| format!("{{{{ {line} }}}}\n\nText {{{{ figure({line}) }}}}\n\n{{% aside({line}) %}}\nText\n{{% end %}}\n\n"))
        .collect();
    let site = LENIENT.replace("tiny", "base");
    check(&support::build(&format!("{site}//- articles/a.md\n# A\n\n{calls}//- articles/p.png\npicture\n")));
}

/// Terms of a glossary, one a line, and as the last line a text.
pub fn glossary(data: &[u8]) {
    let text = as_file(data);
    let mut fixture = format!("{LENIENT}[collections.terms]\nglossary = true\n");
    for (number, line) in text.lines().take(20).enumerate() {
        let term = serde_json::to_string(line).expect("a text is JSON");
        fixture.push_str(&format!("//- articles/terms/t{number}.md\n---\ntitle: {term}\n---\nText.\n"));
    }
    fixture.push_str(&format!("//- articles/a.md\n# A\n\n{text}\n"));
    check(&support::build(&fixture));
}

/// Addresses, one a line, in every place that takes one.
pub fn addresses(data: &[u8]) {
    let text = as_file(data);
    let mut fixture = LENIENT.to_owned();
    let lines: Vec<&str> = text.lines().take(10).collect();
    for line in &lines {
        let quoted = serde_json::to_string(line).expect("a text is JSON").replace('\u{7f}', "");
        fixture.push_str(&format!("[[menu]]\ntitle = \"M\"\ntarget = {quoted}\n"));
    }
    for (number, line) in lines.iter().enumerate() {
        let quoted = serde_json::to_string(line).expect("a text is JSON");
        fixture.push_str(&format!(
            "//- articles/a{number}.md\n---\naliases: [{quoted}]\nimage: {quoted}\npath: {quoted}\n---\n\
             [a]({line}) ![b](<{line}>) [c]\n\n[c]: {line}\n\n<{line}>\n\n{line}\n"
        ));
    }
    check(&support::build(&fixture));
}

/// A record of what readers agreed to.
pub fn consent(data: &[u8]) {
    let text = as_file(data);
    let site = "consent.text = \"We keep it, see [privacy](/privacy/).\"\nbackend = { kind = \"post\", action = \"https://example.com/\" }\n\
         [forms.news]\ntitle = \"News\"\n[[forms.news.fields]]\nname = \"mail\"\nlabel = \"E-mail\"\ntype = \"email\"\n";
    let privacy = "//- articles/privacy.md\n# Privacy\n";
    let fixture = format!("{LENIENT}{site}{privacy}");
    static RECORD: OnceLock<String> = OnceLock::new();
    let record = RECORD.get_or_init(|| {
        let build = support::build(&fixture);
        build.site.consents.values().map(|consent| consent.record().to_string()).next().unwrap_or_default()
    });
    check(&support::build(&format!("{fixture}//- {record}\n{text}\n//- consent/other.txt\n{text}\n")));
}

/// A whole site, and what is done to it. Files begin with a line `//- PATH`. A line `//=` begins another state of the site: the
/// files after it are written over those before, and those without any text are deleted. Whoever remembers the state before makes
/// the same of it as whoever knows nothing.
pub fn site(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let mut files: BTreeMap<String, String> = BTreeMap::new();
    let mut remembering = Remembering::default();
    for state in text.split("\n//=").take(6) {
        let mut current: Option<(String, String)> = None;
        let lines = state.lines().map(Some).chain([None]);
        for line in lines {
            let header = line.and_then(|line| line.strip_prefix("//- "));
            if header.is_some() || line.is_none() {
                if let Some((path, text)) = current.take() {
                    match text.is_empty() {
                        true => drop(files.remove(&path)),
                        false => drop(files.insert(path, text)),
                    }
                }
                let path = header.and_then(|path| SourcePath::new(path.trim()));
                current = path.map(|path| (path.to_string(), String::new()));
            } else if let (Some((_, text)), Some(line)) = (&mut current, line) {
                text.push_str(line);
                text.push('\n');
            }
        }
        let fixture: String = files.iter().map(|(path, text)| format!("//- {path}\n{text}")).collect();
        let fresh = support::build(&fixture);
        check(&fresh);
        let remembered = remembering.build(support::sources(&fixture), &support::request());
        assert_eq!(support::problems(&remembered), support::problems(&fresh));
        assert!(remembered.outputs == fresh.outputs, "what is remembered is not what is made afresh");
    }
}

/// What a form sends.
pub fn form_post(data: &[u8]) {
    let head = format!(
        "POST /_kb/forms/news HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: {}\r\n\
         Content-Type: application/x-www-form-urlencoded\r\n\r\n",
        data.len()
    );
    exchange(&[head.as_bytes(), data].concat());
    exchange(b"GET /_kb/inbox/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
}

/// What comes over a connection.
pub fn http(data: &[u8]) {
    exchange(data);
}

/// The `site.toml` of most targets. Links that lead nowhere are no errors, so that as many pages as possible are looked at.
pub const LENIENT: &str = "//- site.toml\ntitle = \"T\"\nurl = \"https://example.com\"\nlanguage = \"en\"\n\
     theme.name = \"tiny\"\nlints.link-missing = \"warn\"\nlints.heading-missing = \"warn\"\n\
     lints.block-missing = \"warn\"\nlints.file-missing = \"warn\"\n";

/// Bytes as the text of one file of a fixture.
fn as_file(data: &[u8]) -> String {
    String::from_utf8_lossy(data).replace("//- ", "//-- ")
}

/// A site with nothing but the theme of the tests.
fn plain_site() -> &'static Build {
    static SITE: OnceLock<Build> = OnceLock::new();
    SITE.get_or_init(|| support::build("//- articles/a.md\n# A\n"))
}

fn one_article(text: &str) {
    let site = plain_site();
    let path = SourcePath::new("articles/a.md").unwrap();
    let options = Options { config: &site.config, shortcodes: &site.theme.shortcodes };
    let (document, found) = read_document(&path, text, &options);
    check_places(&found, &Only(path, text));
    for reference in &document.references {
        assert!(text.is_char_boundary(reference.range.start) && text.is_char_boundary(reference.range.end));
    }
}

/// The text of one file.
struct Only<'a>(SourcePath, &'a str);

impl Sources for Only<'_> {
    fn text(&self, path: &SourcePath) -> Option<&str> {
        (*path == self.0).then_some(self.1)
    }
}

/// Every place lies in its text and on borders of letters, and all can be printed.
fn check_places(found: &Diagnostics, sources: &impl Sources) {
    for one in found.iter() {
        assert!(one.code != &codes::PAGE_PANIC, "{}", one.message);
        let others = one.others.iter().map(|(span, _)| span);
        for span in one.span.iter().chain(others) {
            if let Some(text) = sources.text(&span.path) {
                let range = &span.range;
                assert!(
                    range.start <= range.end && text.get(range.clone()).is_some(),
                    "{}: {range:?} is no place in {} of {} bytes",
                    one.message,
                    span.path,
                    text.len()
                );
            }
        }
    }
    let judged = found.clone().judge(&BTreeMap::new());
    to_human(&judged, sources, true);
    to_json(&judged, sources);
}

/// What holds for every site.
pub fn check(build: &Build) {
    check_places(&build.found, &build.sources);
    for (path, _) in build.outputs.iter() {
        let place = std::path::Path::new(path.as_str());
        let is_below = place.components().all(|part| matches!(part, std::path::Component::Normal(_)));
        assert!(is_below, "{path} may lie outside of the published folder");
    }
    // A site with errors is not published, and what an article writes in HTML is its own.
    let (errors, _) = build.found.clone().judge(&build.config.lints).count();
    let has_html =
        build.sources.below("articles").any(|file| file.text().is_some_and(|text| text.contains('<')));
    if errors == 0 && !has_html {
        assert_eq!(dead_links(&build.outputs, ""), Vec::<String>::new());
    }
}

/// Sends bytes to a server that runs as long as the process; it must answer in HTTP or hang up, and never fail.
fn exchange(request: &[u8]) {
    let mut stream = TcpStream::connect(server()).expect("the server takes connections");
    stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
    // It may hang up before it has read all.
    let _ = stream.write_all(request);
    let _ = stream.shutdown(std::net::Shutdown::Write);
    let mut answer = Vec::new();
    match stream.read_to_end(&mut answer) {
        Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {
            panic!("the server neither answers nor hangs up");
        }
        _ => {}
    }
    assert!(answer.is_empty() || answer.starts_with(b"HTTP/1."), "this is no answer");
    assert!(answer.get(9..12) != Some(b"500"), "the server failed");
}

fn server() -> SocketAddr {
    static ADDRESS: OnceLock<SocketAddr> = OnceLock::new();
    *ADDRESS.get_or_init(|| {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let options = serve::Options {
            host: "localhost".to_owned(),
            root: std::path::PathBuf::new(),
            now: || 0,
            limits: Limits::default(),
            editor: None,
            interrupted: None,
        };
        let server = Server::start(listener, options).unwrap();
        let page = "<!doctype html><title>T</title><form id=\"form-news\" action=\"x\"></form>".repeat(40);
        let files = [
            ("index.html", page.as_str()),
            ("a/index.html", "<p>A"),
            ("404.html", "<p>None"),
            ("a b.txt", "text"),
        ];
        let files = files.map(|(path, text)| (OutputPath::new(path).unwrap(), served(text)));
        let field = |name: &str, required, options: &[&str]| TrialField {
            name: name.into(),
            label: name.into(),
            required,
            options: options.iter().map(|option| (*option).to_owned()).collect(),
        };
        let form = TrialForm {
            title: "News".into(),
            honeypot: Some("trap"),
            consent: Some("abc".into()),
            fields: vec![field("mail", true, &[]), field("way", false, &["Post", "Mail"])],
            thanks: "thanks/news/".into(),
        };
        let site = ShownSite {
            files: serve::Files::new("", files),
            trial: Trial { forms: BTreeMap::from([("news".to_owned(), form)]) },
            is_whole: true,
        };
        let showing = Showing { site, problems: Vec::new(), absent: Arc::default() };
        server.show(showing, Made::All);
        std::mem::forget(server);
        address
    })
}

fn served(text: &str) -> serve::File {
    serve::File::Memory(Arc::from(text.as_bytes()))
}
