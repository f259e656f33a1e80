//! Quotation marks by language.

/// The marks that open and close a quotation, and one within.
pub(super) struct Quotes {
    pub open: &'static str,
    pub close: &'static str,
    pub inner_open: &'static str,
    pub inner_close: &'static str,
}

/// The marks of a language by its BCP 47 tag; English ones for those that are not known.
pub(super) fn quotes_of(language: &str) -> Quotes {
    let language = language.to_ascii_lowercase();
    let primary = language.split(['-', '_']).next().unwrap_or("");
    let is_swiss = language.ends_with("-ch") || language.ends_with("-li");
    let (open, close, inner_open, inner_close) = match primary {
        "de" | "fr" | "it" if is_swiss => ("«", "»", "‹", "›"),
        "de" | "bg" | "cs" | "et" | "is" | "lt" | "lv" | "mk" | "sk" | "sl" | "sq" => ("„", "“", "‚", "‘"),
        "bs" | "hr" | "pl" | "ro" | "sr" => ("„", "”", "‚", "’"),
        "hu" => ("„", "”", "»", "«"),
        "fr" => ("«\u{202f}", "\u{202f}»", "“", "”"),
        "el" | "es" | "it" | "pt" | "ca" | "gl" | "eu" => ("«", "»", "“", "”"),
        "nb" | "nn" | "no" => ("«", "»", "‘", "’"),
        "be" | "ru" | "uk" => ("«", "»", "„", "“"),
        "da" | "fi" | "sv" => ("”", "”", "’", "’"),
        "ja" => ("「", "」", "『", "』"),
        _ => ("“", "”", "‘", "’"),
    };
    Quotes { open, close, inner_open, inner_close }
}
