//! Quotation marks by language, as the Unicode CLDR has them (48.2, `delimiters` of each locale).

use crate::language::Language;

/// The marks that open and close a quotation, and one within.
pub(super) struct Quotes {
    pub open: &'static str,
    pub close: &'static str,
    pub inner_open: &'static str,
    pub inner_close: &'static str,
}

/// The marks of a language. A language that is not listed here has those of CLDR's root, as English has.
pub(super) fn quotes_of(language: &Language) -> Quotes {
    let mut tag = language.as_str().to_ascii_lowercase();
    let (open, close, inner_open, inner_close) = loop {
        if let Some(marks) = marks_of(&tag) {
            break marks;
        }
        match tag.rfind('-') {
            Some(end) => tag.truncate(end),
            None => break ("“", "”", "‘", "’"),
        }
    };
    Quotes { open, close, inner_open, inner_close }
}

/// What differs from the root. A longer tag inherits from the tag that it begins with.
#[rustfmt::skip]
fn marks_of(tag: &str) -> Option<(&'static str, &'static str, &'static str, &'static str)> {
    Some(match tag {
        // Where this differs from CLDR: French has a narrow space within its marks, and other marks for a quotation
        // within one. In CLDR, the inner marks of French and Dutch are the outer ones again, and the outer marks of
        // Dutch are those that Dutch uses within. The Swiss write German with the marks that they use in French and
        // Italian (Schreibweisungen of the Federal Chancellery).
        "fr" => ("«\u{202f}", "\u{202f}»", "“", "”"),
        "fr-ca" => ("«\u{202f}", "\u{202f}»", "”", "“"),
        "nl" => ("“", "”", "‘", "’"),
        "de-ch" | "de-li" => ("«", "»", "‹", "›"),
        "it-ch" => ("«", "»", "‹", "›"),
        // Regions that use traditional characters.
        "zh-tw" | "zh-hk" | "zh-mo" => ("「", "」", "『", "』"),
        "ast" | "blo" | "bm" | "br" | "ca" | "cv" | "dyo" | "el" | "es-us" | "eu" | "ewo" | "ie" | "it" | "kab"
        | "kk" | "lij" | "mg" | "mua" | "nnh" | "pms" | "pt-ao" | "pt-ch" | "pt-cv" | "pt-gq" | "pt-gw" | "pt-lu" | "pt-mo"
        | "pt-mz" | "pt-pt" | "pt-st" | "pt-tl" | "sc" | "sg" | "ti" => ("«", "»", "“", "”"),
        "bs-cyrl" | "cs" | "de" | "dsb" | "et" | "hr" | "hsb" | "is" | "ksh" | "lb" | "luy" | "mk" | "nds" | "sk" | "sl" => ("„", "“", "‚", "‘"),
        "am" | "az-arab" | "az-cyrl" | "fa" | "fr-ch" | "gsw" | "jgo" | "kkj" | "mzn" | "rm" | "sdh" | "wae" => ("«", "»", "‹", "›"),
        "bas" | "be" | "bua" | "ky" | "os" | "ru" | "sah" | "tyv" | "uk" => ("«", "»", "„", "“"),
        "fi" | "he" | "lag" | "rn" | "se" | "sn" | "sv" | "yi" => ("”", "”", "’", "’"),
        "dua" | "el-polyton" | "ksf" | "nb" | "nn" | "no" | "rw" => ("«", "»", "‘", "’"),
        "ar" | "lld" | "ms-arab" | "syr" | "ur" => ("”", "“", "’", "‘"),
        "ht" | "hy" | "oc" | "yav" => ("«", "»", "«", "»"),
        "bg" | "lt" | "prg" | "sgs" => ("„", "“", "„", "“"),
        "bm-nkoo" | "ff-adlm" | "uz-arab" | "uz-cyrl" => ("“", "”", "‘", "’"),
        "fur" | "ia" | "ti-er" | "tn" => ("‘", "’", "“", "”"),
        "ja" | "yue" | "zh-hant" => ("「", "」", "『", "』"),
        "nmg" | "pl" | "ro" => ("„", "”", "«", "»"),
        "agq" | "ff" => ("„", "”", "‚", "’"),
        "hu" | "szl" => ("„", "”", "»", "«"),
        "kk-arab" | "ug" => ("»", "«", "›", "‹"),
        "shi" | "zgh" => ("«", "»", "„", "”"),
        "bs" => ("„", "”", "‘", "’"),
        "eo" => ("“", "”", "«", "»"),
        "ka" => ("„", "“", "«", "»"),
        "sr" => ("„", "”", "’", "’"),
        "st" => ("“", "’", "“", "”"),
        "tk" => ("“", "”", "“", "”"),
        "uz" => ("“", "”", "’", "‘"),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_those_of_cldr() {
        let marks = |tag: &str| {
            let quotes = quotes_of(&Language::parse(tag).unwrap());
            [quotes.open, quotes.close, quotes.inner_open, quotes.inner_close].concat()
        };
        // cldr-misc-full 48.2.0, `delimiters.json` of each.
        for (tags, expected) in [
            ("en en-GB da da-DK lv tr ko th hi es es-MX pt pt-BR zh zh-Hans zh-CN", "“”‘’"),
            ("pt-PT pt-AO it it-IT el ca", "«»“”"),
            ("fa fa-IR fr-CH gsw rm", "«»‹›"),
            ("zh-TW zh-Hant zh-Hant-HK zh-HK ja yue", "「」『』"),
            ("de de-AT cs hr sk sl is et", "„“‚‘"),
            ("pl ro", "„”«»"),
            ("hu", "„”»«"),
            ("ru uk be", "«»„“"),
            ("sv fi he", "””’’"),
            ("nb no", "«»‘’"),
            ("ar ar-EG ur", "”“’‘"),
            ("bg lt", "„“„“"),
            ("sr", "„”’’"),
            ("bs", "„”‘’"),
        ] {
            for tag in tags.split(' ') {
                assert_eq!(marks(tag), expected, "{tag}");
            }
        }
        assert_eq!(marks("nl-BE"), "“”‘’");
        assert_eq!(marks("fr"), "«\u{202f}\u{202f}»“”");
        assert_eq!(marks("de-CH"), "«»‹›");
    }
}
