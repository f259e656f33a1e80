//! `kb verify`, with folders and with a server.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Command;

use expect_test::expect;

use super::commands::{Site, check, kb};

fn built() -> Site {
    let site = Site::new(&[
        ("articles/a.md", "+++\naliases = [\"/old page/\"]\n+++\n# A\n\nText."),
        ("articles/größe.md", "# Größe\n\nText."),
    ]);
    site.write(
        "site.toml",
        "title = \"Test\"\nurl = \"https://example.com/kb\"\nlanguage = \"en\"\ntheme.name = \"base\"\n\
         hosting = \"netlify\"\noutputs.search = false\noutputs.previews = false\n",
    );
    assert_eq!(kb(&site, &["build"]).code, 0);
    site
}

#[test]
fn a_folder_is_compared_byte_by_byte() {
    let site = built();
    check(
        &site,
        &["verify"],
        expect![[r#"
            $ kb verify
            SITE/public has all 12 files as they were built
            exit code 0
        "#]],
    );
    fs::remove_file(site.path("public/a/index.html")).unwrap();
    check(
        &site,
        &["verify"],
        expect![[r#"
            $ kb verify
            missing     a/index.html
            error: SITE/public differs from what was built: 1 missing
              = help: run `kb build` to publish there again
            exit code 1
        "#]],
    );
    assert_eq!(kb(&site, &["build"]).code, 0);
    assert_eq!(kb(&site, &["verify"]).code, 0);
    let copied = Command::new("cp").args(["-rp", "public", "copy"]).current_dir(site.root()).status();
    assert!(copied.unwrap().success());
    // Neither size nor time differs.
    let (place, text) =
        (site.path("copy/a/index.html"), fs::read_to_string(site.path("copy/a/index.html")).unwrap());
    let time = fs::metadata(&place).unwrap().modified().unwrap();
    fs::write(&place, text.replace("Text", "Tent")).unwrap();
    fs::File::options().append(true).open(&place).unwrap().set_modified(time).unwrap();
    fs::remove_dir_all(site.path("copy/größe")).unwrap();
    site.write("copy/größe", "a file where a folder was");
    site.write("copy/.git/config", "");
    check(
        &site,
        &["verify", "copy"],
        expect![[r#"
            $ kb verify copy
            foreign     .git/config
            changed     a/index.html
            foreign     größe
            missing     größe/index.html
            error: copy differs from what was built: 1 changed, 2 foreign, 1 missing
              = help: copy SITE/public there again, without what was there
            exit code 1
        "#]],
    );
    check(
        &site,
        &["verify", "copy", "--format", "json"],
        expect![[r#"
            $ kb verify copy --format json
            {"note":"","path":".git/config","state":"foreign"}
            {"note":"","path":"a/index.html","state":"changed"}
            {"note":"","path":"größe","state":"foreign"}
            {"note":"","path":"größe/index.html","state":"missing"}
            exit code 1
        "#]],
    );
}

#[test]
fn what_cannot_be_compared_is_said() {
    let site = Site::new(&[]);
    check(
        &site,
        &["verify"],
        expect![[r#"
            $ kb verify
            error: SITE/public has no list of files by this version of kb (`.kb-site`)
              = help: run `kb build`, or specify where it published with --output DIR
            exit code 2
        "#]],
    );
    assert_eq!(kb(&site, &["build"]).code, 0);
    check(
        &site,
        &["verify", "nowhere"],
        expect![[r#"
            $ kb verify nowhere
            error: `nowhere` cannot be read: No such file or directory (os error 2)
            exit code 3
        "#]],
    );
    check(
        &site,
        &["verify", "https://exa mple.com"],
        expect![[r#"
            $ kb verify https://exa mple.com
            error: “https://exa mple.com” is not the address of a website
              = help: write a full address, such as https://example.com/kb
            exit code 2
        "#]],
    );
    let unused = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let answer = kb(&site, &["verify", &format!("http://{unused}")]);
    assert_eq!(answer.code, 3);
    assert!(
        answer.stderr.starts_with(&format!("error: http://{unused}/ cannot be reached: ")),
        "{}",
        answer.stderr
    );
}

/// What a server does with one path, instead of showing the file.
enum Deed {
    Redirect(&'static str),
    Refuse,
    Edit,
}

/// Starts a host that shows a folder at `/kb/`, and returns its address. It ends with the process of the tests.
fn host(folder: PathBuf, deeds: BTreeMap<&'static str, Deed>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            answer(stream.unwrap(), &folder, &deeds);
        }
    });
    format!("http://{address}/kb")
}

fn answer(mut stream: TcpStream, folder: &Path, deeds: &BTreeMap<&'static str, Deed>) {
    let lines = BufReader::new(stream.try_clone().unwrap()).lines();
    let head: Vec<String> = lines.map(Result::unwrap).take_while(|line| !line.is_empty()).collect();
    let path = head[0].split(' ').nth(1).unwrap().strip_prefix("/kb/").unwrap();
    let mut file = folder.join(percent_encoding::percent_decode_str(path).decode_utf8().unwrap().as_ref());
    if file.is_dir() {
        file.push("index.html");
    }
    let (status, body) = match (deeds.get(path), fs::read(file)) {
        (Some(Deed::Redirect(to)), _) => (format!("301 Moved\r\nLocation: /kb/{to}"), Vec::new()),
        (Some(Deed::Refuse), _) => ("403 Forbidden".to_owned(), b"No".to_vec()),
        (Some(Deed::Edit), Ok(body)) => ("200 OK".to_owned(), [&body[..], b"<!-- hello -->"].concat()),
        (None, Ok(body)) if path != "404.html" => ("200 OK".to_owned(), body),
        _ => ("404 Not Found".to_owned(), fs::read(folder.join("404.html")).unwrap()),
    };
    let head = format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len());
    stream.write_all(head.as_bytes()).unwrap();
    stream.write_all(&body).unwrap();
}

#[test]
fn a_server_is_asked_for_every_file() {
    let site = built();
    // Hosts do not show what is for them, and redirect old addresses in their own way.
    let public = site.path("public");
    let deeds = || {
        BTreeMap::from([
            ("_headers", Deed::Refuse),
            ("_redirects", Deed::Refuse),
            ("old%20page/", Deed::Redirect("a/")),
            ("llms.txt", Deed::Redirect("llms%20.txt")),
        ])
    };
    fs::copy(public.join("llms.txt"), public.join("llms .txt")).unwrap();
    let address = host(public.clone(), deeds());
    let answer = kb(&site, &["verify", &address]);
    assert_eq!((answer.code, answer.stdout.as_str()), (0, ""), "{}", answer.stderr);

    fs::remove_file(public.join("sitemap.xml")).unwrap();
    let mut worse = deeds();
    worse.extend([
        ("", Deed::Edit),
        ("gr%C3%B6%C3%9Fe/", Deed::Redirect("a/")),
        ("old%20page/", Deed::Redirect("nowhere/")),
        ("robots.txt", Deed::Refuse),
    ]);
    let address = host(public, worse);
    let answer = kb(&site, &["verify", &address]);
    expect![[r#"
        redirected  größe/index.html  to URL/a/
        changed     index.html
        refused     robots.txt  with status 403
        missing     sitemap.xml
        error: URL differs from what was built: 1 changed, 1 missing, 1 redirected, 1 refused
          = help: copy SITE/public there again, without what was there
        exit code 1
    "#]]
    .assert_eq(
        &format!("{}{}exit code {}\n", answer.stdout, answer.stderr, answer.code)
            .replace(&address, "URL")
            .replace(site.root().to_str().unwrap(), "SITE"),
    );
}
