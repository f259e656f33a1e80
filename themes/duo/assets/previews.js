// Cards for links in the text; loaded when the first link is pointed at.

const address = document.querySelector("[data-strings]").dataset.strings;
const { default: words } = await import(new URL(address, document.baseURI));
const site = new URL("../", import.meta.url).href;
const page = document.documentElement;
const folder = (url) => url.origin + url.pathname.replace(/index\.html$/, "");

const linkOf = (node) => {
  const link = node.closest?.(".prose a[href]");
  const url = link && folder(link);
  const leads = url?.startsWith(site) && url.endsWith("/") && url !== folder(location);
  return leads && !link.closest(".items, .comparison, .cta, .form") ? link : null;
};

document.body.insertAdjacentHTML("beforeend", `<div class=preview id=page.preview role=note tabindex=-1 hidden>
<p></p><p></p><div></div><p><a class=onward></a> <span></span></p><button class=tool type=button></div>`);
const card = document.body.lastElementChild;
const [kind, title, text, end, button] = card.children;
const [onward, minutes] = end.children;
button.ariaLabel = words.close;

const make = (name, properties) => Object.assign(document.createElement(name), properties);
const href = new URL("previews.css", import.meta.url).href;
const styled = new Promise((onload, onerror) => {
  document.head.append(make("link", { rel: "stylesheet", href, onload, onerror }));
});

const known = {};
const preview = (link) => known[folder(link)] ??= Promise.all([fetch(folder(link) + "preview.json"), styled])
  .then(([answer]) => (answer.ok ? answer.json() : null))
  .catch(() => null);

let shown, sheet, tapped, over, opening, closing;

const close = () => {
  clearTimeout(opening);
  clearTimeout(closing);
  shown?.removeAttribute("aria-describedby");
  card.hidden = true;
  shown = sheet = tapped = null;
};

const fill = (link, data) => {
  const entry = Object.entries(data.headings ?? {}).find(([id]) => new URL("#" + id, link).hash === link.hash);
  const isTerm = data.kind === "term";
  kind.textContent = entry ? data.title : data.collection;
  [title.textContent, text.textContent] = entry?.[1] ?? [data.title, data.summary];
  if (!entry) data.sides?.forEach((side, index) => {
    const line = make("p", { textContent: ` ${side.text}` });
    line.prepend(make("span", { className: `side-label side-label-${"ab"[index]}`, textContent: side.label }));
    text.append(line);
  });
  Object.assign(onward, { href: link.href, textContent: words[isTerm ? "preview-open" : "preview-read"], hidden: !isTerm && !sheet });
  const forms = words["preview-minutes"];
  const reading = forms[new Intl.PluralRules(page.dataset.locale ?? page.lang).select(data.minutes ?? 0)] ?? forms.other ?? forms;
  minutes.textContent = data.minutes && !entry ? reading.replace("{n}", data.minutes) : "";
};

// Next to the line that is pointed at: below it if there is room, and never beyond the page's edges.
const place = (link, y) => {
  const lines = [...link.getClientRects()];
  const line = lines.find(({ bottom }) => y <= bottom) ?? lines[0];
  const start = page.dir === "rtl" ? page.clientWidth - line.right : line.left;
  const inline = Math.max(8, Math.min(start - 21, page.clientWidth - card.offsetWidth - 8));
  const height = card.offsetHeight + 8;
  const above = line.bottom + height > innerHeight && line.top > height;
  card.classList.toggle("preview-above", above);
  card.style.cssText = `--preview-block: ${scrollY + (above ? line.top - height : line.bottom + 8)}px;
    --preview-inline: ${inline}px; --preview-caret: ${start - inline + Math.min(line.width / 2, 29)}px`;
};

const show = (link, data, isSheet, y) => {
  close();
  shown = link;
  sheet = isSheet;
  fill(link, data);
  card.classList.toggle("preview-sheet", sheet);
  card.hidden = false;
  link.setAttribute("aria-describedby", card.id);
  if (sheet) {
    tapped = link;
    card.focus();
  } else place(link, y);
};

const isPointedAt = (node) => node.matches(":hover, :focus-visible");

const open = async (link, y) => {
  const data = await preview(link);
  if (data && link !== shown && isPointedAt(link)) show(link, data, false, y);
};

const leave = () => {
  clearTimeout(opening);
  clearTimeout(closing);
  closing = setTimeout(() => {
    if (shown && !sheet && !isPointedAt(shown) && !isPointedAt(card)) close();
  }, 200);
};

const point = (event) => {
  const link = linkOf(event.target);
  if (link) preview(link);
  if (event.pointerType === "touch" || link === over) return;
  over = link;
  leave();
  if (link) opening = setTimeout(open, 250, link, event.clientY);
};

const dismiss = () => {
  if (sheet) shown.focus();
  close();
};

document.addEventListener("pointerover", point);
page.addEventListener("pointerleave", point);
document.addEventListener("focusin", ({ target, relatedTarget }) => {
  // The next focused element must not be hidden under the previous card.
  if (shown && !sheet && target !== shown && !card.contains(target) && !isPointedAt(shown) && !isPointedAt(card)) close();
  const link = linkOf(target);
  if (link?.matches(":focus-visible") && !card.contains(relatedTarget)) open(link);
});
document.addEventListener("focusout", leave);
document.addEventListener("keydown", ({ key }) => { if (key === "Escape") dismiss(); });
button.addEventListener("click", dismiss);
addEventListener("pagehide", close);

// The first tap opens a sheet, the next one follows the link; so does the first if the card does not load quickly.
document.addEventListener("pointerdown", ({ target }) => {
  if (sheet && !card.contains(target) && !shown.contains(target)) close();
});
document.addEventListener("click", async (event) => {
  const link = linkOf(event.target);
  if (event.pointerType !== "touch" || !link || link === tapped) return;
  event.preventDefault();
  tapped = link;
  const data = await Promise.race([preview(link), new Promise((late) => { setTimeout(late, 800); })]);
  if (tapped !== link) return;
  if (data) show(link, data, true);
  else link.click();
});
