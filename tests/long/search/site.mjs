// A site of many articles, the same on every machine: node site.mjs FOLDER COUNT. Words are distributed as in natural language
// (Zipf's law): the word of rank r occurs 1/r as often as the first. Half of all words of a language are used once, so each
// article also has two words of its own.

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { randomness } from "../../../benches/search/queries.mjs";

const [folder, count] = process.argv.slice(2);
const { below, any } = randomness(1);
const WORDS = 20000;
const FOLDERS = 20;

const syllables = ["b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "st", "tr"].flatMap((start) =>
  ["a", "e", "i", "o", "u"].map((vowel) => start + vowel));
const spelled = (rank) => (rank < syllables.length ? "" : spelled(Math.floor(rank / syllables.length) - 1)) + syllables[rank % syllables.length];
const words = Array.from({ length: WORDS }, (_, rank) => spelled(rank) + ["", "s", "n", "ing", "ed", "tion"][rank % 6]);
const common = () => words[Math.floor(WORDS ** (below(1 << 20) / (1 << 20))) - 1];
const some = (length, word = common) => Array.from({ length }, word).join(" ");
const sentence = () => `${some(6 + below(12))}.`;
const own = (number, letter) => `${letter}${spelled(number + WORDS)}${letter}`;

writeFileSync(join(folder, "site.toml"), 'title = "Measured"\nurl = "https://example.com"\nlanguage = "en"\n\n[collections.notes]\n');
for (let number = 0; number < Number(count); number++) {
  const paragraph = () => Array.from({ length: 5 }, sentence).join(" ");
  const sections = Array.from({ length: 5 }, () => `## ${some(3, () => any(words))}\n\n${paragraph()}\n\n${paragraph()}\n`);
  const tags = Array.from({ length: 3 }, () => `"${words[Math.floor(200 ** (below(1000) / 1000))]}"`);
  const place = join(folder, "articles/notes", String(number % FOLDERS));
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, `${number}.md`),
    `+++\ntitle = "${some(2, () => any(words))} ${own(number, "x")}"\ntags = [${tags}]\n+++\n\n${own(number, "z")} ${paragraph()}\n\n${sections.join("\n")}`);
}
