//! Diagnostics as SARIF 2.1.0 (OASIS), which GitHub's code scanning and editors read.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{Code, Diagnostics, Positions, Severity, Sources, Unit};
use crate::path::encode_path;

/// One JSON document. `folder` is the site's folder in the repository, empty or with a slash at its end.
pub fn to_sarif(diagnostics: &Diagnostics, sources: &impl Sources, folder: &str) -> String {
    let mut positions = Positions::new(sources);
    let mut codes: BTreeMap<&str, &Code> = BTreeMap::new();
    let mut results = Vec::new();
    for diagnostic in diagnostics.iter() {
        codes.insert(diagnostic.code.name, diagnostic.code);
        let hints = diagnostic.hints.iter().map(|hint| format!("\n{hint}"));
        let mut result = json!({
            "ruleId": diagnostic.code.name,
            "level": match diagnostic.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
            },
            "message": { "text": format!("{}{}", diagnostic.message, hints.collect::<String>()) },
        });
        if let Some(span) = &diagnostic.span {
            let address = encode_path(&format!("{folder}{}", span.path)).into_owned();
            let mut place = json!({ "artifactLocation": { "uri": address } });
            if let Some((start, end)) = positions.of(span, Unit::Characters) {
                place["region"] = json!({
                    "startLine": start.line,
                    "startColumn": start.column,
                    "endLine": end.line,
                    "endColumn": end.column,
                });
            }
            result["locations"] = json!([{ "physicalLocation": place }]);
        }
        results.push(result);
    }
    let rules = codes.values().map(|code| {
        json!({
            "id": code.name,
            "shortDescription": { "text": code.title() },
            "help": { "text": code.explanation, "markdown": code.explanation },
        })
    });
    let rules: Vec<Value> = rules.collect();
    let driver = json!({ "name": "kb", "version": env!("CARGO_PKG_VERSION"), "rules": rules });
    let run = json!({ "tool": { "driver": driver }, "columnKind": "unicodeCodePoints", "results": results });
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    });
    format!("{log:#}\n")
}
