// Queries of which it is known what they look for: each is made from one article.

const COMMON = new Set(`a about above after again all also am an and any are as at be because been before being below between both but by can
could did do does doing down during each few for from further get has have having he her here hers him his how i if in into is it its just
let like may me might more most must my no nor not now of off on once one only or other our out over own per same see she should so some such
than that the their them then there these they this those through to too two under until up use used using very was way we well were what when
where which while who why will with within without would yes yet you your`.split(/\s+/));

// A sequence of numbers that is the same on every machine.
export const randomness = (seed) => {
  let state = seed;
  const below = (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  const shuffled = (list) => {
    const copy = [...list];
    for (let left = copy.length; left > 1; left--) {
      const at = below(left);
      [copy[left - 1], copy[at]] = [copy[at], copy[left - 1]];
    }
    return copy;
  };
  return { below, shuffled, any: (list) => list[below(list.length)] };
};

const wordsOf = (text) => text.match(/[\p{L}\p{N}]+(?:['’][\p{L}]+)?/gu) ?? [];
const isContent = (word) => word.length > 2 && /^\p{L}+$/u.test(word) && !COMMON.has(word.toLowerCase());

// One letter missing, added, replaced, or exchanged with its neighbor; never the first word's only letter.
const mistyped = (word, { below, any }) => {
  const letters = [...word];
  const at = below(letters.length);
  const letter = () => any([..."abcdefghijklmnoprstuvw"]);
  any([
    () => letters.splice(at, 1),
    () => letters.splice(at, 0, letter()),
    () => letters.splice(at, 1, letter()),
    () => letters.splice(Math.max(at, 1) - 1, 2, letters[Math.max(at, 1)], letters[Math.max(at, 1) - 1]),
  ])();
  const changed = letters.join("");
  return changed === word ? `${word}${letter()}` : changed;
};

// Another form of an English word.
const inflected = (word) => {
  if (word.length < 4 || !isContent(word)) return word;
  if (/[^aeiou]ies$/i.test(word)) return `${word.slice(0, -3)}y`;
  if (/(ch|sh|ss|x)es$/i.test(word)) return word.slice(0, -2);
  if (/[^su]s$/i.test(word)) return word.slice(0, -1);
  if (/[^e]ing$/i.test(word) && word.length > 6) return `${word.slice(0, -3)}ed`;
  if (/[^e]ed$/i.test(word) && word.length > 5) return `${word.slice(0, -2)}ing`;
  if (/[^aeiou]y$/i.test(word)) return `${word.slice(0, -1)}ies`;
  return /(ch|sh|s|x)$/i.test(word) ? `${word}es` : `${word}s`;
};

export const KINDS = {
  sentence: "four words of one sentence",
  mistyped: "title, one typo",
  half: "first half of a title",
  inflected: "title, other forms",
};

// For at most `count` articles, one query of each kind: { kind, text, url }.
export const knownItems = (articles, count, seed) => {
  const random = randomness(seed);
  const able = articles.map((article) => {
    const sentences = article.texts.flatMap((text) => text.split(/(?<=[.!?])\s+/))
      .map((sentence) => [...new Set(wordsOf(sentence).filter(isContent))]).filter((words) => words.length >= 4);
    return { ...article, sentences, title: wordsOf(article.title) };
  }).filter(({ sentences, title }) => sentences.length && title.length > 1 && title.some((word) => word.length > 3 && isContent(word)));
  return random.shuffled(able).slice(0, count).flatMap(({ url, sentences, title }) => {
    const sentence = random.any(sentences);
    const chosen = new Set(random.shuffled(sentence).slice(0, 4));
    const wrong = random.any(title.map((word, at) => [word, at]).filter(([word]) => word.length > 3))[1];
    const texts = {
      sentence: sentence.filter((word) => chosen.has(word)),
      mistyped: title.map((word, at) => (at === wrong ? mistyped(word, random) : word)),
      half: title.slice(0, Math.ceil(title.length / 2)),
      inflected: title.map(inflected),
    };
    return Object.entries(texts).map(([kind, words]) => ({ kind, text: words.join(" "), url }));
  });
};
