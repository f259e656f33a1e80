// Before the first paint: the reader's own choice, if one is stored.
try { const theme = localStorage.theme; if (/^(dark|light)$/.test(theme)) document.documentElement.dataset.theme = theme } catch {}
