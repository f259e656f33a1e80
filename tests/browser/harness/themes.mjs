// What each built-in theme has besides pages. A gate tests what is listed, and that everything else is absent.

const ALL = { script: true, foldedMenu: true, schemeSwitch: true };

const THEMES = {
  duo: ALL,
  // Has no script but the search, by design: the menu is always open, the scheme follows the system, the browser validates forms.
  folio: { script: false, foldedMenu: false, schemeSwitch: false },
};

// A theme that is not listed must have everything.
export const featuresOf = (theme) => THEMES[theme] ?? ALL;
