// Finds articles in the index that kb generated; docs/search.md describes its files and the ranking. Touches no document, so
// that it also runs in tests. All numbers are integers, and `kb search` gives the same results.


// ---- Words

const SPECIAL = { ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", þ: "th", ł: "l", ı: "i", ς: "σ" };

const fold = (text) =>
  text.normalize("NFKD").toLowerCase().replace(/[\u0300-\u036f\u0591-\u05c7\u0640\u064b-\u0652\u0670]/g, "")
    .replace(/[ß-ς]/g, (letter) => SPECIAL[letter] ?? letter).normalize("NFKC");

const UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\u{20000}-\u{3ffff}";
// An apostrophe belongs to the word if at most two letters follow: “don’t” is one word, “l’avion” two.
const RUN = /[\p{L}\p{N}\p{M}]+(?:['’][\p{L}\p{N}\p{M}]{1,2}(?![\p{L}\p{N}\p{M}]))*(?:\+\+|#)?/gu;
const PART = new RegExp(`[${UNSPACED}]+|[^${UNSPACED}]+`, "gu");
const IS_UNSPACED = new RegExp(`^[${UNSPACED}]`, "u");

// The words of a text, and where each is in the text as it is written: [word, start, end].
export const places = (text) => {
  const found = [];
  for (const match of text.matchAll(RUN)) {
    for (const part of match[0].replace(/^(.{3,})(\+\+|#)$/u, "$1").matchAll(PART)) {
      const start = match.index + part.index;
      const letters = [...fold(part[0].replace(/['’]/g, ""))];
      if (!letters.length) continue;
      if (letters.length < 2 || !IS_UNSPACED.test(part[0])) {
        found.push([letters.slice(0, 40).join(""), start, start + part[0].length]);
        continue;
      }
      let [at, before] = [start, ""];
      for (const letter of part[0]) {
        const pair = before + letter;
        if (before) found.push([fold(pair), at, (at += before.length) + letter.length]);
        before = letter;
      }
    }
  }
  return found;
};

export const words = (text) => places(text).map(([word]) => word);

// The order of UTF-8, in which characters of two units of UTF-16 come last.
const sortKey = (text) => text.replace(/[\ud800-\udbff]/g, "\uffff$&");
export const order = (a, b) => {
  const [one, other] = [a, b].map(sortKey);
  return (one > other) - (one < other);
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
  const collections = list(() => ({ slug: string(), kind: string(), joiner: string() || undefined }));
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
    query.terms.push(...found.map((word) => ({ word })));
    query.last = token !== undefined && match.index + all.length === text.length && found.length > 0;
  }
  // At most 12 words count.
  query.terms.splice(12);
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

  // What most queries do not have is in files of its own.
  const mending = async () => (await import("./search-errors.js")).openErrors({ root, all, covering, entriesAt, entryOf });
  const joining = () => import("./search-together.js");
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
    if (exact?.idf > 1 && (await documentsOf(exact, 1)).length <= 3) {
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
      if (lists.length > 1) [list, idf] = [(await joining()).together(lists, entries), 1];
      for (const { document, impact, name, sections, begins } of list) {
        const best = documents.get(document) ?? { score: 0, name: 0, begins: 0, sections: [] };
        documents.set(document, {
          score: Math.max(best.score, Math.floor((idf * impact * quality) / 256)),
          name: Math.max(best.name, name),
          begins: best.begins | begins,
          sections: best.sections.concat(sections),
        });
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
  // The text of each section of a document, then its aliases; the first is what stands before its first heading.
  const textsOf = async (document) => {
    const [{ texts }] = await headsOf(document);
    const [shard, place] = holding(texts, document);
    return (await file(shard.name, readTexts))[place];
  };

  // The articles for a query, best first: at most `limit` of them with what is shown, the number of all, words
  // that look like those that no article has, and the words to mark. In a list, which is given by its filters, articles must have all words.
  const search = async (text, limit, list = []) => {
    const query = parse(text);
    query.filters.push(...list);
    const { pins, synonyms, documents: count } = await root();
    const terms = query.terms;
    const replacements = synonyms.length ? (await joining()).replacements(terms, synonyms) : [];
    await Promise.all(terms.map(async (term, index) => {
      const isLast = query.last && index === terms.length - 1;
      term.found = await alternatives(term.word, isLast, replacements[index] ?? []);
      // The word itself comes first, if there is such a word.
      const found = term.found[0]?.quality === 256 ? term.found.slice(0, 1) : term.found;
      term.idf = Math.max(0, ...found.flatMap(({ entries }) => entries.map(({ idf }) => idf)));
      term.documents = await score(term.found, list.length);
    }));
    // A word that no article has counts as much as the rarest of the others.
    const rarest = Math.max(0, ...terms.map(({ idf }) => idf));
    const total = terms.reduce((sum, { found, idf }) => sum + (found.length ? idf : rarest), 0);
    const candidates = new Map();
    const candidate = (document) => {
      const known = candidates.get(document) ?? { document, score: 0, idf: 0, matched: 0, inName: 0, name: 0, begins: 0, sections: [] };
      candidates.set(document, known);
      return known;
    };
    // Words that only ask or join have a rarity of 1, and need not be there if the query has others.
    const main = terms.filter(({ idf }) => idf !== 1);
    if (!main.length) main.push(...terms);
    for (const term of terms) {
      for (const [document, { score, name, begins, sections }] of term.documents) {
        const sum = candidate(document);
        sum.score += score;
        sum.idf += term.idf;
        sum.name += name;
        sum.begins |= begins;
        if (!main.includes(term)) continue;
        sum.matched++;
        sum.inName += name > 0;
        sum.sections.push(sections);
      }
    }
    if (!terms.length && query.filters.length) {
      for (let document = 0; document < count; document++) candidate(document);
    }
    const fits = query.filters.concat(query.excluded).length ? await (await joining()).fitting(query, { entryOf, documentsOf }) : () => true;
    let hits = [...candidates.values()].filter(({ document, idf, matched }) =>
      idf * 5 >= total * 2 && matched >= (list.length ? main.length : main.length && 1) && fits(document));
    const square = main.length ** 2 || 1;
    for (const hit of hits) {
      const { score, matched, inName } = hit;
      let sum = score + Math.floor((4 * score * inName ** 2 * Math.min(127, hit.name)) / (square * 127));
      if (matched > 1 && Math.max(0, ...counts(hit.sections).values()) === matched) sum += score;
      if (hit.begins && inName === main.length) sum += score;
      hit.score = Math.floor((sum * matched ** 2) / square);
    }
    hits.sort((a, b) => b.score - a.score || a.document - b.document);
    if (query.phrases.length) {
      hits = await (await joining()).withPhrases(hits, query.phrases, list.length ? Infinity : limit, { headOf, textsOf });
    }
    const pin = pins.get(terms.map(({ word }) => word).join(" "));
    if (pin !== undefined && !list.length && fits(pin)) hits = (await joining()).withPin(hits, pin);
    const shown = await Promise.all(hits.slice(0, limit).map(async ({ document, score, sections }) => {
      const { sections: all, ...head } = await headOf(document);
      const places = [...counts(sections)].filter(([section]) => section > 0)
        .sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, 3).map(([section]) => ({ section, ...all[section - 1] }));
      return { ...head, document, score, places };
    }));
    // Every form of a word that was found has the same documents.
    const entries = main.flatMap(({ found }) => found.flatMap(({ entries }) => entries));
    const found = new Set(entries.map(({ place }) => place));
    const forms = new Set(await Promise.all(entries.map(({ word }) => entriesAt(word, 1))));
    const marks = new Set([...forms].flat().filter(({ place }) => found.has(place)).map(({ word }) => word));
    const asked = hits.length ? [] : query.filters.concat(terms.map(({ word }) => word));
    const near = asked.length ? await Promise.all(asked.map((await mending()).nearest)) : [];
    return { hits: shown, total: hits.length, near: near.flat(), marks };
  };

  return { search, root, headOf, textsOf };
};

// ---- For pages

// A text in pieces: every second one is to be marked. Neighboring words are one piece.
const pieces = (text, marks) => {
  const found = [];
  let done = 0;
  for (const [word, start, end] of places(text)) {
    if (!marks.has(word)) continue;
    const gap = text.slice(done, start);
    const mark = !found.length || gap.trim() ? (found.push(gap), "") : found.pop() + gap;
    found.push(mark + text.slice(Math.max(start, done), end));
    done = end;
  }
  return [...found, text.slice(done)];
};

// A page starts this file as a worker, so that its own thread stays free for typing. The worker's name is the address of the index.
if (globalThis.WorkerGlobalScope) {
  const index = openIndex(async (name) => {
    // Only the root keeps its name when it changes.
    const answer = await fetch(self.name + name, { cache: name === "root.bin" ? "no-cache" : "default" });
    const bytes = new Uint8Array(await answer.arrayBuffer());
    // A page that says that the file is missing begins with another byte.
    if (bytes[0] !== 1) throw name;
    // The body of an answer, since making a Blob takes as long as all the rest.
    const content = new Response(bytes.subarray(1)).body.pipeThrough(new DecompressionStream("deflate-raw"));
    return new Uint8Array(await new Response(content).arrayBuffer());
  });

  const calls = {
    // The results of a query, as they are shown: titles in pieces, in two parts if the articles of a collection have two sides.
    search: async (...query) => {
      const found = await index.search(...query);
      for (const hit of found.hits) {
        const joiner = hit.collection?.joiner;
        const sides = hit.title.split(joiner && ` ${joiner} `);
        hit.parts = (sides.length === 2 ? sides : [hit.title]).map((part) => pieces(part, found.marks));
        for (const place of hit.places) place.parts = pieces(place.title, found.marks);
      }
      return found;
    },

    // The parts of some sections that have most of the words.
    excerpts: (sections, marks) => Promise.all(sections.map(async ([document, section]) => {
      const text = (await index.textsOf(document))[section];
      const found = places(text.slice(0, 20000)).filter(([word]) => marks.has(word)).slice(0, 200);
      let [best, most] = [0, 0];
      for (const [, from] of found) {
        const near = new Set(found.filter(([, start]) => start >= from && start < from + 90).map(([word]) => word)).size;
        if (near > most) [best, most] = [from, near];
      }
      const start = best > 40 ? best - 39 + text.slice(best - 40, best).search(/\s/) : 0;
      // Longer than its lines, whose end has an ellipsis.
      return pieces((start ? "…" : "") + text.slice(start, start + 200), marks);
    })),
  };

  // Each message is a call, and has a port for the answer: nothing if it failed.
  self.onmessage = async ({ data: [name, ...rest], ports: [port] }) => {
    port.postMessage(await calls[name](...rest).catch(() => 0));
  };
  postMessage(0);
}
