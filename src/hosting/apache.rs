//! `.htaccess` (<https://httpd.apache.org/docs/2.4/howto/htaccess.html>). Needs `AllowOverride FileInfo` and mod_headers.

use super::{LASTING, Redirect, Rules, backslashed, is_regex};

pub(super) fn text<'a>(rules: &Rules, redirects: impl Iterator<Item = &'a Redirect>) -> String {
    let mut text =
        String::from("AddDefaultCharset utf-8\nAddCharset utf-8 .css .js .json .md .svg .txt .xml\n");
    text.push_str("AddType text/markdown .md\nAddType application/manifest+json .webmanifest\n");
    text.push_str(&format!("ErrorDocument 404 {}\n", rules.encoded("404.html")));
    text.push_str("<IfModule mod_headers.c>\n");
    for (name, value) in &rules.headers {
        text.push_str(&format!("Header always set {name} \"{value}\"\n"));
    }
    text.push_str("Header set Cache-Control \"no-cache\"\n");
    if rules.has_lasting_assets {
        let folder = pattern(&rules.at("assets/"));
        text.push_str(&format!(
            "Header set Cache-Control \"{LASTING}\" \"expr=%{{REQUEST_URI}} =~ m#^{folder}#\"\n"
        ));
    }
    text.push_str("</IfModule>\n");
    text.push_str(&format!("RedirectMatch 404 \"^{}\"\n", pattern(&rules.at(".kb-"))));
    if rules.has_copies {
        push_copies(&mut text, rules);
    }
    for Redirect { from, to } in redirects {
        // `$1` and `&` would stand for what was found.
        let to = to.replace('$', "%24").replace('&', "%26");
        text.push_str(&format!("RedirectMatch 301 \"^{}$\" \"{to}\"\n", pattern(from)));
    }
    text
}

/// Sends the copy of a file to programs that accept it. A copy keeps the type of its file: `br` is a language for Apache, and `gz` a
/// type of its own.
fn push_copies(text: &mut String, rules: &Rules) {
    text.push_str("<IfModule mod_rewrite.c>\nRewriteEngine On\n");
    text.push_str(&format!("RewriteBase \"{}\"\n", rules.at("")));
    for (coding, extension) in [("br", "br"), ("gzip", "gz")] {
        text.push_str(&format!(
            "RewriteCond %{{HTTP:Accept-Encoding}} \"(^|[ ,]){coding}([ ,;]|$)\"\n\
             RewriteCond %{{HTTP:Accept-Encoding}} \"!{coding} *; *q=0(\\.0*)?([ ,]|$)\"\n\
             RewriteCond %{{REQUEST_FILENAME}}.{extension} -f\nRewriteRule \"^(.+)$\" \"$1.{extension}\" [L]\n"
        ));
    }
    text.push_str("</IfModule>\n<IfModule mod_headers.c>\nHeader merge Vary Accept-Encoding\n</IfModule>\n");
    const FILES: &str = "css|html|js|json|md|mjs|svg|txt|webmanifest|xml";
    text.push_str(&format!(
        "<FilesMatch \"\\.({FILES})\\.br$\">\nAddEncoding br .br\nRemoveLanguage .br\n</FilesMatch>\n\
         <FilesMatch \"\\.({FILES})\\.gz$\">\nAddEncoding gzip .gz\nRemoveType .gz\n</FilesMatch>\n"
    ));
}

/// A regular expression in quotes that finds a path.
fn pattern(path: &str) -> String {
    backslashed(path, is_regex).replace('"', "\\x22").replace('#', "\\x23")
}
