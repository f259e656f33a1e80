// Finds articles in the index that kb generated; docs/search.md describes its files and the ranking. Touches no document, so
// that it also runs in tests. All numbers are integers, and `kb search` gives the same results.


// ---- Words

const SPECIAL = { ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", þ: "th", ł: "l", ı: "i", ς: "σ" };

const fold = (text) =>
  text.normalize("NFKD").toLowerCase().replace(/[\u0300-\u036f\u0591-\u05c7\u0640\u064b-\u0652\u0670]/g, "")
    .replace(/[ßæœøđðþłıς]/g, (letter) => SPECIAL[letter]).normalize("NFKC");

const UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\u{20000}-\u{3ffff}";
// An apostrophe belongs to the word if at most two letters follow: “don’t” is one word, “l’avion” two.
const RUN = /[\p{L}\p{N}\p{M}]+(?:['’][\p{L}\p{N}\p{M}]{1,2}(?![\p{L}\p{N}\p{M}]))*(?:\+\+|#)?/gu;
const PART = new RegExp(`[${UNSPACED}]+|[^${UNSPACED}]+`, "gu");
const IS_UNSPACED = new RegExp(`^[${UNSPACED}]`, "u");

// The words of a text, and where each is in the text as it is written: [word, start, end].
export const places = (text) => {
  const found = [];
  for (const match of text.matchAll(RUN)) {
    let run = match[0];
    const sign = /(?:\+\+|#)$/.exec(run)?.[0] ?? "";
    if (sign && [...run].length - sign.length > 2) run = run.slice(0, -sign.length);
    for (const part of run.matchAll(PART)) {
      const start = match.index + part.index;
      const letters = [...fold(part[0].replace(/['’]/g, ""))];
      if (!letters.length) continue;
      if (!IS_UNSPACED.test(part[0])) {
        found.push([letters.slice(0, 40).join(""), start, start + part[0].length]);
      } else if (letters.length === 1) {
        found.push([letters[0], start, start + part[0].length]);
      } else {
        const written = [...part[0]];
        let at = start;
        for (let index = 0; index + 1 < written.length; index++) {
          const pair = written[index] + written[index + 1];
          found.push([fold(pair), at, at + pair.length]);
          at += written[index].length;
        }
      }
    }
  }
  return found;
};

export const words = (text) => places(text).map(([word]) => word);

// The order of UTF-8, which differs from that of UTF-16 above U+D7FF.
const unit = (code) => (code < 0xd800 ? code : code < 0xe000 ? code + 0x2000 : code - 0x800);
export const order = (a, b) => {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index++) {
    const difference = unit(a.charCodeAt(index)) - unit(b.charCodeAt(index));
    if (difference) return difference;
  }
  return a.length - b.length;
};

// ---- Files

const decoder = new TextDecoder();

// Reads a file from a place on.
const reader = (bytes, at = 0) => {
  const byte = () => bytes[at++];
  const number = () => {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const next = bytes[at++];
      if (next === undefined) throw 0;
      value += (next & 127) * scale;
      if (next < 128) return value;
    }
  };
  const slice = (length) => bytes.subarray(at, (at += length));
  const string = () => decoder.decode(slice(number()));
  const list = (read) => {
    const found = [];
    for (let left = number(); left > 0; left--) found.push(read());
    return found;
  };
  return { byte, number, slice, string, list, isAtEnd: () => at >= bytes.length };
};

// Eight bytes are eleven letters without the sign that fills the last group.
const hashName = (bytes) =>
  `${btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").slice(0, 11)}.bin`;

const readRoot = (bytes) => {
  const { number, slice, string, list } = reader(bytes);
  const files = (key) => list(() => ({ key: key(), name: hashName(slice(8)) }));
  const documents = number();
  const [words, endings] = [files(string), files(string)];
  let first = 0;
  const heads = files(() => (first += number()));
  const pins = new Map(list(() => [string(), number()]));
  const synonyms = list(() => [string(), string()]);
  const collections = list(() => ({ slug: string(), kind: string(), joiner: string() }));
  return { documents, words, endings, heads, pins, synonyms, collections };
};

// Sorted strings, each without the bytes that it shares with the one before; `read` takes what else belongs to it.
const readSorted = ({ isAtEnd, number, slice }, read) => {
  const found = [];
  const all = new Uint8Array(1e5);
  while (!isAtEnd()) {
    const shared = number();
    const rest = slice(number());
    all.set(rest, shared);
    found.push(read(decoder.decode(all.subarray(0, shared + rest.length))));
  }
  return found;
};

const readWords = (bytes) => {
  const input = reader(bytes);
  const files = input.list(() => hashName(input.slice(8)));
  return readSorted(input, (word) => {
    const [idf, index, offset] = [input.number(), input.number(), input.number()];
    return { word, idf, files: files.slice(index), offset, place: files[index] + offset };
  });
};

export const readEndings = (bytes) => readSorted(reader(bytes), (word) => word);

const readBlock = ({ byte, number, list }) => {
  let document = 0;
  return list(() => {
    document += number();
    const [impact, name] = [byte(), byte()];
    let section = 0;
    return { document, impact, name: name >> 1, begins: name & 1, sections: list(() => (section += number())) };
  });
};

const readHeads = (bytes, from) => {
  const { number, slice, string, list } = reader(bytes);
  const heads = list(() => {
    const [url, title, collection] = [string(), string(), number()];
    const sections = list(() => ({ id: string(), title: string(), level: number() }));
    return { url, title, collection, sections };
  });
  let first = from;
  const texts = list(() => ({ key: (first += number()), name: hashName(slice(8)) }));
  return { heads, texts };
};

const readTexts = (bytes) => {
  const input = reader(bytes);
  const texts = [];
  while (!input.isAtEnd()) texts.push(input.list(() => input.string()));
  return texts;
};

// ---- The query

const parse = (text) => {
  const query = { terms: [], filters: [], phrases: [], excluded: [], last: false };
  // At most 12 words count.
  const add = (list) => list.forEach((word) => query.terms.length < 12 && query.terms.push({ word }));
  for (const match of text.slice(0, 400).matchAll(/(-?)(?:"([^"]*)"?|([^\s"]+))/g)) {
    const [all, minus, phrase, token] = match;
    query.last = false;
    if (!minus && /^(in|tag):./i.test(token)) {
      query.filters.push(token.toLowerCase().normalize("NFC"));
      continue;
    }
    const found = words(phrase ?? token);
    if (minus) {
      query.excluded.push(...found);
      continue;
    }
    if (phrase !== undefined && found.length) query.phrases.push(found);
    add(found);
    query.last = token !== undefined && match.index + all.length === text.length && found.length > 0;
  }
  return query;
};

// How many words of the query each section has. Each word has a list, in which a section may be several times.
const counts = (lists) => {
  const found = new Map();
  for (const list of lists) for (const section of new Set(list)) found.set(section, (found.get(section) ?? 0) + 1);
  return found;
};

export const byIdf = (a, b) => a.idf - b.idf || order(a.word, b.word);
export const isWord = ({ word }) => !word.includes(":");

// `load` gives the content of a file of the index, by its name, and rejects if it cannot.
export const openIndex = (load) => {
  const files = new Map();
  const file = (name, read) => {
    if (!files.has(name)) {
      const loading = load(name).then(read);
      files.set(name, loading);
      loading.catch(() => files.delete(name));
    }
    return files.get(name);
  };
  const all = (shards, read) => Promise.all(shards.map(({ name }) => file(name, read)));

  // The shards that may hold what begins with a prefix.
  const covering = (shards, prefix, most) => {
    const start = Math.max(shards.findLastIndex(({ key }) => order(key, prefix) <= 0), 0);
    return shards.slice(start, start + most).filter(({ key }, index) => !index || key.startsWith(prefix));
  };
  // Where the document with a number is: its shard, and the place in it.
  const holding = (shards, document) => {
    const shard = shards.findLast(({ key }) => key <= document);
    return [shard, document - shard.key];
  };

  const root = () => file("root.bin", readRoot);

  const entriesAt = async (prefix, most) => {
    const { words: shards } = await root();
    const found = await all(covering(shards, prefix, most), readWords);
    return found.length - 1 ? found.flat() : found[0];
  };
  const entryOf = async (word) => (await entriesAt(word, 1)).find((entry) => entry.word === word);

  // The documents of an entry, sorted. A block that ends with its file goes on in the next one.
  const documentsOf = async ({ files, offset }, most) => {
    let next = 0;
    const open = async (at) => reader(await file(files[next++], (bytes) => bytes), at);
    let input = await open(offset);
    const found = [];
    for (let left = Math.min(input.number(), most); left > 0; left--) {
      if (input.isAtEnd()) input = await open(0);
      found.push(...readBlock(input));
    }
    return found.sort((a, b) => a.document - b.document);
  };

  const known = async (word) => {
    const entry = await entryOf(word);
    return new Set(entry ? (await documentsOf(entry, Infinity)).map(({ document }) => document) : []);
  };

  // Typing errors are a file of their own, since most queries have none.
  const mending = async () => (await import("./search-errors.js")).openErrors({ root, all, covering, entriesAt, entryOf });
  const meant = async (word, isLast) => (await mending()).meant(word, isLast);

  // What a word of the query may stand for, with a quality of at most 256.
  const alternatives = async (word, isLast, replacements) => {
    const exact = await entryOf(word);
    const found = exact ? [{ entries: [exact], quality: 256 }] : [];
    for (const replacement of replacements) {
      const entries = await Promise.all(words(replacement).map(entryOf));
      if (entries.length && entries.every(Boolean)) found.push({ entries, quality: 200 });
    }
    if (isLast) {
      const few = word.length < 3 && !IS_UNSPACED.test(word);
      const longer = (await entriesAt(word, few ? 1 : 2)).filter((entry) => entry.word !== word && entry.word.startsWith(word));
      for (const entry of longer.filter(isWord).sort(byIdf).slice(0, few ? word.length ** 2 : 5)) found.push({ entries: [entry], quality: 112 });
    }
    // What so few articles have may be a typing error that was published.
    if (exact && (await documentsOf(exact, 1)).length <= 3) {
      const better = ({ entries: [entry] }) => entry.idf + 48 <= exact.idf;
      found.push(...(await meant(word, false)).filter(better));
    }
    return found.length ? found : meant(word, isLast);
  };

  // For each document, the best of a word's alternatives.
  const score = async (found, isList) => {
    const documents = new Map();
    const seen = new Set();
    for (const { entries, quality } of found) {
      const place = entries.map(({ place }) => place).join();
      if (seen.has(place)) continue;
      seen.add(place);
      const lists = await Promise.all(entries.map((entry) => documentsOf(entry, isList ? Infinity : (quality >> 8) + 1)));
      let [list, { idf }] = [lists[0], entries[0]];
      if (lists.length > 1) [list, idf] = [(await import("./search-together.js")).together(lists, entries), 1];
      for (const { document, impact, name, sections, begins } of list) {
        const value = Math.floor((idf * impact * quality) / 256);
        const best = documents.get(document);
        if (best) {
          best.score = Math.max(best.score, value);
          best.name = Math.max(best.name, name);
          best.begins ||= begins;
          best.sections = [...best.sections, ...sections];
        } else {
          documents.set(document, { score: value, name, begins, sections });
        }
      }
    }
    return documents;
  };

  const headsOf = async (document) => {
    const { heads } = await root();
    const [shard, place] = holding(heads, document);
    return [await file(shard.name, (bytes) => readHeads(bytes, shard.key)), place];
  };
  const headOf = async (document) => {
    const { collections } = await root();
    const [{ heads }, place] = await headsOf(document);
    return { ...heads[place], collection: collections[heads[place].collection - 1] };
  };
  // The text of each section of a document; the first is what stands before its first heading.
  const textsOf = async (document) => {
    const [{ texts }] = await headsOf(document);
    const [shard, place] = holding(texts, document);
    return (await file(shard.name, readTexts))[place];
  };

  // The articles for a query, best first: at most `limit` of them with what is shown, the number of all, words
  // that look like those that no article has, and the words to mark. In a list, which is given by its filters, articles must have all words.
  const search = async (text, limit = 10, list = []) => {
    const query = parse(text);
    query.filters.push(...list);
    const { pins, synonyms, documents: count } = await root();
    const terms = query.terms;
    const replacements = terms.map(() => new Set());
    for (let start = 0; start < terms.length; start++) {
      for (let end = start + 1; end <= Math.min(terms.length, start + 4); end++) {
        const key = terms.slice(start, end).map(({ word }) => word).join(" ");
        for (const [known, replacement] of synonyms) {
          if (known === key) for (let index = start; index < end; index++) replacements[index].add(replacement);
        }
      }
    }
    await Promise.all(terms.map(async (term, index) => {
      const isLast = query.last && index === terms.length - 1;
      term.found = await alternatives(term.word, isLast, replacements[index]);
      // The word itself comes first, if there is such a word.
      const found = term.found[0]?.quality === 256 ? term.found.slice(0, 1) : term.found;
      term.idf = Math.max(0, ...found.flatMap(({ entries }) => entries.map(({ idf }) => idf)));
      term.documents = await score(term.found, list.length);
    }));
    const unknown = terms.filter(({ found }) => !found.length).map(({ word }) => word);
    // A word that no article has counts as much as the rarest of the others.
    const total = terms.reduce((sum, { idf }) => sum + idf, 0) + unknown.length * Math.max(0, ...terms.map(({ idf }) => idf));
    const candidates = new Map();
    const candidate = (document) => {
      if (!candidates.has(document)) candidates.set(document, { document, score: 0, idf: 0, matched: 0, inName: 0, name: 0, sections: [] });
      return candidates.get(document);
    };
    for (const term of terms) {
      const { documents, idf } = term;
      for (const [document, one] of documents) {
        const sum = candidate(document);
        sum.score += one.score;
        sum.idf += idf;
        sum.matched += 1;
        sum.inName += one.name > 0;
        sum.name += one.name;
        sum.begins ||= term === terms[0] && one.begins;
        sum.sections.push(one.sections);
      }
    }
    if (!terms.length && query.filters.length) {
      for (let document = 0; document < count; document++) candidate(document);
    }
    const filters = await Promise.all(query.filters.map(known));
    const excluded = await Promise.all(query.excluded.map(known));
    const fits = (document) => filters.every((filter) => filter.has(document)) && !excluded.some((filter) => filter.has(document));
    let hits = [...candidates.values()].filter(({ document, idf, matched }) =>
      idf * 5 >= total * 2 && (!list.length || matched === terms.length) && fits(document));
    for (const hit of hits) {
      let sum = hit.score;
      if (hit.matched > 1 && Math.max(0, ...counts(hit.sections).values()) === hit.matched) sum += hit.score;
      if (terms.length) sum += Math.floor((4 * hit.score * hit.inName ** 2 * Math.min(127, hit.name)) / (terms.length ** 2 * 127));
      if (hit.begins && hit.inName === terms.length) sum += hit.score;
      hit.score = Math.floor((sum * hit.matched ** 2) / (terms.length ** 2 || 1));
    }
    hits.sort((a, b) => b.score - a.score || a.document - b.document);
    if (query.phrases.length) {
      const { withPhrases } = await import("./search-together.js");
      hits = await withPhrases(hits, query.phrases, list.length ? Infinity : limit, { headOf, textsOf });
    }
    const pin = pins.get(terms.map(({ word }) => word).join(" "));
    if (pin !== undefined && !list.length && fits(pin)) {
      const pinned = hits.find(({ document }) => document === pin) ?? { document: pin, score: 0, sections: [] };
      hits = [pinned, ...hits.filter(({ document }) => document !== pin)];
    }
    const shown = await Promise.all(hits.slice(0, limit).map(async ({ document, score, sections }) => {
      const head = await headOf(document);
      const best = [...counts(sections)].filter(([section]) => section > 0)
        .sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, 3).map(([section]) => section);
      return { ...head, document, score, places: best.map((section) => head.sections[section - 1]) };
    }));
    // Every form of a word that was found has the same documents.
    const entries = terms.flatMap(({ found }) => found.flatMap(({ entries }) => entries));
    const found = new Set(entries.map(({ place }) => place));
    const forms = new Set(await Promise.all(entries.map(({ word }) => entriesAt(word, 1))));
    const marks = new Set([...forms].flat().filter(({ place }) => found.has(place)).map(({ word }) => word));
    const near = unknown.length ? await Promise.all(unknown.map((await mending()).nearest)) : [];
    return { hits: shown, total: hits.length, near: near.flat(), marks };
  };

  return { search, root, headOf, textsOf };
};
