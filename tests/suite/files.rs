//! What happens with each kind of file, as documented in `docs/files.md`.

use std::convert::Infallible;
use std::fs;
use std::os::unix::fs::symlink;
use std::process::Command;

use kb::blob::Blob;
use kb::engine::{Collector, Workspace};
use kb::path::OutputPath;

use super::commands::{Site, kb};
use super::support::request;

/// A name, a function that sets up the site, and the files that are then published.
type Case = (&'static str, fn(&Site), &'static [&'static str]);

const CASES: &[Case] = &[
    (
        "a name with spaces, capitals and symbols",
        |site| site.write("articles/Q & A — 100% (new); 'x' #1?*<>|\":.md", "Text.\n"),
        &["q-a-100-new-x-1/index.html"],
    ),
    ("a name with a backslash", |site| site.write("articles/a\\b.md", "Text.\n"), &[]),
    (
        "a name that is not UTF-8",
        |site| {
            use std::os::unix::ffi::OsStrExt;
            fs::write(site.path("articles").join(std::ffi::OsStr::from_bytes(b"\xff.md")), "Text.").unwrap();
        },
        &[],
    ),
    (
        "two articles whose names differ only in case",
        |site| {
            site.write("articles/part/A.md", "Text.\n");
            site.write("articles/part/a.md", "Text.\n");
        },
        &[],
    ),
    (
        "two articles whose names differ only in how their letters are composed",
        |site| {
            site.write("articles/\u{e9}.md", "Text.\n");
            site.write("articles/e\u{301}.md", "Text.\n");
        },
        &[],
    ),
    (
        "two other files whose names differ only in case or composition",
        |site| {
            site.write("articles/a.md", "[x](A.txt) [y](a.txt)\n");
            site.write("articles/A.txt", "x");
            site.write("articles/a.txt", "y");
            site.write("static/\u{e9}.txt", "x");
            site.write("static/e\u{301}.txt", "y");
        },
        &["A.txt", "a.txt", "\u{e9}.txt", "e\u{301}.txt"],
    ),
    (
        "a name that Windows reserves, such as `con` or `aux.txt`",
        |site| {
            site.write("articles/con.md", "[x](aux.txt)\n");
            site.write("articles/aux.txt", "x");
        },
        &["con/index.html", "aux.txt"],
    ),
    (
        "a name with control characters",
        |site| site.write("articles/a\u{7}b\u{1b}.md", "Text.\n"),
        &["a-b/index.html"],
    ),
    (
        "a folder that ends in `.md`",
        |site| site.write("articles/folder.md/page.md", "Text.\n"),
        &["folder-md/page/index.html"],
    ),
    (
        "a download whose name has no extension, or an unknown one",
        |site| {
            site.write("articles/a.md", "[x](LICENSE) [y](data.unknown) [[Makefile]]\n");
            for name in ["LICENSE", "data.unknown", "Makefile"] {
                site.write(&format!("articles/{name}"), "<script>run()</script>");
            }
        },
        &["LICENSE", "data.unknown", "Makefile"],
    ),
    ("an empty article", |site| site.write("articles/void.md", ""), &["void/index.html"]),
    (
        "a byte order mark",
        |site| site.write("articles/mark.md", "\u{feff}+++\ntitle = \"Mark\"\n+++\nText.\n"),
        &["mark/index.html"],
    ),
    (
        "an article that is not UTF-8",
        |site| fs::write(site.path("articles/latin.md"), b"caf\xe9").unwrap(),
        &[],
    ),
    (
        "an article of more than 64 MB",
        |site| {
            fs::File::create(site.path("articles/huge.md")).unwrap().set_len(64 * 1024 * 1024 + 1).unwrap()
        },
        &[],
    ),
    ("a hidden file in `articles/`", |site| site.write("articles/.hidden.md", "[[nowhere]]\n"), &[]),
    ("a hidden file in `static/`", |site| site.write("static/.well-known/x", "x"), &[".well-known/x"]),
    (
        "a symbolic link to a file or folder of the site",
        |site| {
            site.write("shared/page.md", "Text.\n");
            symlink("../shared", site.path("articles/linked")).unwrap();
            symlink("../shared/page.md", site.path("articles/direct.md")).unwrap();
        },
        &["linked/page/index.html", "direct/index.html"],
    ),
    (
        "a symbolic link to a target outside the site's folder",
        |site| symlink("/etc/hosts", site.path("articles/hosts.md")).unwrap(),
        &[],
    ),
    (
        "a symbolic link without a target",
        |site| symlink("nowhere.md", site.path("articles/x.md")).unwrap(),
        &[],
    ),
    (
        "a hidden symbolic link without a target, such as Emacs creates for each open file",
        |site| symlink("anna@desk.123:456", site.path("articles/.#a.md")).unwrap(),
        &[],
    ),
    (
        "a symbolic link to a folder that contains it",
        |site| {
            site.write("articles/part/page.md", "Text.\n");
            symlink("..", site.path("articles/part/up")).unwrap();
        },
        &[],
    ),
    (
        "more than 16 paths to one folder, as through nested symbolic links",
        |site| {
            // Each folder has two links to the next, which gives two to the power of forty paths to the last.
            for level in 0..40 {
                let folder = site.path(&format!("shared/{level}"));
                fs::create_dir_all(&folder).unwrap();
                for name in ["one", "other"] {
                    symlink(format!("../{}", level + 1), folder.join(name)).unwrap();
                }
            }
            site.write("shared/40/page.md", "Text.\n");
            symlink("../shared/0", site.path("articles/many")).unwrap();
        },
        &[],
    ),
    (
        "a pipe, a socket or a device",
        |site| assert!(Command::new("mkfifo").arg(site.path("articles/pipe.md")).status().unwrap().success()),
        &[],
    ),
    (
        "an image or a download that is a pipe, a socket or a device",
        |site| {
            site.write("articles/a.md", "![x](x.png)\n");
            assert!(Command::new("mkfifo").arg(site.path("articles/x.png")).status().unwrap().success());
        },
        &[],
    ),
    (
        "a hard link",
        |site| {
            site.write("articles/first.md", "Text.\n");
            fs::hard_link(site.path("articles/first.md"), site.path("articles/second.md")).unwrap();
        },
        &["first/index.html", "second/index.html"],
    ),
    (
        "an SVG file that is not well-formed",
        |site| site.write("static/a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><g></svg>"),
        &[],
    ),
];

/// The rows of the table: the first column, and the diagnostics in the second.
fn documented() -> Vec<(String, Vec<String>)> {
    let text = include_str!("../../docs/files.md");
    let table = text.split("\n## ").next().unwrap();
    let rows = table.lines().filter(|line| line.starts_with("| ")).skip(2);
    let row = |line: &str| {
        let (what, outcome) = line.trim_matches('|').split_once(" | ").unwrap();
        let words = outcome.split('`').skip(1).step_by(2);
        let codes = words.filter(|word| kb::diagnostic::find_code(word).is_some());
        (what.trim().to_owned(), codes.map(str::to_owned).collect())
    };
    rows.map(row).collect()
}

#[test]
fn every_kind_of_file_is_handled_as_documented() {
    let documented = documented();
    let names: Vec<&str> = documented.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, CASES.iter().map(|(name, ..)| *name).collect::<Vec<_>>());
    for ((name, put, published), (_, codes)) in CASES.iter().zip(&documented) {
        let site = Site::new(&[("articles/index.md", "# Home\n")]);
        put(&site);
        let answer =
            kb(&site, &["build", "--format", "json", "-A", "orphan-article", "-A", "summary-missing"]);
        let mut found: Vec<String> = answer
            .stdout
            .lines()
            .map(|line| {
                serde_json::from_str::<serde_json::Value>(line).unwrap()["name"].as_str().unwrap().to_owned()
            })
            .collect();
        found.dedup();
        assert_eq!(&found, codes, "{name}: {}{}", answer.stdout, answer.stderr);
        assert_eq!(answer.code, i32::from(!codes.is_empty()), "{name}: {}", answer.stderr);
        for path in *published {
            assert!(site.path("public").join(path).is_file(), "{name}: {path} is not published");
        }
        let read = site.path("public").is_dir();
        assert_eq!(read, codes.is_empty(), "{name}");
    }
}

#[test]
fn a_file_that_may_run_code_is_published_only_if_the_site_allows_it() {
    let link = "[a](page.html) ![b](drawing.svgz) [c](_redirects)\n";
    let site = |settings: &str| {
        let site = Site::new(&[("articles/index.md", "# Home\n"), ("articles/a.md", link)]);
        site.write("articles/page.html", "<script>run()</script>");
        site.write("articles/drawing.svgz", "compressed");
        site.write("articles/_redirects", "/* https://example.net/:splat");
        site.write("articles/unused.html", "<script>run()</script>");
        site.write("static/tool.html", "<script>run()</script>");
        let text = fs::read_to_string(site.path("site.toml")).unwrap();
        site.write("site.toml", &format!("{text}{settings}"));
        site
    };
    let published = |site: &Site| {
        ["page.html", "drawing.svgz", "_redirects", "unused.html", "tool.html"]
            .map(|name| site.path("public").join(name).is_file())
    };
    let count = |text: &str| text.matches("[file-active]").count();

    let strict = site("");
    let answer = kb(&strict, &["build"]);
    assert_eq!((answer.code, count(&answer.stderr)), (1, 3), "{}", answer.stderr);
    assert!(answer.stderr.contains("articles/a.md:1:1"), "{}", answer.stderr);
    assert_eq!(kb(&strict, &["check"]).code, 1);
    assert!(!strict.path("public").exists());
    kb(&strict, &["build", "--keep-going"]);
    assert_eq!(published(&strict), [false, false, false, false, true]);
    assert_eq!(kb(&strict, &["build", "-A", "file-active"]).code, 0);
    assert_eq!(published(&strict), [true, true, true, false, true]);

    let warned = site("files.active = \"warn\"\n");
    let answer = kb(&warned, &["build"]);
    assert_eq!((answer.code, count(&answer.stderr)), (0, 3), "{}", answer.stderr);
    assert_eq!(published(&warned), [true, true, true, false, true]);

    let allowed = site("[files]\nactive = \"allow\"\n");
    let answer = kb(&allowed, &["check", "-D", "file-active"]);
    assert_eq!((answer.code, count(&answer.stderr)), (1, 3), "{}", answer.stderr);
    let answer = kb(&allowed, &["build"]);
    assert_eq!((answer.code, count(&answer.stderr)), (0, 0), "{}", answer.stderr);
    assert_eq!(published(&allowed), [true, true, true, false, true]);
}

#[test]
fn a_file_that_may_run_code_is_reported_wherever_it_is_referred_to() {
    let site = Site::new(&[
        ("articles/index.md", "# Home\n"),
        (
            "articles/part/a.md",
            "+++\n[fields]\ncover = \"x.html\"\nmore = \"see [x](x.html)\"\n+++\n[[x.html]] <a href=\"x.html\">x</a>\n\n[x]\n\n[x]: x.html\n\n{{ figure(src=\"x.html\", alt=\"c\") }}\n",
        ),
        ("articles/part/x.html", ""),
    ]);
    let text = fs::read_to_string(site.path("site.toml")).unwrap();
    let more = "[collections.part.fields]\ncover = { type = \"image\" }\nmore = { type = \"markdown\" }\n[[menu]]\ntitle = \"X\"\ntarget = \"part/x.html\"\n[cta.c]\ntitle = \"C\"\nbutton = \"C\"\ntarget = \"part/x.html\"\n";
    site.write("site.toml", &format!("{text}{more}"));
    let answer = kb(&site, &["check", "--format", "json"]);
    assert_eq!(answer.stdout.matches("\"file-active\"").count(), 8, "{}", answer.stdout);
}

#[test]
fn a_file_without_permission_is_reported_and_nothing_is_published() {
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::process::CommandExt;

    let site = Site::new(&[("articles/a.md", "![x](x.png) [y](y.pdf)\n"), ("articles/b.md", "B.\n")]);
    for name in ["articles/x.png", "articles/y.pdf", "articles/b.md", "static/z.svg"] {
        site.write(name, "x");
        fs::set_permissions(site.path(name), fs::Permissions::from_mode(0o0)).unwrap();
    }
    // Root may read everything, so kb runs as somebody else.
    let is_root = fs::File::open(site.path("articles/x.png")).is_ok();
    fs::set_permissions(site.root(), fs::Permissions::from_mode(0o777)).unwrap();
    // Another test that starts a process now would inherit a file that this one had open to write, and Linux runs no such file.
    let copied = Command::new("cp").arg(env!("CARGO_BIN_EXE_kb")).arg(site.path("kb")).status();
    assert!(copied.unwrap().success());
    let mut command = Command::new(site.path("kb"));
    command.args(["build", "--format", "json"]).current_dir(site.root()).env_remove("SOURCE_DATE_EPOCH");
    if is_root {
        command.uid(65534).gid(65534);
    }
    let output = command.output().unwrap();
    let (found, said) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert_eq!(output.status.code(), Some(1), "{found}{said}");
    for name in ["articles/x.png", "articles/y.pdf", "articles/b.md", "static/z.svg"] {
        let is_about = |line: &&str| line.contains("file-unreadable") && line.contains(name);
        assert_eq!(found.lines().filter(is_about).count(), 1, "{name}: {found}");
    }
    assert!(!site.path("public").exists());
}

#[test]
fn an_svg_file_that_vanishes_before_it_is_sanitized_is_reported() {
    let picture = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>";
    let site = Site::new(&[("articles/index.md", "# Home\n\n![x](x.svg)\n")]);
    for name in ["articles/x.svg", "static/y.svg", "static/z.svg"] {
        site.write(name, picture);
    }
    let mut workspace = Workspace::open(site.root());
    let snapshot = workspace.snapshot(&request(), |_| {});
    assert_eq!(snapshot.judge(snapshot.found.clone()).count().0, 0);
    for name in ["articles/x.svg", "static/y.svg"] {
        fs::remove_file(site.path(name)).unwrap();
    }
    let published = Collector::default();
    let take = |path: &OutputPath, blob: &Blob| {
        published.take(path, blob);
        Ok::<_, Infallible>(())
    };
    let Ok(printed) = workspace.print_all(&snapshot, take, || Ok(()), |_| {});
    // `kb check` reports the same.
    for found in [printed.found, workspace.check_pages(&snapshot)] {
        let places: Vec<_> =
            found.iter().filter_map(|one| Some((one.code.name, one.span.as_ref()?))).collect();
        let places: Vec<_> = places.iter().map(|(code, span)| (*code, span.path.as_str())).collect();
        assert_eq!(places, [("file-unreadable", "static/y.svg"), ("file-unreadable", "articles/x.svg")]);
    }
    let published = published.into_files();
    let is_there = |path: &str| published.contains_key(&OutputPath::new(path).unwrap());
    assert_eq!(["x.svg", "y.svg", "z.svg"].map(is_there), [false, false, true]);
}

#[test]
fn control_characters_reach_no_page() {
    let site = Site::new(&[
        (
            "articles/toml.md",
            "+++\ntitle = \"a\\u0000b\\u001bc\"\nsummary = \"s\\u0007t\"\ntags = [\"t\\u0000g\"]\n+++\nx\0y &#0; z\n",
        ),
        ("articles/yaml.md", "---\ntitle: \"a\\0b\\ec\"\nsummary: \"s\\at\"\ntags: [\"t\\0g\"]\n---\nx\n"),
        ("articles/na\u{7}me.md", "Text.\n"),
        ("articles/mac.md", "---\rtitle: Old\r---\rOne\r\r## Two\r\r[[toml]]\r"),
    ]);
    let text = fs::read_to_string(site.path("site.toml")).unwrap();
    site.write("site.toml", &text.replace("\"Test\"", "\"T\\u0000\\u0001t\"").replace('\n', "\r"));
    let answer = kb(&site, &["build"]);
    assert_eq!(answer.code, 0, "{}", answer.stderr);
    for entry in walkdir::WalkDir::new(site.path("public")).into_iter().flatten() {
        let is_text =
            entry.path().extension().is_some_and(|end| end == "html" || end == "xml" || end == "json");
        if is_text {
            let bytes = fs::read(entry.path()).unwrap();
            let is_control = |byte: &&u8| byte.is_ascii_control() && !matches!(byte, b'\n' | b'\t');
            assert_eq!(bytes.iter().find(is_control), None, "{}", entry.path().display());
        }
    }
    let page = fs::read_to_string(site.path("public/toml/index.html")).unwrap();
    assert!(page.contains("<h1>a\u{fffd}b\u{fffd}c</h1>"), "{page}");
    let page = fs::read_to_string(site.path("public/mac/index.html")).unwrap();
    assert!(page.contains("<h1>Old</h1>") && page.contains("Two</h2>"), "{page}");
}

#[test]
fn control_characters_reach_no_terminal() {
    let name = "articles/x\n::error::y\u{1b}[31m\u{9b}2J\u{202e}.md";
    let site = Site::new(&[
        (name, "# T\u{202e}itle\n\n\u{9b}31m [a](no\u{9b}ne.md) [[no\u{85}body]] [b](http://[\u{7})\n"),
        (
            "articles/b.md",
            "---\ntitle: a\ntags: [\"x\\n::error::y\"]\nimage: \"\\n::error::y\"\n---\n[c](<no\u{1b}[2J.md>)\n",
        ),
    ]);
    for arguments in [&["check"][..], &["list"], &["search", "itle"]] {
        let answer = kb(&site, arguments);
        let text = answer.stdout + &answer.stderr;
        let is_hidden = |letter: char| letter != '\n' && letter.is_control() || letter == '\u{202e}';
        assert!(text.contains("::error::y") && !text.contains(is_hidden), "{text:?}");
        assert!(!text.lines().any(|line| line.trim_start().starts_with("::")), "{text}");
    }
}
