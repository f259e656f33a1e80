# The strings of the interface, in Italian. `en.ftl` has the same keys in the same order.

skip-to-content = Vai al contenuto
main-navigation = Navigazione principale
footer-navigation = Piè di pagina
knowledge-base = Base di conoscenza
menu = Menu
languages = Lingue
untranslated = Questa pagina non è ancora stata tradotta.
breadcrumb = Percorso di navigazione
on-this-page = In questa pagina
series-position = { $name } { $position } di { $total }
position = { $position } di { $total }
minutes-to-read = { $n ->
    [one] { $n } minuto di lettura
    [many] { $n } di minuti di lettura
   *[other] { $n } minuti di lettura
}
minutes = { $n } min
updated = Aggiornato il
published = Pubblicato il
by-authors = Di { $authors }
also-called = Anche: { $names }
tags = Etichette
article-count = { $n ->
    [one] { $n } articolo
    [many] { $n } di articoli
   *[other] { $n } articoli
}
previous = Precedente
next = Successivo
neighbours = Precedente e successivo
suggest-change = Proponi una modifica
share = Condividi questo articolo
related = Articoli correlati
more-related = { $n ->
    [one] Un altro articolo
    [many] Altri { $n } di articoli
   *[other] Altri { $n } articoli
}
backlinks = Pagine che citano questa
more-backlinks = { $n ->
    [one] Un’altra pagina
    [many] Altri { $n } di pagine
   *[other] Altre { $n } pagine
}
all-backlinks = Tutte le { $n } pagine
backlinks-of = Pagine che citano «{ $title }»
article = Articolo
read = Leggi
comparison = { $left } e { $right } a confronto
pagination = Pagine di questo elenco
previous-page = Pagina precedente
next-page = Pagina successiva
page-of = Pagina { $page } di { $pages }
indicates-required = indica i campi obbligatori
required-when = Obbligatorio se «{ $label }» è «{ $answer }»
required-when-checked = Obbligatorio se «{ $label }» è selezionato
leave-unchanged = Questo campo serve per la verifica e va lasciato invariato
form-closed = Questo modulo non può ancora essere inviato.
send = Invia
choose = Scegli
thanks-text = Il messaggio è stato inviato.
back-to-home = Torna alla base di conoscenza
not-found-text = Non c’è nessuna pagina a questo indirizzo.
aside-example = Esempio
aside-note = Nota
aside-practice = In pratica

thanks-title = Grazie
not-found-title = Pagina non trovata
numbered-title = { $title }, pagina { $page }
share-email = E-mail
yes = Sì
no = No

related-both = Si citano a vicenda
related-from-here = Citato in «{ $title }»
related-links-here = Cita questa pagina
related-tag = { $n ->
    [2] Gli unici due su { $tag }
    [3] Uno dei tre su { $tag }
    [4] Uno dei quattro su { $tag }
    [5] Uno dei cinque su { $tag }
   *[other] Entrambi parlano di { $tag }
}
related-mention = Entrambi citano «{ $title }»
related-mentioned = Entrambi citati in «{ $title }»
related-cover = Entrambi trattano { $subject }
related-word = Entrambi parlano di «{ $word }»

date = { $day } { $month } { $year }
month-1 = gennaio
month-2 = febbraio
month-3 = marzo
month-4 = aprile
month-5 = maggio
month-6 = giugno
month-7 = luglio
month-8 = agosto
month-9 = settembre
month-10 = ottobre
month-11 = novembre
month-12 = dicembre

callout-note = Nota
callout-tip = Consiglio
callout-important = Importante
callout-warning = Avvertenza
callout-caution = Attenzione
callout-abstract = Sintesi
callout-info = Informazione
callout-todo = Da fare
callout-success = Riuscito
callout-question = Domanda
callout-failure = Non riuscito
callout-danger = Pericolo
callout-bug = Errore
callout-example = Esempio
callout-quote = Citazione

all-tags = Tutte le etichette
download-pdf = Scarica il PDF
read-as-page = Leggi come pagina
paper-contents = Indice
paper-online = Leggi come pagina
page-count = { $n ->
    [one] { $n } pagina
    [many] { $n } di pagine
   *[other] { $n } pagine
}
file-size-kb = { $n } kB
file-size-mb = { $n } MB
footnotes = Note
embed-source = Da «{ $title }»
footnote-back = Torna al testo
table = Tabella
task-done = Fatto
task-open = Da fare

search = Cerca
search-title = Tutti gli articoli
search-summary = Tutti gli articoli, per raccolta. Per trovare una parola in questa pagina usa la ricerca del browser.
other-pages = Altre pagine
letters = Lettere
narrow = Filtra questo elenco
narrow-any = Tutti
narrow-reset = Mostra tutto
narrow-failed = Impossibile filtrare l’elenco. Riprova.
narrow-more = Mostra altri
narrow-tag = Etichetta
narrow-in = Raccolta
sides = I due lati
side-title = { $side } in «{ $collection }»
side-summary = Che cosa dice «{ $collection }» su { $side }, articolo per articolo.

script-close = Chiudi
script-search = Cerca
script-search-hint = Cerca in tutti gli articoli
script-search-results = Risultati
script-search-articles = { $n ->
    [one] { $n } articolo
    [many] { $n } di articoli
   *[other] { $n } articoli
}
script-search-places = { $n ->
    [one] { $n } punto
    [many] { $n } di punti
   *[other] { $n } punti
}
script-search-count = { $articles }, { $places } per «{ $query }»
script-search-many = { $articles } per «{ $query }», prima i migliori
script-search-nothing = Nessun risultato per «{ $query }».
script-search-try = Prova con una sola parola, oppure
script-search-all = guarda tutti gli articoli
script-search-failed = Impossibile caricare la ricerca. Riprova, oppure
script-search-choose = scegli
script-search-enter = apri
script-search-leave = chiudi
script-search-lost = Forse cerchi una di queste pagine:
