//! The files that hosts obey. `tests/long/hosts` has them read by the hosts' own parsers and by real servers.

use expect_test::{Expect, expect};
use kb::engine::Artifact;
use kb::path::OutputPath;

use super::support::{Build, build, file, problems};

const PAGES: &str = r##"
//- articles/new.md
+++
aliases = ["/old page/", "/größe/", "/c++/", "/Help:Contents", "/a/:b/", "/50%25 (x)/", "/docs/guide.html"]
+++
New. ![A](https://pictures.example/a.png)
//- articles/b c.md
+++
aliases = ["/b/"]
+++
B.
"##;

fn published(hosting: &str) -> Build {
    let site = format!("//- site.toml\nhosting = {hosting}\n[csp]\nconnect-src = \"https://stats.example\"");
    build(&format!("{site}{PAGES}"))
}

/// A file for a host, at the root of a domain.
fn check(host: &str, path: &str, expected: Expect) {
    let build = published(&format!("{host:?}"));
    expected.assert_eq(file(&build, path));
    let path = OutputPath::new(path).unwrap();
    assert_eq!(build.at(&path), Some(Artifact::HostFile(path.clone())));
}

#[test]
fn netlify_compares_decoded_paths() {
    check(
        "netlify",
        "_redirects",
        expect![[r#"
        /.kb-site /404.html 404!
        /Help:Contents/ /new/ 301!
        /b/ /b-c/ 301!
        /c++/ /new/ 301!
        /docs/guide.html /new/ 301!
        /größe/ /new/ 301!
    "#]],
    );
    check(
        "netlify",
        "_headers",
        expect![[r#"
        /*
          Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' https://pictures.example; font-src 'self'; connect-src 'self' https://stats.example; manifest-src 'self'; form-action 'self'; frame-ancestors 'self'; base-uri 'none'
          Permissions-Policy: camera=(), geolocation=(), microphone=(), payment=(), usb=()
          Referrer-Policy: strict-origin-when-cross-origin
          X-Content-Type-Options: nosniff
        /assets/*
          Cache-Control: public, max-age=31536000, immutable
    "#]],
    );
}

#[test]
fn cloudflare_compares_encoded_paths() {
    check(
        "cloudflare",
        "_redirects",
        expect![[r#"
        /.kb-site / 302
        /50%25%20(x)/ /new/ 301
        /b/ /b-c/ 301
        /c++/ /new/ 301
        /docs/guide.html /new/ 301
        /gr%C3%B6%C3%9Fe/ /new/ 301
        /old%20page/ /new/ 301
    "#]],
    );
}

#[test]
fn vercel_and_firebase_take_patterns() {
    check(
        "vercel",
        "vercel.json",
        expect![[r#"
        {
          "headers": [
            {
              "headers": [
                {
                  "key": "Content-Security-Policy",
                  "value": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' https://pictures.example; font-src 'self'; connect-src 'self' https://stats.example; manifest-src 'self'; form-action 'self'; frame-ancestors 'self'; base-uri 'none'"
                },
                {
                  "key": "Permissions-Policy",
                  "value": "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
                },
                {
                  "key": "Referrer-Policy",
                  "value": "strict-origin-when-cross-origin"
                },
                {
                  "key": "X-Content-Type-Options",
                  "value": "nosniff"
                }
              ],
              "source": "/(.*)"
            },
            {
              "headers": [
                {
                  "key": "Cache-Control",
                  "value": "public, max-age=31536000, immutable"
                }
              ],
              "source": "/assets/(.*)"
            }
          ],
          "redirects": [
            {
              "destination": "/",
              "permanent": false,
              "source": "/\\.kb-site"
            },
            {
              "destination": "/new/",
              "source": "/50%25%20\\(x\\)/",
              "statusCode": 301
            },
            {
              "destination": "/new/",
              "source": "/Help\\:Contents/",
              "statusCode": 301
            },
            {
              "destination": "/new/",
              "source": "/a/\\:b/",
              "statusCode": 301
            },
            {
              "destination": "/b-c/",
              "source": "/b/",
              "statusCode": 301
            },
            {
              "destination": "/new/",
              "source": "/c\\+\\+/",
              "statusCode": 301
            },
            {
              "destination": "/new/",
              "source": "/docs/guide\\.html",
              "statusCode": 301
            },
            {
              "destination": "/new/",
              "source": "/gr%C3%B6%C3%9Fe/",
              "statusCode": 301
            },
            {
              "destination": "/new/",
              "source": "/old%20page/",
              "statusCode": 301
            }
          ],
          "trailingSlash": true
        }
    "#]],
    );
    check(
        "firebase",
        "firebase.json",
        expect![[r#"
        {
          "hosting": {
            "headers": [
              {
                "headers": [
                  {
                    "key": "Content-Security-Policy",
                    "value": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' https://pictures.example; font-src 'self'; connect-src 'self' https://stats.example; manifest-src 'self'; form-action 'self'; frame-ancestors 'self'; base-uri 'none'"
                  },
                  {
                    "key": "Permissions-Policy",
                    "value": "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
                  },
                  {
                    "key": "Referrer-Policy",
                    "value": "strict-origin-when-cross-origin"
                  },
                  {
                    "key": "X-Content-Type-Options",
                    "value": "nosniff"
                  }
                ],
                "source": "**"
              },
              {
                "headers": [
                  {
                    "key": "Cache-Control",
                    "value": "public, max-age=31536000, immutable"
                  }
                ],
                "source": "/assets/**"
              }
            ],
            "ignore": [
              "firebase.json",
              "firebase-debug.log",
              "**/.kb-*"
            ],
            "public": ".",
            "redirects": [
              {
                "destination": "/new/",
                "regex": "^/50% \\(x\\)/$",
                "type": 301
              },
              {
                "destination": "/new/",
                "regex": "^/Help:Contents/$",
                "type": 301
              },
              {
                "destination": "/new/",
                "regex": "^/a/:b/$",
                "type": 301
              },
              {
                "destination": "/b-c/",
                "regex": "^/b/$",
                "type": 301
              },
              {
                "destination": "/new/",
                "regex": "^/c\\+\\+/$",
                "type": 301
              },
              {
                "destination": "/new/",
                "regex": "^/docs/guide\\.html$",
                "type": 301
              },
              {
                "destination": "/new/",
                "regex": "^/größe/$",
                "type": 301
              },
              {
                "destination": "/new/",
                "regex": "^/old page/$",
                "type": 301
              }
            ],
            "trailingSlash": true
          }
        }
    "#]],
    );
}

#[test]
fn azure_takes_plain_paths() {
    check(
        "azure",
        "staticwebapp.config.json",
        expect![[r#"
        {
          "globalHeaders": {
            "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' https://pictures.example; font-src 'self'; connect-src 'self' https://stats.example; manifest-src 'self'; form-action 'self'; frame-ancestors 'self'; base-uri 'none'",
            "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
            "Referrer-Policy": "strict-origin-when-cross-origin",
            "X-Content-Type-Options": "nosniff"
          },
          "responseOverrides": {
            "404": {
              "rewrite": "/404.html"
            }
          },
          "routes": [
            {
              "route": "/.kb-site",
              "statusCode": 404
            },
            {
              "headers": {
                "Cache-Control": "public, max-age=31536000, immutable"
              },
              "route": "/assets/*"
            },
            {
              "redirect": "/new/",
              "route": "/Help:Contents/",
              "statusCode": 301
            },
            {
              "redirect": "/new/",
              "route": "/a/:b/",
              "statusCode": 301
            },
            {
              "redirect": "/b-c/",
              "route": "/b/",
              "statusCode": 301
            },
            {
              "redirect": "/new/",
              "route": "/c++/",
              "statusCode": 301
            },
            {
              "redirect": "/new/",
              "route": "/docs/guide.html",
              "statusCode": 301
            }
          ],
          "trailingSlash": "always"
        }
    "#]],
    );
}

#[test]
fn servers_take_their_own_configuration() {
    check(
        "apache",
        ".htaccess",
        expect![[r#"
            AddDefaultCharset utf-8
            AddCharset utf-8 .css .js .json .md .svg .txt .xml
            AddType text/markdown .md
            AddType application/manifest+json .webmanifest
            ErrorDocument 404 /404.html
            <IfModule mod_headers.c>
            Header always set Content-Security-Policy "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' https://pictures.example; font-src 'self'; connect-src 'self' https://stats.example; manifest-src 'self'; form-action 'self'; frame-ancestors 'self'; base-uri 'none'"
            Header always set Permissions-Policy "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
            Header always set Referrer-Policy "strict-origin-when-cross-origin"
            Header always set X-Content-Type-Options "nosniff"
            Header set Cache-Control "no-cache"
            Header set Cache-Control "public, max-age=31536000, immutable" "expr=%{REQUEST_URI} =~ m#^/assets/#"
            </IfModule>
            RedirectMatch 404 "^/\.kb-"
            RedirectMatch 301 "^/50% \(x\)/$" "/new/"
            RedirectMatch 301 "^/Help:Contents/$" "/new/"
            RedirectMatch 301 "^/a/:b/$" "/new/"
            RedirectMatch 301 "^/b/$" "/b-c/"
            RedirectMatch 301 "^/c\+\+/$" "/new/"
            RedirectMatch 301 "^/docs/guide\.html$" "/new/"
            RedirectMatch 301 "^/größe/$" "/new/"
            RedirectMatch 301 "^/old page/$" "/new/"
        "#]],
    );
    check(
        "nginx",
        ".kb-nginx.conf",
        expect![[r#"
        absolute_redirect off;
        charset utf-8;
        charset_types text/css text/markdown text/plain text/xml application/feed+json application/javascript application/json application/xml image/svg+xml;
        error_page 404 "/404.html";
        add_header Content-Security-Policy "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' https://pictures.example; font-src 'self'; connect-src 'self' https://stats.example; manifest-src 'self'; form-action 'self'; frame-ancestors 'self'; base-uri 'none'" always;
        add_header Permissions-Policy "camera=(), geolocation=(), microphone=(), payment=(), usb=()" always;
        add_header Referrer-Policy "strict-origin-when-cross-origin" always;
        add_header X-Content-Type-Options "nosniff" always;
        set $kb_cache "no-cache";
        if ($uri ~ "^/assets/") { set $kb_cache "public, max-age=31536000, immutable"; }
        add_header Cache-Control $kb_cache;
        location ~ "^/\.kb-" { return 404; }
        location = "/50% (x)/" { return 301 "/new/$is_args$args"; }
        location = "/Help:Contents/" { return 301 "/new/$is_args$args"; }
        location = "/a/:b/" { return 301 "/new/$is_args$args"; }
        location = "/b/" { return 301 "/b-c/$is_args$args"; }
        location = "/c++/" { return 301 "/new/$is_args$args"; }
        location = "/docs/guide.html" { return 301 "/new/$is_args$args"; }
        location = "/größe/" { return 301 "/new/$is_args$args"; }
        location = "/old page/" { return 301 "/new/$is_args$args"; }
    "#]],
    );
    check(
        "caddy",
        ".kb-caddy.conf",
        expect![[r#"
            header {
            	Content-Security-Policy "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' https://pictures.example; font-src 'self'; connect-src 'self' https://stats.example; manifest-src 'self'; form-action 'self'; frame-ancestors 'self'; base-uri 'none'"
            	Permissions-Policy "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
            	Referrer-Policy "strict-origin-when-cross-origin"
            	X-Content-Type-Options "nosniff"
            }
            @kb-changing not path "/assets/*"
            header @kb-changing Cache-Control no-cache
            header "/assets/*" Cache-Control "public, max-age=31536000, immutable"
            header "/*.md" Content-Type "text/markdown; charset=utf-8"
            error "/.kb-*" 404
            handle_errors {
            	@kb-missing expression `{http.error.status_code} == 404`
            	header Cache-Control no-cache
            	rewrite @kb-missing "/404.html"
            	file_server
            }
            map {http.request.uri.path} {kb_target} {
            	"/50% (x)/" "/new/"
            	"/Help:Contents/" "/new/"
            	"/a/:b/" "/new/"
            	"/b/" "/b-c/"
            	"/c++/" "/new/"
            	"/docs/guide.html" "/new/"
            	"/größe/" "/new/"
            	"/old page/" "/new/"
            	default ""
            }
            @kb-moved-with-query expression `{kb_target} != "" && {http.request.uri.query} != ""`
            redir @kb-moved-with-query {kb_target}?{http.request.uri.query} 301
            @kb-moved expression `{kb_target} != ""`
            redir @kb-moved {kb_target} 301
        "#]],
    );
}

#[test]
fn below_a_path_every_rule_begins_with_it() {
    let site = "title = \"T\"\nurl = \"https://example.com/kb\"\nlanguage = \"en\"\ntheme.name = \"tiny\"\n";
    let site = format!("//- site.toml\n{site}hosting = [\"netlify\", \"nginx\"]{PAGES}");
    let build = build(&site);
    let headers = file(&build, "_headers");
    assert!(headers.starts_with("/kb/*\n") && headers.contains("\n/kb/assets/*\n"), "{headers}");
    assert!(file(&build, "_redirects").contains("\n/kb/b/ /kb/b-c/ 301!\n"));
    assert!(
        file(&build, ".kb-nginx.conf")
            .contains("\nlocation = \"/kb/b/\" { return 301 \"/kb/b-c/$is_args$args\"; }\n")
    );
}

#[test]
fn what_a_host_cannot_redirect_is_reported_and_redirected_by_a_page() {
    let build = published("[\"cloudflare\", \"azure\"]");
    expect![[r#"
        warning[host-redirect]: cloudflare cannot redirect “/Help:Contents/” and 1 more
         --> site.toml:5:12
          |
        5 | hosting = ["cloudflare", "azure"]
          |            ^^^^^^^^^^^^
          |
          = help: readers still arrive, by a page at the old address that redirects; to accept that, write `host-redirect = "allow"` below `[lints]`

        warning[host-redirect]: azure cannot redirect “/50% (x)/” and 2 more
         --> site.toml:5:26
          |
        5 | hosting = ["cloudflare", "azure"]
          |                          ^^^^^^^"#]].assert_eq(&problems(&build));
    assert!(file(&build, "Help:Contents/index.html").contains("http-equiv=\"refresh\""));
}

#[test]
fn cloudflare_is_told_as_many_redirects_as_it_takes() {
    let aliases: String = (0..2_005).map(|n| format!("\"/old/{n}/\", ")).collect();
    let build = build(&format!(
        "//- site.toml\nhosting = \"cloudflare\"\n//- articles/a.md\n+++\naliases = [{aliases}]\n+++\n"
    ));
    assert_eq!(file(&build, "_redirects").lines().count(), 2_000);
    assert!(
        problems(&build).contains("cloudflare redirects 1999 of 2005 old addresses"),
        "{}",
        problems(&build)
    );
}

#[test]
fn a_file_of_the_same_name_in_static_replaces_that_of_a_host() {
    let build =
        build("//- site.toml\nhosting = \"netlify\"\n//- articles/a.md\nA.\n//- static/_headers\nmine\n");
    assert_eq!((problems(&build), file(&build, "_headers")), (String::new(), "mine\n"));
}

#[test]
fn assets_are_kept_by_browsers_only_if_all_their_names_change() {
    let kept = |files: &str| {
        let build = build(&format!("//- site.toml\nhosting = \"netlify\"\n//- articles/a.md\nA.\n{files}"));
        file(&build, "_headers").contains("immutable")
    };
    assert!(kept(""));
    assert!(!kept("//- static/assets/logo.txt\nx\n"));
}

#[test]
fn an_unknown_host_is_an_error_that_names_the_nearest() {
    expect![[r#"
        error[config-invalid]: kb knows no host “netlfy”
         --> site.toml:5:12
          |
        5 | hosting = ["netlfy", "github", "netlify", "cloudflare"]
          |            ^^^^^^^^
          |
          = help: did you mean `netlify`?

        error[config-invalid]: kb knows no host “github”
         --> site.toml:5:22
          |
        5 | hosting = ["netlfy", "github", "netlify", "cloudflare"]
          |                      ^^^^^^^^
          |
          = help: write any of apache, azure, caddy, cloudflare, firebase, netlify, nginx, vercel; other hosts need no files from kb

        warning[host-redirect]: netlify cannot redirect “/50% (x)/” and 2 more
         --> site.toml:5:32
          |
        5 | hosting = ["netlfy", "github", "netlify", "cloudflare"]
          |                                ^^^^^^^^^
          |
          = help: readers still arrive, by a page at the old address that redirects; to accept that, write `host-redirect = "allow"` below `[lints]`

        error[config-invalid]: netlify and cloudflare read the same files, each in its own way
         --> site.toml:5:43
          |
        5 | hosting = ["netlfy", "github", "netlify", "cloudflare"]
          |                                           ^^^^^^^^^^^^
          |
          = help: keep one of them"#]].assert_eq(&problems(&published("[\"netlfy\", \"github\", \"netlify\", \"cloudflare\"]")));
    let csp = build("//- site.toml\n[csp]\nscript-src = \"https://a.example https://b.example\"\n");
    expect![[r#"
        error[config-invalid]: “https://a.example https://b.example” is not one source
         --> site.toml:6:14
          |
        6 | script-src = "https://a.example https://b.example"
          |              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
          |
          = help: write the start of the addresses, such as `https://stats.example.com`, each in quotes of its own"#]].assert_eq(&problems(&csp));
}

#[test]
fn a_file_for_a_host_is_the_same_when_it_is_made_alone() {
    let build = published("[\"netlify\"]");
    let path = OutputPath::new("_headers").unwrap();
    // A snapshot that was never printed.
    let alone = kb::engine::Workspace::in_memory(super::support::sources(&format!(
        "//- site.toml\nhosting = [\"netlify\"]\n[csp]\nconnect-src = \"https://stats.example\"{PAGES}"
    )));
    let mut alone = alone;
    let snapshot = alone.snapshot(&super::support::request(), |_| {});
    let blob = snapshot.make(&Artifact::HostFile(path)).unwrap();
    assert_eq!(std::str::from_utf8(blob.in_memory().unwrap()).unwrap(), file(&build, "_headers"));
}

#[test]
fn servers_are_told_of_compressed_copies() {
    let with = build(&format!(
        "//- site.toml\nhosting = [\"apache\", \"caddy\", \"nginx\"]\noutputs.compress = true{PAGES}"
    ));
    let without = build(&format!("//- site.toml\nhosting = [\"apache\", \"caddy\", \"nginx\"]{PAGES}"));
    let added = [".htaccess", ".kb-caddy.conf", ".kb-nginx.conf"].map(|name| {
        let known: Vec<&str> = file(&without, name).lines().collect();
        let new = file(&with, name).lines().filter(|line| !known.contains(line));
        format!("{name}\n{}\n", new.map(|line| format!("  {line}\n")).collect::<String>())
    });
    expect![[r#"
        .htaccess
          <IfModule mod_rewrite.c>
          RewriteEngine On
          RewriteBase "/"
          RewriteCond %{HTTP:Accept-Encoding} "(^|[ ,])br([ ,;]|$)"
          RewriteCond %{HTTP:Accept-Encoding} "!br *; *q=0(\.0*)?([ ,]|$)"
          RewriteCond %{REQUEST_FILENAME}.br -f
          RewriteRule "^(.+)$" "$1.br" [L]
          RewriteCond %{HTTP:Accept-Encoding} "(^|[ ,])gzip([ ,;]|$)"
          RewriteCond %{HTTP:Accept-Encoding} "!gzip *; *q=0(\.0*)?([ ,]|$)"
          RewriteCond %{REQUEST_FILENAME}.gz -f
          RewriteRule "^(.+)$" "$1.gz" [L]
          Header merge Vary Accept-Encoding
          <FilesMatch "\.(css|html|js|json|md|mjs|svg|txt|webmanifest|xml)\.br$">
          AddEncoding br .br
          RemoveLanguage .br
          </FilesMatch>
          <FilesMatch "\.(css|html|js|json|md|mjs|svg|txt|webmanifest|xml)\.gz$">
          AddEncoding gzip .gz
          RemoveType .gz
          </FilesMatch>

        .kb-caddy.conf
          file_server {
          	precompressed br gzip
          	file_server {
          		precompressed br gzip
          	}

        .kb-nginx.conf
          gzip_static on;
          brotli_static on;
          gzip_vary on;

    "#]]
    .assert_eq(&added.concat());
}
