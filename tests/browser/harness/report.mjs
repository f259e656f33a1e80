// The results, one line per check: “ok NAME” or “FAILED NAME: why”. Knows no gate and no browser.

// How many problems of one check are printed; fixing those tends to fix the others.
const SHOWN = 12;

export const makeReport = (print = console.log) => {
  let passed = 0;
  let failed = 0;

  // A name is a statement about the theme; `problems` is a list of strings, empty if the statement is true.
  const tell = (name, problems) => {
    const different = [...new Set(problems)];
    const told = different.slice(0, SHOWN);
    if (different.length > SHOWN) told.push(`and ${different.length - SHOWN} more`);
    if (different.length === 0) {
      passed += 1;
      print(`ok ${name}`);
    } else {
      failed += 1;
      print(`FAILED ${name}: ${told.join("\n    ")}`);
    }
  };

  return {
    tell,
    // A gate that throws counts as failed; the others still run.
    async check(name, find) {
      try {
        tell(name, await find());
      } catch (error) {
        tell(name, [error.stack ?? String(error)]);
      }
    },
    note: (text) => print(`   ${text}`),
    failures: () => failed,
    close: () => print(`${passed} passed, ${failed} failed`),
  };
};
