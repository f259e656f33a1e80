// Some hosts show a page at `/kb/page` or `/kb/page/index.html` without redirecting to `/kb/page/`. Relative links would lead
// elsewhere from there, so the address is put right before the first of them is read.

const own = new URL(document.querySelector("link[rel=canonical]").href).pathname;
const bare = (path) => path.replace(/(\/index\.html|\/)$/, "");
if (location.pathname !== own && bare(location.pathname) === bare(own)) {
  history.replaceState(history.state, "", own + location.search + location.hash);
}
