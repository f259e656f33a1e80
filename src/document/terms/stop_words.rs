//! Words that occur in any text. On a large site the number of their documents gives them away; on a small one this list does.

/// The words of a language by its primary tag, sorted; none for a language that is not listed.
pub(super) fn of(language: &str) -> &'static [&'static str] {
    match language {
        "de" => GERMAN,
        "en" => ENGLISH,
        "es" => SPANISH,
        "fr" => FRENCH,
        "nl" => DUTCH,
        _ => &[],
    }
}

#[rustfmt::skip]
const ENGLISH: &[&str] = &[
    "able", "about", "above", "according", "across", "actually", "after", "afterwards", "again", "against",
    "ago", "all", "allow", "almost", "alone", "along", "already", "also", "although", "always", "among",
    "amount", "and", "another", "any", "anybody", "anyone", "anything", "anyway", "are", "aren", "around",
    "ask", "away", "back", "became", "because", "become", "becomes", "been", "before", "began", "begin",
    "begins", "behind", "being", "below", "beside", "besides", "best", "better", "between", "beyond",
    "both", "bring", "but", "call", "came", "can", "cannot", "certain", "come", "comes", "could", "couldn",
    "day", "days", "did", "didn", "different", "does", "doesn", "doing", "don", "done", "down", "during",
    "each", "early", "easily", "either", "else", "enough", "especially", "etc", "even", "ever", "every",
    "everybody", "everyone", "everything", "example", "far", "few", "find", "first", "five", "for", "four",
    "from", "full", "further", "gave", "get", "gets", "getting", "give", "given", "gives", "giving", "goes",
    "going", "gone", "good", "got", "great", "had", "half", "hard", "has", "hasn", "have", "haven",
    "having", "hence", "her", "here", "hers", "herself", "high", "him", "himself", "his", "how", "however",
    "important", "include", "included", "includes", "including", "indeed", "instead", "into", "isn", "its",
    "itself", "just", "keep", "keeps", "kept", "kind", "know", "known", "knows", "large", "last", "late",
    "later", "latter", "least", "left", "less", "let", "like", "likely", "little", "long", "look", "looks",
    "low", "made", "mainly", "make", "makes", "making", "many", "may", "maybe", "mean", "means", "meant",
    "might", "mine", "more", "most", "mostly", "much", "must", "myself", "near", "nearly", "need", "needed",
    "needs", "neither", "never", "new", "next", "nine", "nobody", "none", "nor", "not", "nothing", "now",
    "nowhere", "off", "often", "old", "once", "one", "ones", "only", "onto", "order", "other", "others",
    "otherwise", "ought", "our", "ours", "ourselves", "out", "over", "own", "part", "particular", "people",
    "per", "perhaps", "place", "please", "point", "possible", "probably", "put", "quite", "rather",
    "really", "right", "said", "same", "saw", "say", "saying", "says", "second", "see", "seem", "seemed",
    "seems", "seen", "set", "seven", "several", "shall", "she", "should", "shouldn", "show", "side",
    "since", "six", "small", "some", "somebody", "somehow", "someone", "something", "sometimes", "somewhat",
    "somewhere", "soon", "still", "such", "sure", "take", "taken", "takes", "taking", "tell", "ten", "than",
    "that", "the", "their", "theirs", "them", "themselves", "then", "there", "therefore", "these", "they",
    "thing", "things", "think", "third", "this", "those", "though", "thought", "three", "through",
    "throughout", "thus", "till", "time", "times", "together", "too", "took", "toward", "towards", "tried",
    "try", "trying", "turn", "two", "under", "unless", "until", "upon", "use", "used", "useful", "uses",
    "using", "usually", "various", "very", "via", "want", "wanted", "wants", "was", "wasn", "way", "ways",
    "well", "went", "were", "weren", "what", "whatever", "when", "whenever", "where", "whereas", "wherever",
    "whether", "which", "while", "who", "whoever", "whole", "whom", "whose", "why", "will", "with",
    "within", "without", "won", "work", "works", "would", "wouldn", "year", "years", "yes", "yet", "you",
    "your", "yours", "yourself", "yourselves",
];

#[rustfmt::skip]
const DUTCH: &[&str] = &[
    "aan", "achter", "alle", "alleen", "allemaal", "alles", "als", "altijd", "ander", "andere", "anders",
    "beide", "ben", "bent", "bij", "bijna", "daar", "daarbij", "daarin", "daarna", "daarom", "daarvoor",
    "dan", "dat", "deze", "die", "dit", "doen", "doet", "door", "dus", "echter", "een", "eerst", "eigen",
    "elk", "elke", "enkele", "erg", "even", "geen", "gewoon", "goed", "haar", "had", "hadden", "heb",
    "hebben", "hebt", "heeft", "heel", "hem", "hen", "het", "hier", "hij", "hoe", "hun", "ieder", "iedere",
    "iedereen", "iemand", "iets", "jaar", "jij", "jou", "jouw", "jullie", "kan", "kon", "konden", "kunnen",
    "kunt", "laten", "maakt", "maar", "maken", "meer", "meest", "men", "met", "mij", "mijn", "moest",
    "moet", "moeten", "mogen", "naar", "naast", "net", "niet", "niets", "nieuw", "nieuwe", "nog", "nogal",
    "nooit", "omdat", "onder", "ons", "onze", "ook", "over", "per", "reeds", "samen", "sinds", "soms",
    "staat", "steeds", "tegen", "terwijl", "tijdens", "toch", "toe", "toen", "tot", "tussen", "twee", "uit",
    "vaak", "van", "vanaf", "veel", "verder", "voor", "vooral", "waar", "waarbij", "waarin", "waarom",
    "waarop", "wanneer", "want", "waren", "was", "wat", "weer", "wel", "welke", "werd", "werden", "wie",
    "wij", "wil", "willen", "worden", "wordt", "zal", "zeer", "zei", "zelf", "zich", "zij", "zijn", "zoals",
    "zonder", "zou", "zouden", "zowel", "zullen",
];

#[rustfmt::skip]
const GERMAN: &[&str] = &[
    "aber", "alle", "allem", "allen", "aller", "alles", "als", "also", "andere", "anderen", "anderer",
    "anderes", "auch", "auf", "aus", "bei", "beim", "bereits", "bin", "bis", "bist", "dabei", "dadurch",
    "daher", "dann", "daran", "darauf", "darin", "darum", "das", "dass", "davon", "dazu", "dein", "deine",
    "dem", "den", "denn", "der", "des", "deshalb", "dessen", "die", "dies", "diese", "diesem", "diesen",
    "dieser", "dieses", "doch", "dort", "durch", "eben", "ein", "eine", "einem", "einen", "einer", "eines",
    "einfach", "einige", "einigen", "einmal", "erst", "etwa", "etwas", "euch", "euer", "für", "ganz",
    "gegen", "gibt", "hab", "habe", "haben", "hat", "hatte", "hatten", "hier", "hin", "hinter", "ich",
    "ihm", "ihn", "ihnen", "ihr", "ihre", "ihrem", "ihren", "ihrer", "immer", "indem", "ins", "ist", "jede",
    "jedem", "jeden", "jeder", "jedes", "jedoch", "jetzt", "kann", "kein", "keine", "keinen", "können",
    "könnte", "machen", "macht", "man", "mehr", "mein", "meine", "mich", "mir", "mit", "muss", "müssen",
    "nach", "neben", "nein", "nicht", "nichts", "noch", "nun", "nur", "oder", "ohne", "schon", "sehr",
    "sein", "seine", "seinem", "seinen", "seiner", "seit", "sich", "sie", "sind", "sollte", "sollten",
    "sondern", "sonst", "soweit", "sowie", "und", "uns", "unser", "unsere", "unter", "viel", "viele", "vom",
    "von", "vor", "war", "waren", "warum", "was", "weil", "weiter", "welche", "welchem", "welchen",
    "welcher", "welches", "wenn", "wer", "werde", "werden", "wie", "wieder", "will", "wir", "wird", "wirst",
    "wollen", "worden", "wurde", "wurden", "während", "würde", "würden", "zum", "zur", "zwar", "zwischen",
    "über",
];

#[rustfmt::skip]
const FRENCH: &[&str] = &[
    "afin", "ainsi", "alors", "après", "aucun", "aucune", "aussi", "autre", "autres", "aux", "avait",
    "avant", "avec", "avez", "avoir", "avons", "beaucoup", "bien", "car", "ceci", "cela", "celle", "celles",
    "celui", "cependant", "ces", "cet", "cette", "ceux", "chaque", "chez", "comme", "comment", "contre",
    "dans", "depuis", "des", "deux", "devant", "doit", "doivent", "donc", "dont", "elle", "elles", "encore",
    "entre", "est", "eux", "faire", "fait", "faut", "fois", "font", "hors", "ici", "ils", "jusque",
    "laquelle", "lequel", "les", "lesquels", "leur", "leurs", "lors", "lorsque", "lui", "là", "mais", "mes",
    "mieux", "moi", "moins", "mon", "même", "mêmes", "non", "nos", "notre", "nous", "ont", "où", "par",
    "parce", "pas", "pendant", "peu", "peut", "peuvent", "plus", "plusieurs", "plutôt", "pour", "pourquoi",
    "pouvez", "près", "puis", "quand", "que", "quel", "quelle", "quelles", "quelque", "quelques", "quels",
    "qui", "quoi", "sans", "selon", "sera", "ses", "seulement", "soit", "son", "sont", "sous", "souvent",
    "sur", "tandis", "tel", "telle", "tes", "toi", "ton", "toujours", "tous", "tout", "toute", "toutes",
    "trop", "très", "une", "vers", "voici", "voilà", "vos", "votre", "vous", "était", "été", "être",
];

#[rustfmt::skip]
const SPANISH: &[&str] = &[
    "además", "algo", "algunas", "alguno", "algunos", "ante", "antes", "aquel", "aquella", "aquellos",
    "aquí", "así", "aunque", "bajo", "bien", "cada", "casi", "como", "con", "contra", "cual", "cuales",
    "cualquier", "cuando", "cuanto", "del", "desde", "donde", "dos", "durante", "ella", "ellas", "ellos",
    "entonces", "entre", "era", "eran", "esa", "esas", "ese", "eso", "esos", "esta", "estar", "estas",
    "este", "esto", "estos", "está", "están", "fue", "fueron", "había", "habían", "hace", "hacen", "hacer",
    "hacia", "han", "hasta", "hay", "las", "les", "los", "luego", "menos", "mientras", "mis", "misma",
    "mismo", "mucha", "muchas", "mucho", "muchos", "muy", "más", "nada", "ninguna", "ningún", "nos",
    "nosotros", "nuestra", "nuestro", "nuevo", "otra", "otras", "otro", "otros", "para", "pero", "poco",
    "podemos", "poder", "por", "porque", "puede", "pueden", "pues", "que", "quien", "quienes", "qué", "sea",
    "según", "ser", "sido", "siempre", "sin", "sino", "sobre", "solo", "somos", "son", "sus", "suya",
    "suyo", "sí", "sólo", "también", "tan", "tanto", "tener", "tenía", "tiene", "tienen", "toda", "todas",
    "todo", "todos", "tras", "una", "unas", "uno", "unos", "usted", "ustedes", "vez", "él",
];

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn the_lists_are_sorted_for_binary_search() {
        for language in ["de", "en", "es", "fr", "nl"] {
            assert!(!of(language).is_empty());
            assert!(of(language).is_sorted(), "{language}");
        }
    }
}
