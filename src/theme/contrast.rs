//! Whether colors that a theme uses together have enough contrast.
//!
//! Takes the pairs that themes declare and the site's colors, gives warnings with the figure and the nearest color
//! that passes.

use std::collections::BTreeMap;
use std::ops::Range;

use super::color::Color;
use super::manifest::Manifest;
use super::token::TokenValue;
use crate::config::Config;
use crate::data::{Reader, Spanned, Table};
use crate::diagnostic::{Diagnostics, Span, codes, nearest};

/// `[[contrast]]` of a theme.toml.
pub(super) struct Pair {
    /// Name of the token above.
    text: Spanned<String>,
    /// Name of the token below.
    on: Spanned<String>,
    /// The minimum contrast ratio.
    least: Option<f64>,
    /// The maximum contrast ratio, for colors that must look equally light.
    most: Option<f64>,
}

/// Reads `[[contrast]]`.
pub(super) fn read_pair(mut reader: Reader<'_>, found: &mut Diagnostics) -> Option<Pair> {
    let text = reader.required_text("text", found);
    let on = reader.required_text("on", found);
    let number = |reader: &mut Reader<'_>, key: &str, found: &mut Diagnostics| {
        let value = reader.value(key)?;
        let number = value.value.number();
        if number.is_none() {
            reader.wrong_type(key, value, "a number", found);
        }
        number
    };
    let least = number(&mut reader, "least", found);
    let most = number(&mut reader, "most", found);
    reader.finish(found);
    Some(Pair { text: text?, on: on?, least, most })
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
            let text = colors(tokens, manifest, &pair.text, found);
            let on = colors(tokens, manifest, &pair.on, found);
            if let (Some(text), Some(on)) = (text, on) {
                check_pair(manifest, pair, Scheme::Light, (text, on), config, found);
                check_pair(manifest, pair, Scheme::Dark, (text, on), config, found);
            }
        }
    }
}

/// A token's color in the light scheme and in the dark one.
type Colors<'a> = (&'a str, &'a str);

#[derive(Clone, Copy, PartialEq, Eq)]
enum Scheme {
    Light,
    Dark,
}

fn check_pair(
    manifest: &Manifest,
    pair: &Pair,
    scheme: Scheme,
    (texts, grounds): (Colors<'_>, Colors<'_>),
    config: &Config,
    found: &mut Diagnostics,
) {
    let (scheme_name, text, on) = match scheme {
        Scheme::Light => ("light", texts.0, grounds.0),
        Scheme::Dark => ("dark", texts.1, grounds.1),
    };
    let (name, ground_name) = (&pair.text.value, &pair.on.value);
    let chosen = [name, ground_name].into_iter().find_map(|name| chosen_at(manifest, config, name));
    let is_chosen = chosen.is_some();
    let place = chosen.map_or_else(
        || Span::new(&manifest.path, pair.text.range.clone()),
        |range| Span::new(&config.path, range),
    );
    let (Some(color), Some(ground)) = (Color::parse(text), Color::parse(on)) else {
        let message = format!("cannot compute the contrast of `{name}` on `{ground_name}`");
        found.report(&codes::CONTRAST_LOW, place, message).hint("write both colors as #rrggbb");
        return;
    };
    let ratio = color.contrast(ground);
    let names = format!("`{name}` ({text}) on `{ground_name}` ({on})");
    // If both schemes share one color, the suggested one would fail in the other scheme.
    let single = match (texts.0 == texts.1, grounds.0 == grounds.1) {
        (true, false) => Some((name, texts.0)),
        (false, true) => Some((ground_name, grounds.0)),
        _ => None,
    };
    if let Some(least) = pair.least.filter(|least| ratio < *least) {
        let message =
            format!("{names} has a contrast of {ratio:.1} in the {scheme_name} scheme, but needs {least}");
        let diagnostic = found.report(&codes::CONTRAST_LOW, place, message);
        let color_for_text = color.with_contrast(ground, least);
        match color_for_text {
            Some(better) => {
                diagnostic.hint(format!("the nearest color that passes is {} for `{name}`", better.to_hex()))
            }
            None => diagnostic.hint(format!("no color passes on {on}; change `{ground_name}`")),
        };
        if let Some((single, same)) = single {
            let better = match single == name {
                true => color_for_text,
                false => ground.with_contrast(color, least),
            };
            let better = better.map_or_else(|| "#…".to_owned(), Color::to_hex);
            let (light, dark) = match scheme {
                Scheme::Light => (better.as_str(), same),
                Scheme::Dark => (same, better.as_str()),
            };
            diagnostic.hint(match is_chosen {
                true => format!(
                    "`{single}` has one color for both schemes; give it two: `{single} = {{ light = \"{light}\", dark = \"{dark}\" }}`"
                ),
                false => format!(
                    "`{single}` has one color for both schemes; give it two: `default = \"{light}\"` and `dark = \"{dark}\"`"
                ),
            });
        }
    } else if let Some(most) = pair.most.filter(|most| ratio > *most) {
        let message = format!(
            "{names} differs in lightness by {ratio:.2} in the {scheme_name} scheme, but may differ by at most {most}"
        );
        found
            .report(&codes::CONTRAST_LOW, place, message)
            .hint("make the darker one lighter, or the lighter one darker");
    }
}

fn colors<'a>(
    tokens: &'a BTreeMap<String, TokenValue>,
    manifest: &Manifest,
    name: &Spanned<String>,
    found: &mut Diagnostics,
) -> Option<Colors<'a>> {
    if let Some(TokenValue::Color { light, dark }) = tokens.get(&name.value) {
        return Some((light, dark));
    }
    let known = tokens.iter().filter(|(_, value)| value.dark().is_some());
    let known: Vec<&str> = known.map(|(name, _)| name.as_str()).collect();
    let message = match tokens.contains_key(&name.value) {
        true => format!("the token `{}` is not a color", name.value),
        false => format!("no token is called `{}`", name.value),
    };
    let place = Span::new(&manifest.path, name.range.clone());
    let diagnostic = found.report(&codes::THEME_INVALID, place, message);
    match nearest(&name.value, known.iter().copied()) {
        _ if tokens.contains_key(&name.value) => {
            diagnostic.hint(format!("colors are `{}`", known.join("`, `")))
        }
        Some(near) => diagnostic.hint(format!("did you mean `{near}`?")),
        None => diagnostic.hint(format!("declare it: `[tokens.{}]` with `type = \"color\"`", name.value)),
    };
    None
}

/// Where the site sets a color, if it does.
fn chosen_at(manifest: &Manifest, config: &Config, name: &str) -> Option<Range<usize>> {
    let of = |table: &Table| table.get(name).map(|value| value.range.clone());
    config.theme.own.get(&manifest.name).and_then(of).or_else(|| of(&config.theme.tokens))
}
