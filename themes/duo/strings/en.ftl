dark-theme = Dark theme
copy-link = Copy link
link-copied = Link copied
not-found-a = Neither here
not-found-b = nor there
