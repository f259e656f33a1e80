# The strings of the interface, in German. `en.ftl` has the same keys in the same order.

skip-to-content = Zum Inhalt springen
main-navigation = Hauptnavigation
footer-navigation = Fußzeile
knowledge-base = Wissensdatenbank
menu = Menü
languages = Sprachen
untranslated = Diese Seite ist noch nicht übersetzt.
breadcrumb = Brotkrümelnavigation
on-this-page = Auf dieser Seite
series-position = { $name } { $position } von { $total }
position = { $position } von { $total }
minutes-to-read = { $n ->
    [one] { $n } Minute Lesezeit
   *[other] { $n } Minuten Lesezeit
}
minutes = { $n } Min.
updated = Aktualisiert am
published = Veröffentlicht am
by-authors = Von { $authors }
also-called = Auch: { $names }
tags = Schlagwörter
article-count = { $n } Artikel
previous = Zurück
next = Weiter
neighbours = Zurück und weiter
suggest-change = Änderung vorschlagen
share = Beitrag teilen
related = Verwandte Artikel
more-related = { $n ->
    [one] Ein weiterer Artikel
   *[other] { $n } weitere Artikel
}
backlinks = Seiten, die hierher verweisen
more-backlinks = { $n ->
    [one] Eine weitere Seite
   *[other] { $n } weitere Seiten
}
all-backlinks = Alle { $n } Seiten
backlinks-of = Seiten, die „{ $title }“ erwähnen
article = Artikel
read = Lesen
comparison = { $left } und { $right } im Vergleich
pagination = Seiten dieser Liste
previous-page = Vorherige Seite
next-page = Nächste Seite
page-of = Seite { $page } von { $pages }
indicates-required = kennzeichnet Pflichtfelder
required-when = Pflichtfeld, wenn „{ $label }“ „{ $answer }“ ist
required-when-checked = Pflichtfeld, wenn „{ $label }“ angekreuzt ist
leave-unchanged = Dieses Feld dient der Prüfung und soll unverändert bleiben
form-closed = Dieses Formular kann noch nicht abgeschickt werden.
send = Absenden
choose = Bitte wählen
thanks-text = Ihre Nachricht wurde gesendet.
back-to-home = Zurück zur Wissensdatenbank
not-found-text = Unter dieser Adresse gibt es keine Seite.
aside-example = Beispiel
aside-note = Hinweis
aside-practice = In der Praxis

thanks-title = Vielen Dank
not-found-title = Seite nicht gefunden
numbered-title = { $title }, Seite { $page }
share-email = E-Mail
yes = Ja
no = Nein

related-both = Verweisen aufeinander
related-from-here = Erwähnt in „{ $title }“
related-links-here = Erwähnt diese Seite
related-tag = { $n ->
    [2] Die beiden einzigen zu { $tag }
    [3] Einer von drei zu { $tag }
    [4] Einer von vier zu { $tag }
    [5] Einer von fünf zu { $tag }
   *[other] Behandeln beide { $tag }
}
related-mention = Erwähnen beide „{ $title }“
related-mentioned = Beide erwähnt in „{ $title }“
related-cover = Behandeln beide { $subject }
related-word = Sprechen beide von „{ $word }“

date = { $day }. { $month } { $year }
month-1 = Januar
month-2 = Februar
month-3 = März
month-4 = April
month-5 = Mai
month-6 = Juni
month-7 = Juli
month-8 = August
month-9 = September
month-10 = Oktober
month-11 = November
month-12 = Dezember

callout-note = Hinweis
callout-tip = Tipp
callout-important = Wichtig
callout-warning = Warnung
callout-caution = Vorsicht
callout-abstract = Zusammenfassung
callout-info = Information
callout-todo = Zu erledigen
callout-success = Erfolg
callout-question = Frage
callout-failure = Fehlgeschlagen
callout-danger = Gefahr
callout-bug = Fehler
callout-example = Beispiel
callout-quote = Zitat

all-tags = Alle Schlagwörter
download-pdf = PDF herunterladen
read-as-page = Als Seite lesen
paper-contents = Inhalt
paper-online = Als Seite lesen
page-count = { $n ->
    [one] { $n } Seite
   *[other] { $n } Seiten
}
file-size-kb = { $n } KB
file-size-mb = { $n } MB
footnotes = Fußnoten
embed-source = Aus „{ $title }“
footnote-back = Zurück zum Text
table = Tabelle
task-done = Erledigt
task-open = Zu erledigen

search = Suche
search-title = Alle Artikel
search-summary = Alle Artikel, nach Sammlung. Ein Wort auf dieser Seite finden Sie mit der Suche Ihres Browsers.
other-pages = Weitere Seiten
letters = Buchstaben
narrow = Liste eingrenzen
narrow-any = Alle
narrow-reset = Alle anzeigen
narrow-failed = Die Liste konnte nicht eingegrenzt werden. Versuchen Sie es noch einmal.
narrow-more = Mehr anzeigen
narrow-tag = Schlagwort
narrow-in = Sammlung
sides = Die beiden Seiten
side-title = { $side } in „{ $collection }“
side-summary = Was „{ $collection }“ über { $side } sagt, Artikel für Artikel.

script-close = Schließen
script-search = Suche
script-search-hint = Alle Artikel durchsuchen
script-search-results = Ergebnisse
script-search-articles = { $n } Artikel
script-search-places = { $n ->
    [one] { $n } Stelle
   *[other] { $n } Stellen
}
script-search-count = { $articles }, { $places } für „{ $query }“
script-search-many = { $articles } für „{ $query }“, die besten zuerst
script-search-nothing = Nichts gefunden für „{ $query }“.
script-search-try = Suchen Sie nach nur einem Wort, oder
script-search-all = sehen Sie alle Artikel
script-search-failed = Die Suche konnte nicht geladen werden. Versuchen Sie es noch einmal, oder
script-search-choose = auswählen
script-search-enter = öffnen
script-search-leave = schließen
script-search-lost = Vielleicht suchen Sie eine dieser Seiten:
