// Accepted differences between kb and GitHub. Everything else is a failure.

export const reasonForWords = () => null;

/** Why a link by GitHub's id may lead elsewhere. */
export const reasonForId = (_article, heading, page) =>
  page.headings.some((other) => other.id === heading.id) ? "the id is kb's own id of another heading, which comes first" : null;

/**
 * Both make ids of a heading's letters and digits. kb puts one hyphen wherever words part and counts repetitions from 2; GitHub
 * drops punctuation, makes a hyphen of each space, and counts from 1.
 */
export const isSameButForHyphens = (mine, theirs) => {
  const plain = (id) => (id ?? "").replace(/-\d+$/, "").replaceAll(/[-_]/gu, "");
  const [own, github] = [plain(mine), plain(theirs)];
  if (own === github) return "ids differ in hyphens or in how repetitions are counted; links by GitHub's id lead to the heading";
  return own !== "" && github.startsWith(own) ? "kb cuts long ids; links by GitHub's id lead to the heading" : null;
};
