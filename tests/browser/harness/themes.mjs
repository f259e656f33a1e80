// What each built-in theme has besides pages. A gate tests what is there, and that what is said to be absent is absent.

const ALL = { script: true, foldedMenu: true, schemeSwitch: true };

const THEMES = {
  duo: ALL,
  // By design without any script: the menu is always open, the scheme is that of the system, forms are checked by the browser.
  folio: { script: false, foldedMenu: false, schemeSwitch: false },
};

// A theme that is not listed must have everything.
export const featuresOf = (theme) => THEMES[theme] ?? ALL;
