# The strings of the interface, in French. `en.ftl` has the same keys in the same order. The spaces before `:` and
# inside « » are narrow no-break spaces.

skip-to-content = Aller au contenu
main-navigation = Navigation principale
footer-navigation = Pied de page
knowledge-base = Base de connaissances
menu = Menu
languages = Langues
untranslated = Cette page n’est pas encore traduite.
breadcrumb = Fil d’Ariane
on-this-page = Sur cette page
series-position = { $name } { $position } sur { $total }
position = { $position } sur { $total }
minutes-to-read = { $n ->
    [one] { $n } minute de lecture
    [many] { $n } de minutes de lecture
   *[other] { $n } minutes de lecture
}
minutes = { $n } min
updated = Mis à jour le
published = Publié le
by-authors = Par { $authors }
also-called = Aussi appelé : { $names }
tags = Étiquettes
article-count = { $n ->
    [one] { $n } article
    [many] { $n } d’articles
   *[other] { $n } articles
}
previous = Précédent
next = Suivant
neighbours = Précédent et suivant
suggest-change = Proposer une modification
share = Partager cet article
related = Articles liés
more-related = { $n ->
    [one] Un autre article
    [many] { $n } d’autres articles
   *[other] { $n } autres articles
}
backlinks = Pages qui mentionnent celle-ci
more-backlinks = { $n ->
    [one] Une autre page
    [many] { $n } d’autres pages
   *[other] { $n } autres pages
}
all-backlinks = Les { $n } pages
backlinks-of = Pages qui mentionnent « { $title } »
article = Article
read = Lire
comparison = Comparaison : { $left } et { $right }
pagination = Pages de cette liste
previous-page = Page précédente
next-page = Page suivante
page-of = Page { $page } sur { $pages }
indicates-required = signale les champs obligatoires
required-when = Obligatoire si la réponse à « { $label } » est « { $answer } »
required-when-checked = Obligatoire si « { $label } » est coché
leave-unchanged = Ce champ sert à la vérification, ne le modifiez pas
form-closed = Ce formulaire ne peut pas encore être envoyé.
send = Envoyer
choose = Choisir
thanks-text = Votre message a été envoyé.
back-to-home = Retour à la base de connaissances
not-found-text = Il n’y a pas de page à cette adresse.
aside-example = Exemple
aside-note = Remarque
aside-practice = En pratique

thanks-title = Merci
not-found-title = Page introuvable
numbered-title = { $title }, page { $page }
share-email = E-mail
yes = Oui
no = Non

related-both = Renvoient l’un à l’autre
related-from-here = Mentionné dans « { $title } »
related-links-here = Mentionne cette page
related-tag = { $n ->
    [2] Les deux seuls sur { $tag }
    [3] L’un des trois sur { $tag }
    [4] L’un des quatre sur { $tag }
    [5] L’un des cinq sur { $tag }
   *[other] Portent tous deux sur { $tag }
}
related-mention = Mentionnent tous deux « { $title } »
related-mentioned = Tous deux mentionnés dans « { $title } »
related-cover = Traitent tous deux de { $subject }
related-word = Parlent tous deux de « { $word } »

date = { $day } { $month } { $year }
month-1 = janvier
month-2 = février
month-3 = mars
month-4 = avril
month-5 = mai
month-6 = juin
month-7 = juillet
month-8 = août
month-9 = septembre
month-10 = octobre
month-11 = novembre
month-12 = décembre

callout-note = Remarque
callout-tip = Conseil
callout-important = Important
callout-warning = Avertissement
callout-caution = Attention
callout-abstract = Résumé
callout-info = Information
callout-todo = À faire
callout-success = Réussi
callout-question = Question
callout-failure = Échec
callout-danger = Danger
callout-bug = Bogue
callout-example = Exemple
callout-quote = Citation

all-tags = Toutes les étiquettes
download-pdf = Télécharger le PDF
read-as-page = Lire en ligne
paper-contents = Sommaire
paper-online = Lire en ligne
page-count = { $n ->
    [one] { $n } page
    [many] { $n } de pages
   *[other] { $n } pages
}
file-size-kb = { $n } ko
file-size-mb = { $n } Mo
footnotes = Notes
embed-source = Extrait de « { $title } »
footnote-back = Retour au texte
table = Tableau
task-done = Fait
task-open = À faire

search = Rechercher
search-title = Tous les articles
search-summary = Tous les articles, par collection. Pour trouver un mot sur cette page, utilisez la recherche de votre navigateur.
other-pages = Autres pages
letters = Lettres
narrow = Filtrer cette liste
narrow-any = Tous
narrow-reset = Tout afficher
narrow-failed = La liste n’a pas pu être filtrée. Réessayez.
narrow-more = Afficher plus
narrow-tag = Étiquette
narrow-in = Collection
sides = Les deux côtés
side-title = { $side } dans « { $collection } »
side-summary = Ce que « { $collection } » dit de { $side }, article par article.

script-close = Fermer
script-search = Rechercher
script-search-hint = Rechercher dans tous les articles
script-search-results = Résultats
script-search-articles = { $n ->
    [one] { $n } article
    [many] { $n } d’articles
   *[other] { $n } articles
}
script-search-places = { $n ->
    [one] { $n } passage
    [many] { $n } de passages
   *[other] { $n } passages
}
script-search-count = { $articles }, { $places } pour « { $query } »
script-search-many = { $articles } pour « { $query } », les meilleurs d’abord
script-search-nothing = Aucun résultat pour « { $query } ».
script-search-try = Essayez un seul mot, ou
script-search-all = voyez tous les articles
script-search-failed = La recherche n’a pas pu être chargée. Réessayez, ou
script-search-choose = choisir
script-search-enter = ouvrir
script-search-leave = fermer
script-search-lost = Vous cherchez peut-être l’une de ces pages :
