// What was found, a line a promise: “ok NAME” or “FAILED NAME: why”. Knows no gate and no browser.

// So many problems of one promise are printed; mending those tends to mend the others.
const SHOWN = 12;

export const makeReport = (print = console.log) => {
  let passed = 0;
  let failed = 0;

  // A name is a sentence about the theme; `problems` is a list of texts, empty if the sentence is true.
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
    // A gate that breaks is a gate that fails: the others still run.
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
