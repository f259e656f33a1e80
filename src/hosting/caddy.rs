//! Lines for the site's block of a Caddyfile, as an `import` (<https://caddyserver.com/docs/caddyfile>).

use super::{LASTING, Redirect, Rules, backslashed};

pub(super) fn text<'a>(rules: &Rules, redirects: impl Iterator<Item = &'a Redirect>) -> String {
    let mut text = String::from("header {\n");
    for (name, value) in &rules.headers {
        text.push_str(&format!("\t{name} {}\n", quoted(value)));
    }
    text.push_str("}\n");
    if rules.has_lasting_assets {
        // Of two headers, Caddy sets the one for fewer files first.
        let assets = quoted(&rules.at("assets/*"));
        text.push_str(&format!(
            "@kb-changing not path {assets}\nheader @kb-changing Cache-Control no-cache\n"
        ));
        text.push_str(&format!("header {assets} Cache-Control \"{LASTING}\"\n"));
    } else {
        text.push_str("header Cache-Control no-cache\n");
    }
    text.push_str(&format!(
        "header {} Content-Type \"text/markdown; charset=utf-8\"\n",
        quoted(&rules.at("*.md"))
    ));
    text.push_str(&format!("error {} 404\n", quoted(&rules.at(".kb-*"))));
    // The server's own `file_server` comes after the import, so that this one answers.
    let files = match rules.has_copies {
        true => "file_server {\n\tprecompressed br gzip\n}\n",
        false => "file_server\n",
    };
    if rules.has_copies {
        text.push_str(files);
    }
    text.push_str("handle_errors {\n\t@kb-missing expression `{http.error.status_code} == 404`\n");
    text.push_str("\theader Cache-Control no-cache\n");
    text.push_str(&format!(
        "\trewrite @kb-missing {}\n\t{}}}\n",
        quoted(&rules.encoded("404.html")),
        files.replace('\n', "\n\t").trim_end_matches('\t')
    ));
    text.push_str("map {http.request.uri.path} {kb_target} {\n");
    for Redirect { from, to } in redirects {
        text.push_str(&format!("\t{} {}\n", quoted(from), quoted(to)));
    }
    text.push_str("\tdefault \"\"\n}\n");
    text.push_str(
        "@kb-moved-with-query expression `{kb_target} != \"\" && {http.request.uri.query} != \"\"`\n",
    );
    text.push_str("redir @kb-moved-with-query {kb_target}?{http.request.uri.query} 301\n");
    text.push_str("@kb-moved expression `{kb_target} != \"\"`\nredir @kb-moved {kb_target} 301\n");
    text
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", backslashed(text, |letter| letter == '"'))
}
