// Offers what the address of a missing page looks like.

import { ask, make, say } from "./search-open.js";

const below = location.pathname.slice(new URL("../", import.meta.url).pathname.length);
const parts = decodeURIComponent(below).replace(/\.\w+$/, "").split("/").map((part) => part.replace(/[-_]/g, " ").trim()).filter(Boolean);

const find = async () => {
  // The last part of an address says most.
  for (const query of [parts.at(-1), parts.join(" ")]) {
    const { hits } = query ? await ask("search", query, 5) : { hits: [] };
    if (hits.length) return hits;
  }
  return [];
};

const hits = await find().catch(() => []);
if (hits.length) {
  const items = hits.map(({ url, title }) => make("li", {}, make("a", { href: new URL(url, new URL("../", import.meta.url)), dir: "auto" }, title)));
  const offer = make("div", { className: "lost", role: "status" }, make("p", {}, say("search-lost")), make("ul", {}, ...items));
  document.querySelector(".ways-on").before(offer);
}
