# The strings of the interface, in Dutch. `en.ftl` has the same keys in the same order.

skip-to-content = Naar de inhoud
main-navigation = Hoofdnavigatie
footer-navigation = Voettekst
knowledge-base = Kennisbank
menu = Menu
languages = Talen
untranslated = Deze pagina is nog niet vertaald.
breadcrumb = Kruimelpad
on-this-page = Op deze pagina
series-position = { $name } { $position } van { $total }
position = { $position } van { $total }
minutes-to-read = { $n ->
    [one] { $n } minuut lezen
   *[other] { $n } minuten lezen
}
minutes = { $n } min
updated = Bijgewerkt op
published = Gepubliceerd op
by-authors = Door { $authors }
also-called = Ook wel: { $names }
tags = Tags
article-count = { $n ->
    [one] { $n } artikel
   *[other] { $n } artikelen
}
previous = Vorige
next = Volgende
neighbours = Vorige en volgende
suggest-change = Stel een wijziging voor
share = Deel dit artikel
related = Verwante artikelen
more-related = { $n ->
    [one] Nog één artikel
   *[other] Nog { $n } artikelen
}
backlinks = Pagina’s die hiernaar verwijzen
more-backlinks = { $n ->
    [one] Nog één pagina
   *[other] Nog { $n } pagina’s
}
all-backlinks = Alle { $n } pagina’s
backlinks-of = Pagina’s die “{ $title }” noemen
article = Artikel
read = Lees
comparison = { $left } en { $right } vergeleken
pagination = Pagina’s van deze lijst
previous-page = Vorige pagina
next-page = Volgende pagina
page-of = Pagina { $page } van { $pages }
indicates-required = is een verplicht veld
required-when = Verplicht als je bij “{ $label }” kiest voor “{ $answer }”
required-when-checked = Verplicht als je “{ $label }” aanvinkt
leave-unchanged = Dit veld is ter controle; laat het ongewijzigd
form-closed = Dit formulier kan nog niet worden verstuurd.
send = Versturen
choose = Maak een keuze
thanks-text = Je bericht is verstuurd.
back-to-home = Terug naar de kennisbank
not-found-text = Op dit adres staat geen pagina.
aside-example = Voorbeeld
aside-note = Opmerking
aside-practice = In de praktijk

thanks-title = Bedankt
not-found-title = Pagina niet gevonden
numbered-title = { $title }, pagina { $page }
share-email = E-mail
yes = Ja
no = Nee

related-both = Verwijzen naar elkaar
related-from-here = Genoemd in “{ $title }”
related-links-here = Noemt deze pagina
related-tag = { $n ->
    [2] De enige twee over { $tag }
    [3] Een van drie over { $tag }
    [4] Een van vier over { $tag }
    [5] Een van vijf over { $tag }
   *[other] Gaan allebei over { $tag }
}
related-mention = Noemen allebei “{ $title }”
related-mentioned = Allebei genoemd in “{ $title }”
related-cover = Behandelen allebei { $subject }
related-word = Hebben het allebei over “{ $word }”

date = { $day } { $month } { $year }
month-1 = januari
month-2 = februari
month-3 = maart
month-4 = april
month-5 = mei
month-6 = juni
month-7 = juli
month-8 = augustus
month-9 = september
month-10 = oktober
month-11 = november
month-12 = december

callout-note = Opmerking
callout-tip = Tip
callout-important = Belangrijk
callout-warning = Waarschuwing
callout-caution = Pas op
callout-abstract = Samenvatting
callout-info = Informatie
callout-todo = Nog te doen
callout-success = Gelukt
callout-question = Vraag
callout-failure = Mislukt
callout-danger = Gevaar
callout-bug = Fout
callout-example = Voorbeeld
callout-quote = Citaat

all-tags = Alle tags
download-pdf = Download de pdf
read-as-page = Lees het als pagina
paper-contents = Inhoud
paper-online = Lees het als pagina
page-count = { $n ->
    [one] { $n } pagina
   *[other] { $n } pagina’s
}
file-size-kb = { $n } kB
file-size-mb = { $n } MB
footnotes = Voetnoten
embed-source = Uit “{ $title }”
footnote-back = Terug naar de tekst
table = Tabel
task-done = Gedaan
task-open = Nog te doen

search = Zoeken
search-title = Alle artikelen
search-summary = Alle artikelen, per verzameling. Een woord op deze pagina vind je met de zoekfunctie van je browser.
other-pages = Andere pagina’s
letters = Letters
narrow = Beperk deze lijst
narrow-any = Alle
narrow-reset = Toon alles
narrow-failed = De lijst kon niet worden beperkt. Probeer het opnieuw.
narrow-more = Toon meer
narrow-tag = Tag
narrow-in = Verzameling
sides = De twee kanten
side-title = { $side } in “{ $collection }”
side-summary = Wat “{ $collection }” over { $side } zegt, artikel voor artikel.

script-close = Sluiten
script-search = Zoeken
script-search-hint = Zoek in alle artikelen
script-search-results = Resultaten
script-search-articles = { $n ->
    [one] { $n } artikel
   *[other] { $n } artikelen
}
script-search-places = { $n ->
    [one] { $n } plaats
   *[other] { $n } plaatsen
}
script-search-count = { $articles }, { $places } voor “{ $query }”
script-search-many = { $articles } voor “{ $query }”, de beste eerst
script-search-nothing = Niets gevonden voor “{ $query }”.
script-search-try = Probeer één woord, of
script-search-all = bekijk alle artikelen
script-search-failed = De zoekfunctie kon niet worden geladen. Probeer het opnieuw, of
script-search-choose = kiezen
script-search-enter = openen
script-search-leave = sluiten
script-search-lost = Misschien zoek je een van deze:
