// Accepted differences between kb and GitHub. Everything else is a failure.

/** Why the words of an article may differ. Both are reported by kb where they stand. */
export const reasonForWords = ({ markdown }) => {
  if (/(^|[^!])\[\]\(/.test(markdown)) return "a link without text shows its address (link-empty)";
  if (/^\s*# [^\n]*!\[/.test(markdown)) return "a title is text, so a picture in it is left out (title-markup)";
  return null;
};

/** Why a link by GitHub's id may lead elsewhere. */
export const reasonForId = (_article, heading, page) =>
  page.headings.some((other) => other.id === heading.id) ? "the id is kb's own id of another heading, which comes first" : null;

/**
 * Both make ids of a heading's letters and digits. kb puts one hyphen wherever words part and counts repetitions from 2; GitHub
 * drops punctuation, makes a hyphen of each space, and counts from 1.
 */
export const isSameButForHyphens = (mine, theirs) => {
  const plain = (id) => (id ?? "").replaceAll(/[-_]/gu, "");
  const once = (id) => plain((id ?? "").replace(/-\d+$/, ""));
  const isSame = [mine, once(mine)].some((own) => [theirs, once(theirs)].some((other) => plain(own) === plain(other)));
  if (isSame) return "ids differ in hyphens or in how repetitions are counted; links by GitHub's id lead to the heading";
  return plain(mine) !== "" && plain(theirs).startsWith(once(mine)) ? "kb cuts long ids; links by GitHub's id lead to the heading" : null;
};
