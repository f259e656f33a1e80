//! Whether the colours that a theme puts on one another can be told apart.
//!
//! Takes the pairs that themes declare and the colours that the site has chosen, gives warnings with the figure and the
//! nearest colour that passes.

use std::collections::BTreeMap;
use std::ops::Range;

use super::color::Color;
use super::manifest::Manifest;
use super::token::TokenValue;
use crate::config::Config;
use crate::data::{Reader, Spanned, Table, Value};
use crate::diagnostic::{Diagnostics, Span, codes};

/// `[[contrast]]` of a theme.toml.
pub(super) struct Pair {
    /// Name of the token above.
    text: Spanned<String>,
    /// Name of the token below.
    on: String,
    /// The least contrast ratio.
    least: Option<f64>,
    /// The greatest contrast ratio, for colours that must look equally light.
    most: Option<f64>,
}

/// Reads `[[contrast]]`.
pub(super) fn read_pair(mut reader: Reader<'_>, found: &mut Diagnostics) -> Option<Pair> {
    let text = reader.required_text("text", found);
    let on = reader.required_text("on", found);
    let number = |reader: &mut Reader<'_>, key: &str, found: &mut Diagnostics| match reader.value(key)?.value
    {
        Value::Integer(number) => Some(number as f64),
        Value::Float(number) => Some(number),
        _ => {
            let value = reader.value(key)?;
            reader.wrong_type(key, value, "a number", found);
            None
        }
    };
    let least = number(&mut reader, "least", found);
    let most = number(&mut reader, "most", found);
    reader.finish(found);
    Some(Pair { text: text?, on: on?.value, least, most })
}

/// Checks every pair of the chain, light and dark.
pub(super) fn check_contrast(
    chain: &[Manifest],
    tokens: &BTreeMap<String, TokenValue>,
    config: &Config,
    found: &mut Diagnostics,
) {
    for manifest in chain {
        for pair in &manifest.contrast {
            let place = Span::new(&manifest.path, pair.text.range.clone());
            let (Some(text), Some(on)) = (colors(tokens, &pair.text.value), colors(tokens, &pair.on)) else {
                let message =
                    format!("`{}` and `{}` are not both colours of this theme", pair.text.value, pair.on);
                found
                    .report(&codes::THEME_INVALID, place, message)
                    .hint("declare both as tokens of type color");
                continue;
            };
            for (scheme, text, on) in [("light", text.0, on.0), ("dark", text.1, on.1)] {
                check_pair(manifest, pair, scheme, text, on, config, found);
            }
        }
    }
}

fn check_pair(
    manifest: &Manifest,
    pair: &Pair,
    scheme: &str,
    text: &str,
    on: &str,
    config: &Config,
    found: &mut Diagnostics,
) {
    let chosen = [&pair.text.value, &pair.on].into_iter().find_map(|name| chosen_at(manifest, config, name));
    let place = chosen.map_or_else(
        || Span::new(&manifest.path, pair.text.range.clone()),
        |range| Span::new(&config.path, range),
    );
    let (Some(color), Some(ground)) = (Color::parse(text), Color::parse(on)) else {
        let message =
            format!("whether `{}` can be read on `{}` cannot be computed", pair.text.value, pair.on);
        found.report(&codes::CONTRAST_LOW, place, message).hint("write both colours as #rrggbb");
        return;
    };
    let ratio = color.contrast(ground);
    let (names, name) = (format!("`{}` ({text}) on `{}` ({on})", pair.text.value, pair.on), &pair.text.value);
    if let Some(least) = pair.least.filter(|least| ratio < *least) {
        let message =
            format!("{names} has a contrast of {ratio:.1} in the {scheme} scheme, it needs {least}");
        let diagnostic = found.report(&codes::CONTRAST_LOW, place, message);
        match color.with_contrast(ground, least) {
            Some(better) => {
                diagnostic.hint(format!("the nearest colour that passes is {} for `{name}`", better.to_hex()))
            }
            None => diagnostic.hint(format!("no colour passes on {on}; change `{}`", pair.on)),
        };
    } else if let Some(most) = pair.most.filter(|most| ratio > *most) {
        let message = format!(
            "{names} differs in lightness by {ratio:.2} in the {scheme} scheme, the two must be within {most}"
        );
        found
            .report(&codes::CONTRAST_LOW, place, message)
            .hint("make the darker one lighter, or the lighter one darker");
    }
}

/// A token's light and dark colour.
fn colors<'a>(tokens: &'a BTreeMap<String, TokenValue>, name: &str) -> Option<(&'a str, &'a str)> {
    match tokens.get(name)? {
        TokenValue::Color { light, dark } => Some((light, dark)),
        _ => None,
    }
}

/// Where the site chose a colour, if it did.
fn chosen_at(manifest: &Manifest, config: &Config, name: &str) -> Option<Range<usize>> {
    let of = |table: &Table| table.get(name).map(|value| value.range.clone());
    config.theme.own.get(&manifest.name).and_then(of).or_else(|| of(&config.theme.tokens))
}
