//! Files that run code with the site's full rights when a reader opens them, and files that hosts obey. Looks only at names, never
//! at contents.

use crate::path::{SourcePath, is_markup};

/// Extensions of files that only some browsers show as a page, and of programs that hosts run. All kinds of markup are
/// active too: see [`is_markup`].
const ACTIVE: &[&str] = &[
    "asp", "aspx", "cgi", "hta", "jsp", "jspx", "mht", "mhtml", "mml", "phar", "php", "phtml", "shtm", "stm",
    "wml", "xhtm",
];

/// Extensions that every host knows. A host ignores the extensions before them: `page.html.pdf` is a PDF.
const KNOWN: &[&str] = &["avif", "gif", "gz", "jpeg", "jpg", "pdf", "png", "svg", "txt", "webp", "zip"];

/// Files that hosts obey at the root of a site, and a folder: <https://docs.netlify.com/routing/redirects/>,
/// <https://developers.cloudflare.com/pages/configuration/>, <https://vercel.com/docs/project-configuration>,
/// <https://docs.github.com/pages>. The names of other such files begin with a dot or are markup.
const OBEYED: &[&str] =
    &["_headers", "_redirects", "_routes.json", "_worker.js", "cname", "serve.json", "vercel.json"];

/// A file that a host obeys in any folder: <https://learn.microsoft.com/azure/static-web-apps/configuration>.
const OBEYED_ANYWHERE: &str = "staticwebapp.config.json";

/// Whether a file beside an article changes how a host serves the whole site.
pub fn is_obeyed(path: &SourcePath) -> bool {
    // A file beside an article is published at its path below `articles/`.
    let mut parts = path.as_str().split('/').skip(1);
    let Some(first) = parts.next().map(str::to_ascii_lowercase) else { return false };
    let is_at_root = parts.next().is_none() || first == "_worker.js";
    is_at_root && OBEYED.contains(&&*first) || path.file_name().eq_ignore_ascii_case(OBEYED_ANYWHERE)
}

/// Whether a file beside an article may run code if it is published as it is. SVG files do not count, since they are
/// sanitized.
pub fn is_active(path: &SourcePath) -> bool {
    // A host may skip an extension that it does not know, or one that is a language (Apache, mod_mime): `page.html.bak`
    // and `page.html.nl` are pages.
    let (_, extensions) = path.file_name().split_once('.').unwrap_or_default();
    let decisive = extensions.rsplit('.').map(|part| part.trim().to_ascii_lowercase()).find_map(|part| {
        let is_known = KNOWN.contains(&&*part);
        let is_active = !is_known && (ACTIVE.contains(&&*part) || is_markup(&part));
        (is_active || is_known).then_some(is_active)
    });
    decisive.unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_obey_some_files_and_folders() {
        let is = |name: &str| is_obeyed(&SourcePath::new(&format!("articles/{name}")).unwrap());
        for name in
            ["_redirects", "_Headers", "_worker.js/index.js", "CNAME", "part/staticwebapp.config.json"]
        {
            assert!(is(name), "{name}");
        }
        for name in
            ["redirects", "headers.txt", "worker.js", "cname.pdf", "cname/a.png", "examples/vercel.json"]
        {
            assert!(!is(name), "{name}");
        }
    }

    #[test]
    fn the_last_extension_that_hosts_know_decides() {
        let check = |name: &str, expected: bool| {
            let path = SourcePath::new(&format!("articles/{name}")).unwrap();
            assert_eq!(is_active(&path), expected, "{name}");
        };
        for name in ["a.html", "A.HTM", "a.xhtml", "a.xml", "a.svgz", "a.mht", "a.xsl", "a.shtml", "a.php"] {
            check(name, true);
        }
        for name in ["a.xul", "a.rss", "a.atom", "a.rdf", "a.mathml", "a.hxt", "a.wsdl", "a.kml", "a.config"]
        {
            check(name, true);
        }
        for name in ["a.html.bak", "a.html.nl", "a.html.", "a.html ", "a.b.xml.old.1"] {
            check(name, true);
        }
        for name in [
            "a.pdf",
            "a.html.pdf",
            "a.xml.zip",
            "a.svg",
            "a.js",
            "a.css",
            "a",
            "html/a.txt",
            "a.docx",
            "a.xlsx",
            "a.odt",
            "a.csv",
            "html",
        ] {
            check(name, false);
        }
    }
}
