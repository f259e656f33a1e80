//! The files in JSON: `vercel.json` (<https://vercel.com/docs/project-configuration>), `staticwebapp.config.json`
//! (<https://learn.microsoft.com/azure/static-web-apps/configuration>) and `firebase.json`
//! (<https://firebase.google.com/docs/hosting/full-config>).

use serde_json::{Map, Value, json};

use super::{LASTING, Redirect, Rules, backslashed, is_regex};
use crate::path::encode_path;

pub(super) fn vercel<'a>(rules: &Rules, redirects: impl Iterator<Item = &'a Redirect>) -> String {
    // A source is a pattern (path-to-regexp 6), compared with the encoded path.
    let source = |path: &str| backslashed(&encode_path(path), |letter| ":(){}[]*+?.!\\".contains(letter));
    let mut all = vec![
        json!({ "source": source(&rules.at(".kb-site")), "destination": rules.encoded(""), "permanent": false }),
    ];
    all.extend(redirects.map(
        |redirect| json!({ "source": source(&redirect.from), "destination": redirect.to, "statusCode": 301 }),
    ));
    let mut headers =
        vec![json!({ "source": format!("{}/(.*)", source(&rules.root)), "headers": listed(rules) })];
    if rules.has_lasting_assets {
        headers.push(
            json!({ "source": format!("{}/assets/(.*)", source(&rules.root)), "headers": [lasting()] }),
        );
    }
    pretty(&json!({ "trailingSlash": true, "redirects": all, "headers": headers }))
}

pub(super) fn azure<'a>(rules: &Rules, redirects: impl Iterator<Item = &'a Redirect>) -> String {
    let mut routes = vec![json!({ "route": rules.at(".kb-site"), "statusCode": 404 })];
    if rules.has_lasting_assets {
        routes.push(json!({ "route": rules.at("assets/*"), "headers": { "Cache-Control": LASTING } }));
    }
    routes.extend(
        redirects
            .map(|redirect| json!({ "route": redirect.from, "redirect": redirect.to, "statusCode": 301 })),
    );
    let headers: Map<String, Value> =
        rules.headers.iter().map(|(name, value)| ((*name).to_owned(), value.as_str().into())).collect();
    pretty(&json!({
        "trailingSlash": "always",
        "routes": routes,
        "globalHeaders": headers,
        "responseOverrides": { "404": { "rewrite": rules.at("404.html") } },
    }))
}

pub(super) fn firebase<'a>(rules: &Rules, redirects: impl Iterator<Item = &'a Redirect>) -> String {
    let redirects = redirects.map(|redirect| {
        // RE2 finds a pattern anywhere in the path.
        let regex = format!("^{}$", backslashed(&redirect.from, is_regex));
        json!({ "regex": regex, "destination": redirect.to, "type": 301 })
    });
    let redirects: Vec<Value> = redirects.collect();
    let mut headers = vec![json!({ "source": "**", "headers": listed(rules) })];
    if rules.has_lasting_assets {
        headers.push(json!({ "source": rules.at("assets/**"), "headers": [lasting()] }));
    }
    pretty(&json!({ "hosting": {
        "public": ".",
        "ignore": ["firebase.json", "firebase-debug.log", "**/.kb-*"],
        "trailingSlash": true,
        "redirects": redirects,
        "headers": headers,
    } }))
}

fn listed(rules: &Rules) -> Vec<Value> {
    rules.headers.iter().map(|(name, value)| json!({ "key": name, "value": value })).collect()
}

fn lasting() -> Value {
    json!({ "key": "Cache-Control", "value": LASTING })
}

fn pretty(value: &Value) -> String {
    format!("{value:#}\n")
}
