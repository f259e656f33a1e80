//! Lines for the `server` block of nginx, as an `include` (<https://nginx.org/en/docs/>).

use super::{LASTING, Redirect, Rules, backslashed, is_regex};

pub(super) fn text<'a>(rules: &Rules, redirects: impl Iterator<Item = &'a Redirect>) -> String {
    // Without it, a redirect names the port of nginx, which behind a proxy is not that of the site.
    let mut text = String::from("absolute_redirect off;\ncharset utf-8;\n");
    text.push_str("charset_types text/css text/markdown text/plain text/xml application/feed+json application/javascript application/json application/xml image/svg+xml;\n");
    text.push_str(&format!("error_page 404 {};\n", quoted(&rules.encoded("404.html"))));
    for (name, value) in &rules.headers {
        text.push_str(&format!("add_header {name} {} always;\n", quoted(value)));
    }
    text.push_str("set $kb_cache \"no-cache\";\n");
    if rules.has_lasting_assets {
        let folder = backslashed(&rules.at("assets/"), is_regex);
        text.push_str(&format!(
            "if ($uri ~ {}) {{ set $kb_cache \"{LASTING}\"; }}\n",
            quoted_pattern(&format!("^{folder}"))
        ));
    }
    text.push_str("add_header Cache-Control $kb_cache;\n");
    if rules.has_copies {
        text.push_str("gzip_static on;\nbrotli_static on;\ngzip_vary on;\n");
    }
    let hidden = backslashed(&rules.at(".kb-"), is_regex);
    text.push_str(&format!("location ~ {} {{ return 404; }}\n", quoted_pattern(&format!("^{hidden}"))));
    for Redirect { from, to } in redirects {
        let to = to.replace('$', "%24");
        text.push_str(&format!("location = {} {{ return 301 \"{to}$is_args$args\"; }}\n", quoted(from)));
    }
    text
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", backslashed(text, |letter| matches!(letter, '"' | '\\')))
}

/// A regular expression keeps its backslashes: nginx removes only those before quotes, `t`, `r`, `n` and backslashes.
fn quoted_pattern(pattern: &str) -> String {
    format!("\"{}\"", pattern.replace('"', "\\\""))
}
