// The search on its own page: the query is in the address, which can be shared, and Back returns to the query before.

import { makeBox, make } from "./search-open.js";

const page = document.querySelector(".search");
const rest = [...page.children];
const queryOf = () => new URLSearchParams(location.search).get("q") ?? "";
// Whether the next letter begins a new query, which gets an entry of its own in the history.
let isNew = true;
let waiting;

const note = (query) => {
  if (query === queryOf()) return;
  const address = location.pathname + (query && `?${new URLSearchParams({ q: query })}`);
  history[isNew ? "pushState" : "replaceState"](null, "", address);
  isNew = false;
};

const { input, body, search } = makeBox(false, (query) => {
  rest.forEach((part) => { part.hidden = query !== ""; });
  clearTimeout(waiting);
  // Browsers allow only so many changes of the address.
  waiting = setTimeout(note, 250, query);
});
const take = () => {
  input.value = queryOf();
  isNew = true;
  search();
};

input.addEventListener("change", () => {
  clearTimeout(waiting);
  note(input.value.trim());
  isNew = true;
});
input.addEventListener("keydown", ({ key }) => {
  if (key !== "Escape") return;
  input.value = "";
  search();
});
addEventListener("popstate", take);
page.prepend(make("div", { className: "search-box", role: "search" }, make("div", { className: "search-field" }, input), body));
if (queryOf()) take();

export const open = () => input.select();
