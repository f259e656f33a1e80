//! Words that occur in any text. On a large site they stand out, since so many documents have them; a small site needs
//! this list.

/// The stop words of a language, by its primary tag, sorted; empty for a language that is not listed.
pub(super) fn of(language: &str) -> &'static [&'static str] {
    match language {
        "de" => GERMAN,
        "en" => ENGLISH,
        "es" => SPANISH,
        "fr" => FRENCH,
        "hi" => HINDI,
        "it" => ITALIAN,
        "ja" => JAPANESE,
        "nl" => DUTCH,
        "pt" => PORTUGUESE,
        "ru" => RUSSIAN,
        "th" => THAI,
        "zh" => CHINESE,
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

#[rustfmt::skip]
const HINDI: &[&str] = &[
    "अगर", "अन्य", "अपना", "अपनी", "अपने", "अब", "आदि", "आप", "इन", "इनका", "इनके", "इस", "इसका", "इसकी",
    "इसके", "इसमें", "इसलिए", "इसी", "इसे", "उन", "उनका", "उनकी", "उनके", "उस", "उसका", "उसकी", "उसके",
    "उसी", "उसे", "एक", "एवं", "ऐसा", "ऐसी", "ऐसे", "और", "कई", "कर", "करता", "करते", "करना", "करने",
    "करें", "कहा", "का", "काफी", "कि", "किया", "किसी", "की", "कुछ", "के", "को", "कोई", "कौन", "क्या",
    "क्यों", "गई", "गए", "गया", "जब", "जहाँ", "जा", "जाता", "जाती", "जाते", "जाना", "जाने", "जिन", "जिस",
    "जिसके", "जिसे", "जैसा", "जैसे", "जो", "तक", "तथा", "तब", "तरह", "तो", "था", "थी", "थे", "दिया", "दो",
    "दोनों", "द्वारा", "न", "नहीं", "ने", "पर", "पहले", "फिर", "बहुत", "बाद", "बारे", "भी", "मगर", "में",
    "मैं", "यदि", "यह", "यहाँ", "या", "ये", "रहा", "रही", "रहे", "लिए", "लेकिन", "व", "वह", "वहाँ", "वाला",
    "वाली", "वाले", "वे", "सकता", "सकती", "सकते", "सब", "सबसे", "सभी", "साथ", "से", "हम", "हमारा", "हमारी",
    "हमारे", "ही", "हुआ", "हुई", "हुए", "है", "हैं", "हो", "होता", "होती", "होते", "होना", "होने",
];

#[rustfmt::skip]
const THAI: &[&str] = &[
    "กว่า", "กัน", "กับ", "การ", "ก็", "ก่อน", "ขณะ", "ขอ", "ของ", "ขึ้น", "ครับ", "ความ", "คือ", "ค่ะ",
    "จะ", "จาก", "จึง", "ซึ่ง", "ดัง", "ดังนั้น", "ดี", "ด้วย", "ตั้งแต่", "ตาม", "ต่อ", "ต่าง", "ต้อง",
    "ถึง", "ถูก", "ถ้า", "ทั้ง", "ทั้งหมด", "ทำ", "ทำให้", "ที่", "ทุก", "นอกจาก", "นะ", "นั้น", "นำ",
    "นี้", "บาง", "ประมาณ", "ผู้", "พบ", "พร้อม", "มา", "มาก", "มี", "ยัง", "รวม", "ระหว่าง", "ราย", "ร่วม",
    "ลง", "วัน", "ว่า", "สามารถ", "สำหรับ", "สิ่ง", "ส่วน", "หนึ่ง", "หรือ", "หลัง", "หลาย", "หาก", "อยู่",
    "อย่าง", "ออก", "อะไร", "อาจ", "อีก", "เขา", "เข้า", "เคย", "เช่น", "เดียว", "เดียวกัน", "เป็น",
    "เพราะ", "เพื่อ", "เมื่อ", "เรา", "เริ่ม", "เลย", "เวลา", "เอง", "แต่", "แบบ", "แรก", "และ", "แล้ว",
    "แห่ง", "โดย", "ใน", "ให้", "ได้", "ไป", "ไม่", "ไว้",
];

#[rustfmt::skip]
const PORTUGUESE: &[&str] = &[
    "acerca", "agora", "ainda", "algo", "algum", "alguma", "algumas", "alguns", "além", "antes", "ao",
    "aos", "apenas", "após", "aquela", "aquele", "aqueles", "aquilo", "assim", "até", "cada", "com", "como",
    "contra", "cujo", "das", "dela", "dele", "deles", "depois", "desde", "dessa", "desse", "desta", "deste",
    "disso", "disto", "dos", "durante", "ela", "elas", "ele", "eles", "enquanto", "entre", "era", "eram",
    "essa", "essas", "esse", "esses", "esta", "estas", "estava", "este", "estes", "está", "estão", "eu",
    "foi", "fora", "foram", "há", "isso", "isto", "lhe", "mais", "mas", "menos", "mesma", "mesmo", "muita",
    "muitas", "muito", "muitos", "nada", "nas", "nem", "nenhum", "nenhuma", "nessa", "nesse", "nesta",
    "neste", "nos", "nossa", "nosso", "num", "numa", "não", "nós", "onde", "outra", "outras", "outro",
    "outros", "para", "pela", "pelas", "pelo", "pelos", "pode", "podem", "pois", "por", "porque", "porém",
    "pouco", "quais", "qual", "qualquer", "quando", "quanto", "que", "quem", "sem", "sempre", "ser", "seu",
    "seus", "sido", "sob", "sobre", "sua", "suas", "são", "também", "tanto", "tem", "ter", "toda", "todas",
    "todo", "todos", "tudo", "têm", "um", "uma", "umas", "uns", "vez", "vezes", "você", "vocês", "à", "às",
    "é",
];

#[rustfmt::skip]
const ITALIAN: &[&str] = &[
    "abbiamo", "agli", "alcuna", "alcune", "alcuni", "alla", "alle", "allo", "altra", "altre", "altri",
    "altro", "anche", "ancora", "avere", "bene", "che", "chi", "ciascuno", "cioè", "coloro", "come", "con",
    "contro", "cosa", "così", "cui", "dagli", "dal", "dalla", "dalle", "dallo", "degli", "dei", "del",
    "dell", "della", "delle", "dello", "dentro", "deve", "devono", "dopo", "dove", "due", "durante", "ecco",
    "era", "erano", "essere", "fare", "fatto", "fino", "fra", "già", "gli", "hai", "hanno", "invece", "lei",
    "loro", "lui", "mai", "meno", "mentre", "mia", "mio", "molta", "molte", "molti", "molto", "negli",
    "nei", "nel", "nella", "nelle", "nello", "nessun", "nessuna", "niente", "noi", "non", "nostra",
    "nostro", "nulla", "ogni", "oltre", "ora", "ossia", "per", "perché", "perciò", "però", "più", "poco",
    "poi", "possono", "prima", "proprio", "puoi", "può", "qua", "qualche", "quale", "quali", "quando",
    "quanto", "quasi", "quella", "quelle", "quelli", "quello", "questa", "queste", "questi", "questo",
    "qui", "quindi", "sarà", "sei", "sempre", "senza", "sia", "siamo", "solo", "sono", "sopra", "sotto",
    "sua", "sue", "sugli", "sul", "sulla", "sulle", "suo", "suoi", "sì", "tale", "tali", "tanto", "tra",
    "troppo", "tutta", "tutte", "tutti", "tutto", "una", "uno", "verso", "voi", "è",
];

#[rustfmt::skip]
const RUSSIAN: &[&str] = &[
    "без", "более", "будет", "будут", "была", "были", "было", "быть", "вам", "вас", "весь", "все", "всегда",
    "всего", "всех", "всё", "вы", "где", "да", "даже", "для", "до", "должен", "его", "ее", "если", "есть",
    "еще", "ещё", "ею", "же", "за", "здесь", "из", "или", "им", "иногда", "их", "каждый", "как", "какая",
    "какие", "какой", "когда", "которая", "которого", "которое", "которой", "которые", "который", "которых",
    "кто", "куда", "лишь", "между", "меня", "мне", "может", "можно", "мой", "мы", "на", "над", "надо",
    "нам", "нас", "наш", "наша", "наши", "не", "него", "нее", "некоторые", "нет", "неё", "ни", "них", "но",
    "ну", "нужно", "об", "однако", "он", "она", "они", "оно", "от", "очень", "перед", "по", "под", "после",
    "потом", "потому", "почему", "при", "про", "раз", "разве", "себе", "себя", "сейчас", "со", "так",
    "такая", "также", "такие", "такой", "там", "тебя", "тем", "теперь", "то", "того", "тоже", "той",
    "только", "том", "тот", "тут", "ты", "у", "уж", "уже", "хотя", "чего", "чем", "через", "что", "чтобы",
    "эта", "эти", "это", "этого", "этой", "этом", "этот", "я",
];

#[rustfmt::skip]
const JAPANESE: &[&str] = &[
    "あの", "あり", "ある", "あれ", "いう", "いた", "いつ", "いる", "うち", "おい", "および", "おり", "か", "かつ", "から", "が", "けれど",
    "ここ", "こと", "この", "これ", "さ", "さらに", "さん", "し", "しかし", "しかも", "した", "する", "すると", "せる", "そう", "そこ", "そして",
    "その", "それ", "それぞれ", "ただし", "たち", "ため", "たり", "だけ", "だっ", "つつ", "て", "で", "でき", "できる", "です", "では", "でも",
    "と", "とき", "ところ", "とも", "な", "ない", "ながら", "なく", "なし", "なっ", "など", "なら", "なる", "に", "にて", "の", "ので",
    "のに", "は", "ば", "へ", "ほか", "ほど", "ます", "また", "または", "まで", "も", "もの", "ものの", "や", "よう", "より", "ら", "られ",
    "られる", "れ", "れる", "を", "中", "場合", "後", "方", "的", "際",
];

#[rustfmt::skip]
const CHINESE: &[&str] = &[
    "一个", "一些", "一样", "一直", "一种", "不", "不会", "不同", "不是", "不能", "与", "两个", "个", "中", "为", "为了", "之", "之后",
    "之间", "也", "了", "于", "什么", "从", "他", "他们", "以", "以及", "以后", "们", "任何", "会", "但", "但是", "你", "你们", "使",
    "使用", "其", "其中", "其他", "具有", "几", "到", "即", "却", "又", "及", "只", "只有", "可", "可以", "可能", "各", "各种", "同",
    "同时", "后", "向", "吗", "呢", "和", "哪", "因", "因为", "因此", "在", "地", "多", "大", "她", "如", "如何", "如果", "它",
    "它们", "对", "对于", "将", "就", "已", "已经", "并", "并且", "应", "应该", "当", "很", "得", "怎么", "总", "我", "我们", "或",
    "或者", "所", "所以", "所有", "把", "时", "时候", "是", "是否", "更", "最", "有", "有些", "来", "某", "没", "没有", "然后", "现在",
    "由", "由于", "的", "看", "着", "第", "第一", "给", "而", "而且", "能", "能够", "自己", "被", "要", "让", "说", "还", "还是",
    "这", "这个", "这些", "这样", "进行", "通过", "那", "那些", "都", "里", "需要", "非常",
];

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn the_lists_are_sorted_for_binary_search() {
        for language in ["de", "en", "es", "fr", "hi", "it", "ja", "nl", "pt", "ru", "th", "zh"] {
            assert!(!of(language).is_empty());
            assert!(of(language).is_sorted(), "{language}");
        }
    }
}
