//! Words that only ask or join others: “what”, “is”, “the”. If a query has other words, an article need not have these.

use crate::language::Language;

/// The rarity of such a word in the index. No other word has it.
pub(super) const RARITY: u64 = 1;

/// The words of a language, folded and sorted; empty for a language that is not listed. Words that may also be the subject of a query
/// are left out: “it”, “may”, “us”.
pub(super) fn function_words(language: &Language) -> &'static [&'static str] {
    match language.primary() {
        "da" => DANISH,
        "de" => GERMAN,
        "en" => ENGLISH,
        "es" => SPANISH,
        "fr" => FRENCH,
        "it" => ITALIAN,
        "nb" | "no" => NORWEGIAN,
        "nl" => DUTCH,
        "pt" => PORTUGUESE,
        "sv" => SWEDISH,
        _ => &[],
    }
}

#[rustfmt::skip]
const DANISH: &[&str] = &[
    "af", "alle", "at", "de", "den", "der", "det", "dig", "din", "du", "en", "er", "et", "fik", "for",
    "fra", "har", "hun", "hvad", "hvem", "hvilke", "hvilken", "hvilket", "hvis", "hvor", "hvordan",
    "hvorfor", "hvornar", "i", "ikke", "jeg", "kan", "man", "med", "men", "mig", "min", "nar", "og",
    "om", "pa", "sa", "som", "til", "ud", "var", "ved", "vi",
];

#[rustfmt::skip]
const DUTCH: &[&str] = &[
    "aan", "als", "bij", "dan", "dat", "de", "deze", "die", "dit", "door", "een", "en", "er", "het",
    "hij", "hoe", "ik", "in", "is", "je", "kan", "maar", "me", "met", "mijn", "naar", "niet", "of",
    "om", "ons", "onze", "op", "over", "te", "tot", "u", "uit", "van", "voor", "waar", "waarom",
    "wanneer", "was", "wat", "we", "welk", "welke", "wie", "wij", "ze", "zich", "zijn", "zo",
];

#[rustfmt::skip]
const ENGLISH: &[&str] = &[
    "a", "an", "and", "are", "as", "at", "be", "been", "but", "by", "can", "could", "did", "do", "does",
    "for", "from", "had", "has", "have", "how", "hows", "i", "if", "in", "into", "is", "its", "me",
    "my", "of", "on", "or", "our", "should", "so", "than", "that", "the", "their", "them", "then",
    "there", "these", "they", "this", "those", "to", "was", "we", "were", "what", "whats", "when",
    "where", "wheres", "which", "who", "whom", "whos", "whose", "why", "will", "with", "would", "you",
    "your",
];

#[rustfmt::skip]
const FRENCH: &[&str] = &[
    "a", "au", "aux", "avec", "ce", "ces", "cet", "cette", "comment", "dans", "de", "des", "du", "elle",
    "en", "est", "et", "il", "ils", "je", "la", "le", "les", "leur", "leurs", "ma", "mais", "me", "mes",
    "mon", "ne", "nos", "notre", "nous", "on", "ont", "ou", "par", "pas", "pour", "pourquoi", "qu",
    "quand", "que", "quel", "quelle", "quelles", "quels", "qui", "quoi", "sa", "se", "ses", "sont",
    "sur", "ta", "te", "tes", "tu", "un", "une", "vos", "votre", "vous", "y",
];

#[rustfmt::skip]
const GERMAN: &[&str] = &[
    "aber", "als", "am", "an", "auch", "auf", "aus", "bei", "bin", "bist", "da", "das", "dass", "dem",
    "den", "der", "des", "die", "dies", "diese", "diesem", "diesen", "dieser", "dieses", "du", "durch",
    "ein", "eine", "einem", "einen", "einer", "eines", "er", "es", "fur", "haben", "hat", "ich", "ihr",
    "im", "in", "ist", "kann", "man", "mein", "mit", "nach", "oder", "sein", "sich", "sie", "sind",
    "uber", "um", "und", "uns", "unser", "vom", "von", "vor", "wann", "war", "warum", "was", "welche",
    "welchem", "welchen", "welcher", "welches", "wem", "wen", "wenn", "wer", "werden", "wie", "wieso",
    "wir", "wird", "wo", "woher", "wohin", "zu", "zum", "zur",
];

#[rustfmt::skip]
const ITALIAN: &[&str] = &[
    "a", "ai", "al", "alla", "alle", "allo", "anche", "che", "chi", "ci", "come", "con", "cosa", "da",
    "dal", "dalla", "de", "dei", "del", "della", "delle", "dello", "di", "dove", "e", "gli", "ha", "ho",
    "i", "il", "in", "io", "la", "le", "lo", "ma", "mi", "mio", "nel", "nella", "non", "o", "per",
    "perche", "piu", "qual", "quale", "quali", "quando", "quanto", "quello", "questa", "questo", "se",
    "si", "sono", "su", "sul", "sulla", "tra", "un", "una", "uno",
];

#[rustfmt::skip]
const NORWEGIAN: &[&str] = &[
    "alle", "at", "av", "de", "den", "der", "det", "din", "du", "en", "er", "et", "for", "fra", "har",
    "hun", "hva", "hvem", "hvilke", "hvilken", "hvilket", "hvis", "hvor", "hvordan", "hvorfor", "i",
    "ikke", "jeg", "kan", "man", "med", "meg", "men", "min", "nar", "og", "om", "pa", "sa", "som",
    "til", "ut", "var", "ved", "vi",
];

#[rustfmt::skip]
const PORTUGUESE: &[&str] = &[
    "a", "ao", "aos", "as", "com", "como", "da", "das", "de", "do", "dos", "e", "ela", "ele", "em",
    "entre", "era", "esta", "este", "eu", "foi", "isso", "isto", "mas", "me", "meu", "minha", "na",
    "nao", "nas", "no", "nos", "o", "onde", "os", "ou", "para", "pela", "pelo", "por", "porque",
    "quais", "qual", "quando", "que", "quem", "sao", "se", "sem", "ser", "seu", "sua", "um", "uma",
];

#[rustfmt::skip]
const SPANISH: &[&str] = &[
    "a", "al", "como", "con", "cual", "cuales", "cuando", "cuanto", "de", "del", "donde", "e", "el",
    "ella", "ellos", "en", "es", "esta", "este", "esto", "la", "las", "lo", "los", "me", "mi", "mis",
    "no", "o", "para", "por", "que", "quien", "quienes", "se", "ser", "si", "son", "su", "sus", "tu",
    "tus", "un", "una", "unas", "uno", "unos", "y", "yo",
];

#[rustfmt::skip]
const SWEDISH: &[&str] = &[
    "alla", "ar", "att", "av", "de", "den", "det", "din", "du", "eller", "en", "ett", "for", "fran",
    "har", "hur", "i", "inte", "jag", "kan", "man", "med", "men", "mig", "min", "nar", "och", "om",
    "pa", "sa", "som", "till", "ut", "vad", "var", "varfor", "vem", "vi", "vid", "vilka", "vilken",
    "vilket",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::words::fold;

    #[test]
    fn each_list_is_folded_and_sorted() {
        for tag in ["da", "de", "en", "es", "fr", "it", "nb", "nl", "no", "pt", "sv"] {
            let words = function_words(&Language::parse(tag).unwrap());
            assert!(words.len() > 40 && words.is_sorted(), "{tag}");
            assert!(words.iter().all(|word| fold(word) == *word), "{tag}");
        }
    }
}
