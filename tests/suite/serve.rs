//! `kb serve`, over a real socket.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, ChildStderr, Command, Stdio};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use expect_test::{Expect, expect};

use super::commands::Site;

/// A server that stops when its test ends.
pub struct Served {
    child: Child,
    lines: BufReader<ChildStderr>,
    /// `127.0.0.1:1234`
    pub host: String,
    /// What it printed before it listened.
    pub said: Vec<String>,
}

/// What came back.
pub struct Reply {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

impl Served {
    pub fn start(site: &Site, arguments: &[&str]) -> Served {
        Served::start_as(
            site,
            Command::new(env!("CARGO_BIN_EXE_kb"))
                .args(["serve", "--port", "0"])
                .args(arguments)
                .env("SOURCE_DATE_EPOCH", super::support::NOW.to_string()),
        )
    }

    /// The same for somebody who has set an editor.
    fn with_editor(site: &Site, editor: &str) -> Served {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kb"));
        command.args(["serve", "--port", "0"]).env("KB_EDITOR", editor);
        Served::start_as(site, command.env("SOURCE_DATE_EPOCH", super::support::NOW.to_string()))
    }

    fn start_as(site: &Site, command: &mut Command) -> Served {
        let mut child = command
            .current_dir(site.root())
            .env("NO_COLOR", "1")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stderr.take().unwrap());
        let mut served = Served { child, lines, host: String::new(), said: Vec::new() };
        loop {
            let line = served.line();
            if let Some(rest) = line.strip_prefix("Serving at http://") {
                served.host = rest.split('/').next().unwrap().to_owned();
                return served;
            }
            served.said.push(line);
        }
    }

    /// The next line that the server prints; waits for it.
    pub fn line(&mut self) -> String {
        let mut line = String::new();
        assert!(self.lines.read_line(&mut line).unwrap() > 0, "the server ended: {:?}", self.said);
        line.trim_end().to_owned()
    }

    /// Waits for the next build, and gives its line without the time.
    pub fn built(&mut self) -> String {
        loop {
            let line = self.line();
            if let Some((before, after)) = line.split_once(" (").filter(|_| line.contains(" pages changed")) {
                return format!("{before}{}", after.split_once(')').unwrap().1);
            }
        }
    }

    /// Sends a request with these header lines and a body.
    pub fn ask(&self, first: &str, head: &[&str], body: &str) -> Reply {
        let mut stream = TcpStream::connect(&self.host).unwrap();
        let mut request = format!("{first} HTTP/1.1\r\nconnection: close\r\n");
        if !head.iter().any(|line| line.to_ascii_lowercase().starts_with("host:")) {
            request.push_str(&format!("host: {}\r\n", self.host));
        }
        for line in head {
            request.push_str(&format!("{line}\r\n"));
        }
        if !body.is_empty() {
            request.push_str(&format!("content-length: {}\r\n", body.len()));
        }
        stream.write_all(format!("{request}\r\n{body}").as_bytes()).unwrap();
        let mut answer = Vec::new();
        // A server that rejects a long request may close before all of it is sent.
        let _ = stream.read_to_end(&mut answer);
        let end = answer.windows(4).position(|four| four == b"\r\n\r\n").unwrap();
        let head = String::from_utf8(answer[..end].to_vec()).unwrap();
        let status = head[9..12].parse().unwrap();
        Reply { status, head, body: answer[end + 4..].to_vec() }
    }

    pub fn get(&self, path: &str) -> Reply {
        self.ask(&format!("GET {path}"), &[], "")
    }

    pub fn post(&self, path: &str, body: &str) -> Reply {
        self.ask(&format!("POST {path}"), &["content-type: application/x-www-form-urlencoded"], body)
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Reply {
    pub fn header(&self, name: &str) -> Option<&str> {
        let line =
            self.head.lines().find(|line| line.to_ascii_lowercase().starts_with(&format!("{name}:")))?;
        Some(line.split_once(':')?.1.trim())
    }

    pub fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }
}

const FORM: &str = r#"title = "Test"
url = "https://example.com/kb"
language = "en"
theme.name = "base"
consent.text = "We keep your address, see [privacy](/privacy/)."
backend = { kind = "post", action = "https://forms.example.com/" }

[forms.news]
title = "News"
[[forms.news.fields]]
name = "mail"
label = "E-mail"
type = "email"
required = true

[lints]
consent-unrecorded = "allow"
"#;

fn form_site() -> Site {
    Site::new(&[
        ("site.toml", FORM),
        ("articles/privacy.md", "# Privacy\n"),
        ("articles/contact.md", "# Contact\n\n{{ form(id=\"news\") }}\n"),
    ])
}

#[test]
fn a_site_is_served_as_a_static_host_would() {
    let site = Site::new(&[
        ("articles/guides/a.md", "# A\n\nText. ![](dot.png)\n"),
        ("articles/guides/dot.png", "0123456789"),
        ("static/robots.txt", "mine"),
    ]);
    let served = Served::start(&site, &[]);
    let line = |path: &str| {
        let reply = served.get(path);
        let more = reply.header("location").or(reply.header("content-type")).unwrap_or("").to_owned();
        format!("{path}: {} {more}\n", reply.status)
    };
    let paths = [
        "/",
        "/guides/a/",
        "/guides/a",
        "/guides/a?x=1",
        "/guides/dot.png",
        "/robots.txt",
        "/sitemap.xml",
        "/no/",
        "/../site.toml",
        "/%2e%2e/site.toml",
    ];
    expect![[r#"
        /: 200 text/html; charset=utf-8
        /guides/a/: 200 text/html; charset=utf-8
        /guides/a: 302 /guides/a/
        /guides/a?x=1: 302 /guides/a/?x=1
        /guides/dot.png: 200 image/png
        /robots.txt: 200 text/plain; charset=utf-8
        /sitemap.xml: 200 text/xml; charset=utf-8
        /no/: 404 text/html; charset=utf-8
        /../site.toml: 404 text/html; charset=utf-8
        /%2e%2e/site.toml: 404 text/html; charset=utf-8
    "#]]
    .assert_eq(&paths.map(line).concat());
    let missing = served.get("/no/").text();
    assert!(missing.contains("</html>") && missing.contains("/_kb/live.js"), "{missing}");
    assert_eq!(served.ask("HEAD /guides/a/", &[], "").body, b"");
    assert_eq!(served.ask("DELETE /guides/a/", &[], "").status, 405);
}

#[test]
fn a_browser_saves_files_of_unknown_types_and_guesses_none() {
    let script = "<!doctype html><script>run()</script>";
    let site = Site::new(&[("articles/a.md", "# A\n\n[x](LICENSE) [y](data.unknown) [z](words.txt)\n")]);
    for name in ["LICENSE", "data.unknown", "words.txt"] {
        site.write(&format!("articles/{name}"), script);
    }
    let served = Served::start(&site, &[]);
    let kind = |path: &str| {
        let reply = served.get(path);
        assert_eq!((reply.status, reply.text().as_str()), (200, script), "{path}");
        assert_eq!(reply.header("x-content-type-options"), Some("nosniff"), "{path}");
        reply.header("content-type").unwrap().to_owned()
    };
    assert_eq!(kind("/LICENSE"), "application/octet-stream");
    assert_eq!(kind("/data.unknown"), "application/octet-stream");
    assert_eq!(kind("/words.txt"), "text/plain; charset=utf-8");
}

#[test]
fn what_is_served_is_what_is_published_except_for_the_script() {
    let site = form_site();
    let served = Served::start(&site, &[]);
    assert_eq!(super::commands::kb(&site, &["build"]).code, 0);
    let published = std::fs::read_to_string(site.path("public/contact/index.html")).unwrap();
    let answered = served.get("/kb/contact/").text();
    let (page, script) = answered.split_once("<script src=\"/_kb/live.js\"").unwrap();
    let expected = published.replace("action=\"https://forms.example.com/\"", "action=\"/_kb/forms/news\"");
    assert_ne!(expected, published);
    assert_eq!(page, expected);
    assert!(script.trim_end().ends_with("</script>"));
    assert_eq!(served.get("/kb/sitemap.xml").body, std::fs::read(site.path("public/sitemap.xml")).unwrap());
}

#[test]
fn ranges_are_sent_and_cached_files_are_not() {
    let site = Site::new(&[("articles/a.md", "# A\n\n![](dot.png)\n"), ("articles/dot.png", "0123456789")]);
    let served = Served::start(&site, &[]);
    let ranged = |range: &str| {
        let reply = served.ask("GET /dot.png", &[&format!("range: {range}")], "");
        format!("{} {} {}", reply.status, reply.header("content-range").unwrap_or("-"), reply.text())
    };
    assert_eq!(ranged("bytes=2-4"), "206 bytes 2-4/10 234");
    assert_eq!(ranged("bytes=-3"), "206 bytes 7-9/10 789");
    assert_eq!(ranged("bytes=-100"), "206 bytes 0-9/10 0123456789");
    assert_eq!(ranged("bytes=8-"), "206 bytes 8-9/10 89");
    assert_eq!(ranged("bytes=10-"), "416 bytes */10 ");
    assert_eq!(ranged("bytes=0-1,4-5"), "200 - 0123456789");
    assert_eq!(ranged("nonsense"), "200 - 0123456789");
    for path in ["/dot.png", "/a/"] {
        let tag = served.get(path).header("etag").unwrap().to_owned();
        let known = format!("if-none-match: \"other\", {tag}");
        let reply = served.ask(&format!("GET {path}"), &[&known], "");
        assert_eq!((reply.status, reply.body.len()), (304, 0), "{path}");
        let outdated = served.ask(&format!("GET {path}"), &["range: bytes=0-1", "if-range: \"other\""], "");
        assert_eq!(outdated.status, 200, "{path}");
    }
}

#[test]
fn text_is_compressed_for_clients_that_accept_it() {
    let site = Site::new(&[("articles/a.md", &format!("# A\n\n{}\n", "Many words. ".repeat(400)))]);
    let served = Served::start(&site, &[]);
    let packed = served.ask("GET /a/", &["accept-encoding: br, gzip"], "");
    assert_eq!(packed.header("content-encoding"), Some("gzip"));
    let plain = served.ask("GET /a/", &["accept-encoding: br, gzip;q=0"], "");
    assert_eq!(plain.header("content-encoding"), None);
    let mut text = String::new();
    flate2::read::GzDecoder::new(&packed.body[..]).read_to_string(&mut text).unwrap();
    assert_eq!(text, plain.text());
    assert_ne!(packed.header("etag"), plain.header("etag"));
}

#[test]
fn other_host_names_and_other_sites_are_rejected() {
    let site = form_site();
    let served = Served::start(&site, &[]);
    assert_eq!(served.ask("GET /kb/", &["host: evil.example"], "").status, 421);
    let kind = "content-type: application/x-www-form-urlencoded";
    let foreign = |line: &str| served.ask("POST /_kb/forms/news", &[kind, line], "mail=a").status;
    assert_eq!(foreign("origin: https://evil.example"), 403);
    assert_eq!(foreign("sec-fetch-site: cross-site"), 403);
    assert_eq!(served.get("/_kb/inbox.json").text(), "[]");
}

#[test]
fn forms_are_tried_without_a_backend() {
    let site = form_site();
    let served = Served::start(&site, &[]);
    let page = served.get("/kb/contact/").text();
    let hash = page.split("name=\"consent\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let send = |body: &str| {
        let reply = served.post("/_kb/forms/news", &body.replace("HASH", &hash));
        format!("{} {}", reply.status, reply.header("location").unwrap_or("-"))
    };
    assert_eq!(send("form=news&page=x&consent=HASH&mail=a%40b.org"), "303 /kb/thanks/news/");
    assert_eq!(send("form=news&page=x&consent=HASH&mail=robot&contact.website=spam"), "303 /kb/thanks/news/");
    assert_eq!(send("form=news&page=x&consent=HASH&mail="), "422 -");
    assert_eq!(send("form=news&page=x&consent=old&mail=a%40b.org"), "422 -");
    assert_eq!(send(&format!("mail={}", "a".repeat(100_000))), "413 -");
    assert_eq!(served.post("/_kb/forms/other", "mail=a").status, 404);
    assert_eq!(served.ask("POST /_kb/forms/news", &["content-type: text/plain"], "mail=a").status, 415);
    let refused = served.post("/_kb/forms/news", &format!("consent={hash}&mail=")).text();
    assert!(refused.contains("“E-mail” is required"), "{refused}");
    check_inbox(
        &served.get("/_kb/inbox.json").text().replace(&hash, "HASH"),
        expect![[r#"
        2 "news" robot=true [["form","news"],["page","x"],["consent","HASH"],["mail","robot"],["contact.website","spam"]]
        1 "news" robot=false [["form","news"],["page","x"],["consent","HASH"],["mail","a@b.org"]]
    "#]],
    );
    assert!(served.get("/_kb/inbox/").text().contains("a@b.org"));
    assert_eq!(served.post("/_kb/inbox/clear", "").status, 303);
    assert_eq!(served.get("/_kb/inbox.json").text(), "[]");
    assert_eq!(served.get("/kb/thanks/news/").status, 200);
}

#[test]
fn a_trial_asks_for_what_an_answer_makes_required() {
    let site = form_site();
    let fields = r#"
[[forms.news.fields]]
name = "contact"
label = "How can we reach you?"
type = "choice"
options = ["E-mail", "Telephone"]
[[forms.news.fields]]
name = "tel"
label = "Number"
type = "tel"
required-when = { field = "contact", is = "Telephone" }

[lints]
"#;
    site.write("site.toml", &FORM.replace("\n[lints]\n", fields));
    let served = Served::start(&site, &[]);
    let page = served.get("/kb/contact/").text();
    let hash = page.split("name=\"consent\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    // What a browser without the script sends.
    let send = |answers: &str| {
        served.post("/_kb/forms/news", &format!("form=news&consent={hash}&mail=a%40b.org&{answers}"))
    };
    let refused = send("contact=Telephone&tel=");
    assert_eq!(refused.status, 422);
    let message = "“Number” is required if “How can we reach you?” is “Telephone”";
    assert!(refused.text().contains(message), "{}", refused.text());
    assert_eq!(send("contact=Telephone&tel=020").status, 303);
    assert_eq!(send("contact=E-mail&tel=").status, 303);
}

/// The inbox, without timestamps.
fn check_inbox(json: &str, expected: Expect) {
    let letters: serde_json::Value = serde_json::from_str(json).unwrap();
    let mut text = String::new();
    for letter in letters.as_array().unwrap() {
        let field = |name: &str| letter[name].to_string();
        text.push_str(&format!(
            "{} {} robot={} {}\n",
            field("number"),
            field("form"),
            field("robot"),
            field("fields")
        ));
    }
    expected.assert_eq(&text);
}

#[test]
fn a_site_with_errors_is_shown_as_far_as_possible() {
    let site = Site::new(&[("articles/a.md", "# A\n\n[[nowhere]]\n"), ("articles/b.md", "# B\n")]);
    let served = Served::start(&site, &[]);
    assert!(served.said.iter().any(|line| line.contains("error[link-missing]")), "{:?}", served.said);
    assert_eq!(served.get("/b/").status, 200);
    let problems = served.get("/_kb/problems/").text();
    assert!(problems.contains("<h1>1 error</h1>") && problems.contains("articles/a.md:3:1"), "{problems}");
}

#[test]
fn a_taken_port_is_reported_with_a_free_one() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let site = Site::new(&[("articles/a.md", "# A\n")]);
    let answer = super::commands::kb(&site, &["serve", "--port", &port]);
    assert_eq!(answer.code, 3);
    assert!(
        answer.stderr.starts_with(&format!("error: port {port} is taken\n  = help: port ")),
        "{}",
        answer.stderr
    );
}

/// Saves a file atomically, so that no build can read half of it.
fn save(site: &Site, path: &str, text: &str) {
    site.write("saved", text);
    std::fs::rename(site.path("saved"), site.path(path)).unwrap();
}

#[test]
fn every_change_of_a_file_is_shown() {
    let site = Site::new(&[
        ("articles/a.md", "# A\n\nOld.\n"),
        ("articles/x/b.md", "# B\n"),
        ("articles/c.md", "# C\n"),
    ]);
    let mut served = Served::start(&site, &[]);
    let status = |served: &Served, path: &str| served.get(path).status;
    save(&site, "articles/a.md", "# A\n\nNew.\n");
    // The home page has no text of its own, so it lists the article with its first words.
    assert_eq!(served.built(), "articles/a.md: 2 of 6 pages changed");
    assert!(served.get("/a/").text().contains("New."));
    // Editors write a copy and rename it to the old file.
    site.write("articles/a.md~", "# A\n\nNewer.\n");
    std::fs::rename(site.path("articles/a.md~"), site.path("articles/a.md")).unwrap();
    let mut line = served.built();
    if line.contains("a.md~") && !line.contains("other") {
        line = served.built();
    }
    assert!(line.starts_with("articles/a.md"), "{line}");
    assert!(served.get("/a/").text().contains("Newer."));
    std::fs::rename(site.path("articles/x"), site.path("articles/y")).unwrap();
    while status(&served, "/y/b/") != 200 {
        served.built();
    }
    assert_eq!(status(&served, "/x/b/"), 404);
    std::fs::remove_file(site.path("articles/c.md")).unwrap();
    while status(&served, "/c/") != 404 {
        served.built();
    }
    site.write("themes/house/theme.toml", "extends = \"base\"\ncontract = 1\n");
    site.write("themes/house/strings/en.ftl", "search-title = Look for it\n");
    let config = std::fs::read_to_string(site.path("site.toml")).unwrap();
    site.write("site.toml", &config.replace("\"base\"", "\"house\""));
    while !served.get("/search/").text().contains("Look for it") {
        served.built();
    }
    site.write("static/deep/er/file.txt", "static");
    while status(&served, "/deep/er/file.txt") != 200 {
        served.built();
    }
}

#[test]
fn a_file_that_was_saved_without_a_change_builds_nothing() {
    let site = Site::new(&[("articles/a.md", "# A\n"), ("articles/b.md", "# B\n")]);
    let mut served = Served::start(&site, &[]);
    save(&site, "articles/a.md", "# A\n");
    save(&site, "articles/.b.md.swp", "x");
    site.write("other/b.md", "x");
    save(&site, "articles/b.md", "# B\n\nText.\n");
    assert!(served.built().starts_with("articles/b.md: "));
}

#[test]
fn settings_of_obsidian_that_appear_make_a_vault() {
    let site = Site::new(&[("articles/a.md", "---\nrating: 5\n---\n# A\n")]);
    let mut served = Served::start(&site, &[]);
    assert!(served.get("/_kb/problems/").text().contains("rating"));
    std::fs::create_dir(site.path("articles/.obsidian")).unwrap();
    served.built();
    assert!(!served.get("/_kb/problems/").text().contains("rating"));
}

#[test]
fn many_changes_at_once_are_few_builds() {
    let site = Site::new(&[("articles/a.md", "# A\n")]);
    std::fs::create_dir(site.path(".git")).unwrap();
    let mut served = Served::start(&site, &[]);
    site.write(".git/index.lock", "");
    (0..300).for_each(|number| site.write(&format!("articles/f{}/{number}.md", number % 20), "# N\n"));
    site.write("articles/a.md", "# A\n\nText.\n");
    std::fs::remove_file(site.path(".git/index.lock")).unwrap();
    let line = served.built();
    assert!(line.contains(" and 300 others: "), "{line}");
    assert_eq!(served.get("/f19/299/").status, 200);
}

#[test]
fn the_last_good_site_stays_while_something_is_wrong() {
    let site = Site::new(&[("articles/a.md", "# A\n\nGood.\n"), ("articles/b.md", "# B\n")]);
    let mut served = Served::start(&site, &[]);
    save(&site, "articles/a.md", "# A\n\n[[nowhere]]\n");
    assert_eq!(
        served.built(),
        "articles/a.md: 2 of 5 pages changed; 1 error, so the last good site is still shown"
    );
    assert!(served.get("/a/").text().contains("Good."));
    let problems: serde_json::Value = serde_json::from_str(&served.get("/_kb/problems.json").text()).unwrap();
    expect![[r#"
        [
          {
            "hints": [
              "write the article, or remove the brackets"
            ],
            "is_error": true,
            "location": {
              "column": 1,
              "line": 3,
              "path": "articles/a.md"
            },
            "message": "no article is called “nowhere”",
            "name": "link-missing",
            "quotes": " --> articles/a.md:3:1\n  |\n3 | [[nowhere]]\n  | ^^^^^^^^^^^ not found"
          }
        ]"#]]
    .assert_eq(&serde_json::to_string_pretty(&problems).unwrap());
    save(&site, "articles/b.md", "# B\n\nWaits.\n");
    let still = "still 1 error, first in articles/a.md, so the last good site is still shown";
    assert_eq!(served.built(), format!("articles/b.md: 2 of 5 pages changed; {still}"));
    assert!(!served.get("/b/").text().contains("Waits."));
    save(&site, "articles/a.md", "# A\n\nBetter.\n");
    assert_eq!(served.built(), "articles/a.md: 2 of 5 pages changed; no problems left");
    assert!(served.get("/a/").text().contains("Better."));
    assert!(served.get("/b/").text().contains("Waits."));
    assert_eq!(served.get("/_kb/problems.json").text(), "[]");
    std::fs::remove_file(site.path("site.toml")).unwrap();
    assert!(served.built().contains("error"));
    assert!(served.get("/a/").text().contains("Better."));
}

#[test]
fn an_article_appears_on_time() {
    let soon = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs() + 2;
    let date = kb::data::instant_text(i64::try_from(soon).unwrap());
    let site = Site::new(&[("articles/a.md", &format!("+++\ndate = {date}\n+++\n# A\n"))]);
    let mut served =
        Served::start_as(&site, Command::new(env!("CARGO_BIN_EXE_kb")).args(["serve", "--port", "0"]));
    assert!(served.built().starts_with("the clock: "));
    assert!(served.get("/a/").text().contains("<h1>A</h1>"));
}

#[test]
fn open_pages_are_notified_of_every_build() {
    let site = Site::new(&[("articles/a.md", "# A\n")]);
    let served = Served::start(&site, &[]);
    let mut stream = TcpStream::connect(&served.host).unwrap();
    stream
        .write_all(format!("GET /_kb/events HTTP/1.1\r\nhost: {}\r\n\r\n", served.host).as_bytes())
        .unwrap();
    let mut lines = BufReader::new(stream).lines().map(Result::unwrap);
    let mut event =
        || lines.by_ref().find_map(|line| line.strip_prefix("data: ").map(str::to_owned)).unwrap();
    let first: serde_json::Value = serde_json::from_str(&event()).unwrap();
    assert_eq!((&first["errors"], &first["whole"]), (&0.into(), &true.into()));
    let page = served.get("/a/").text();
    assert!(page.contains(&format!("data-build={}", first["build"])), "{page}");
    save(&site, "articles/a.md", "# A\n\n[[nowhere]]\n");
    let second: serde_json::Value = serde_json::from_str(&event()).unwrap();
    assert_eq!((&second["errors"], &second["whole"]), (&1.into(), &true.into()));
    assert_eq!(second["words"], "1 error");
    assert_ne!(first["build"], second["build"]);
}

#[test]
fn an_editor_opens_only_at_positions_that_were_shown() {
    let site = Site::new(&[("articles/a.md", "# A\n\n[[nowhere]]\n")]);
    let served = Served::with_editor(&site, "touch {path}.{line}.{column}");
    let list = served.get("/_kb/problems.html").text();
    assert!(list.contains("<button type=\"submit\">Edit articles/a.md:3:1</button>"), "{list}");
    let opened = site.path("articles/a.md.3.1");
    assert_eq!(served.post("/_kb/edit", "path=/etc/passwd&line=3&column=1").status, 404);
    let foreign = ["content-type: application/x-www-form-urlencoded", "origin: https://evil.example"];
    assert_eq!(served.ask("POST /_kb/edit", &foreign, "path=articles/a.md&line=3&column=1").status, 403);
    assert!(!opened.exists());
    assert_eq!(served.post("/_kb/edit", "path=articles/a.md&line=3&column=1").status, 204);
    // The editor is a separate process, which nothing waits for.
    let started = Instant::now();
    while !opened.exists() {
        assert!(started.elapsed() < Duration::from_secs(30), "the editor was not started");
        std::thread::yield_now();
    }
    let without = Served::start(&form_site(), &[]);
    assert_eq!(without.post("/_kb/edit", "path=articles/a.md&line=3&column=1").status, 404);
}

/// What the server says above the 404 page.
fn check_strip(served: &Served, path: &str, expected: Expect) {
    let reply = served.get(path);
    assert_eq!(reply.status, 404, "{path}");
    let page = reply.text();
    let strip = page.split_once("<aside class=\"kb-absent\"").map_or("", |(_, rest)| rest);
    let strip = strip.split("</aside>").next().unwrap();
    let words = strip.split_once(">\n").map_or("", |(_, words)| words);
    expected.assert_eq(words);
    let plain = page.replace(&format!("<aside class=\"kb-absent\"{strip}</aside>\n"), "");
    let plain = plain.replace("<link rel=\"stylesheet\" href=\"/_kb/live.css\" class=\"kb-style\">\n", "");
    let nothing = served.get("/kb/no/").text();
    let page = |html: &str| html.split("<script src=\"/_kb/").next().unwrap().to_owned();
    assert_eq!(page(&plain), page(&nothing), "the page of what is not there stays what it is");
}

#[test]
fn an_unpublished_article_is_explained_at_its_address() {
    let site = form_site();
    site.write("articles/guides/prices.md", "+++\ntitle = \"Prices & more\"\ndraft = true\n+++\nText.\n");
    site.write("articles/guides/later.md", "---\ntitle: Later\ndate: 2999-01-01\n---\nText.\n");
    site.write("articles/over.md", "+++\ndraft = true\nexpires = 2001-01-01\n+++\n# Over\n");
    site.write("articles/note.md", "---\npublish: false\nslug: \"größe\"\n---\n# Note\n");
    let served = Served::start(&site, &[]);
    check_strip(&served, "/kb/no/", expect![""]);
    check_strip(
        &served,
        "/kb/guides/prices/",
        expect![[r#"
        <p><b>Prices &amp; more</b> is a draft: <code>draft = true</code></p>
        <p class="kb-place">articles/guides/prices.md:3:9</p>
        <p><code>kb serve --drafts</code> shows it.</p>
    "#]],
    );
    assert_eq!(served.get("/kb/guides/prices").body, served.get("/kb/guides/prices/index.html").body);
    check_strip(
        &served,
        "/kb/guides/later/",
        expect![[r#"
        <p><b>Later</b> is not published yet: <code>date: 2999-01-01</code></p>
        <p class="kb-place">articles/guides/later.md:3:7</p>
        <p><code>kb serve --future</code> shows it.</p>
    "#]],
    );
    check_strip(
        &served,
        "/kb/over/",
        expect![[r#"
        <p><b>Over</b> is a draft: <code>draft = true</code></p>
        <p class="kb-place">articles/over.md:2:9</p>
        <p><b>Over</b> has expired: <code>expires = 2001-01-01</code></p>
        <p class="kb-place">articles/over.md:3:11</p>
        <p><code>kb serve --drafts --expired</code> shows it.</p>
    "#]],
    );
    check_strip(
        &served,
        "/kb/gr%C3%B6%C3%9Fe/",
        expect![[r#"
        <p><b>Note</b> is a draft: <code>publish: false</code></p>
        <p class="kb-place">articles/note.md:2:10</p>
        <p><code>kb serve --drafts</code> shows it.</p>
    "#]],
    );
    let asked = Served::start(&site, &["--future", "--expired"]);
    assert_eq!(asked.get("/kb/guides/later/").status, 200);
    check_strip(
        &asked,
        "/kb/over/",
        expect![[r#"
        <p><b>Over</b> is a draft: <code>draft = true</code></p>
        <p class="kb-place">articles/over.md:2:9</p>
        <p><code>kb serve --drafts</code> shows it.</p>
    "#]],
    );
    let with_editor = Served::with_editor(&site, "touch {path}.{line}");
    check_strip(
        &with_editor,
        "/kb/guides/prices/",
        expect![[r#"
        <p><b>Prices &amp; more</b> is a draft: <code>draft = true</code></p>
        <form method="post" action="/_kb/edit">
        <input type="hidden" name="path" value="articles/guides/prices.md">
        <input type="hidden" name="line" value="3">
        <input type="hidden" name="column" value="9">
        <button type="submit">Edit articles/guides/prices.md:3:9</button>
        </form>
        <p><code>kb serve --drafts</code> shows it.</p>
    "#]],
    );
    assert_eq!(with_editor.post("/_kb/edit", "path=articles/guides/prices.md&line=3&column=9").status, 204);
    assert_eq!(with_editor.post("/_kb/edit", "path=articles/guides/prices.md&line=4&column=9").status, 404);
}

#[test]
fn the_list_of_problems_reloads_when_it_changes() {
    let site = Site::new(&[("articles/a.md", "# A\n\n[[nowhere]]\n"), ("articles/b.md", "# B\n")]);
    let mut served = Served::start(&site, &[]);
    let mark = |served: &Served| {
        let page = served.get("/_kb/problems/").text();
        page.split("data-page=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
    };
    let before = mark(&served);
    save(&site, "articles/b.md", "# B\n\nText.\n");
    served.built();
    assert_eq!(mark(&served), before);
    save(&site, "articles/a.md", "# A\n\n[[elsewhere]]\n");
    served.built();
    assert_ne!(mark(&served), before);
}

#[test]
fn a_form_can_be_tried_before_a_backend_is_chosen() {
    let site = form_site();
    site.write("site.toml", &FORM.replace("backend = ", "# backend = "));
    let served = Served::start(&site, &[]);
    let page = served.get("/kb/contact/").text();
    assert!(page.contains("action=\"/_kb/forms/news\"") && page.contains("type=\"submit\""), "{page}");
    let hash = page.split("name=\"consent\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    assert_eq!(served.post("/_kb/forms/news", &format!("consent={hash}&mail=a%40b.org")).status, 303);
}

#[cfg(unix)]
#[test]
fn a_change_of_what_a_symbolic_link_leads_to_is_shown() {
    let site = Site::new(&[("articles/index.md", "# Home\n"), ("real.md", "# Real\n\nOld.\n")]);
    site.write("notes/deep/a.md", "# A\n\nOld.\n");
    site.write("shelf/b.md", "# B\n\nOld.\n");
    let link = |to: &str, from: &str| std::os::unix::fs::symlink(to, site.path(from)).unwrap();
    link("../real.md", "articles/link.md");
    link("../notes", "articles/notes");
    let mut served = Served::start(&site, &[]);
    let mut changed = |at: &str, path: &str| {
        save(&site, path, "# New\n\nNew words.\n");
        while !served.get(at).text().contains("New words.") {
            served.built();
        }
    };
    changed("/link/", "real.md");
    changed("/notes/deep/a/", "notes/deep/a.md");
    // A link that appears later.
    link("../shelf/b.md", "articles/b.md");
    changed("/b/", "shelf/b.md");
}
