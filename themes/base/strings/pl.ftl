# The strings of the interface, in Polish. `en.ftl` has the same keys in the same order.

skip-to-content = Przejdź do treści
main-navigation = Główna nawigacja
footer-navigation = Stopka
knowledge-base = Baza wiedzy
menu = Menu
languages = Języki
untranslated = Ta strona nie została jeszcze przetłumaczona.
breadcrumb = Ścieżka nawigacji
on-this-page = Na tej stronie
series-position = { $name } { $position } z { $total }
position = { $position } z { $total }
minutes-to-read = { $n ->
    [one] { $n } minuta czytania
    [few] { $n } minuty czytania
    [many] { $n } minut czytania
   *[other] { $n } minuty czytania
}
minutes = { $n } min
updated = Zaktualizowano
published = Opublikowano
by-authors = { $authors }
also-called = Inne nazwy: { $names }
tags = Tagi
article-count = { $n ->
    [one] { $n } artykuł
    [few] { $n } artykuły
    [many] { $n } artykułów
   *[other] { $n } artykułu
}
previous = Poprzedni
next = Następny
neighbours = Poprzedni i następny
suggest-change = Zaproponuj zmianę
share = Udostępnij ten artykuł
related = Powiązane artykuły
more-related = { $n ->
    [one] Jeszcze jeden artykuł
    [few] Jeszcze { $n } artykuły
    [many] Jeszcze { $n } artykułów
   *[other] Jeszcze { $n } artykułu
}
backlinks = Strony, które wspominają o tej
more-backlinks = { $n ->
    [one] Jeszcze jedna strona
    [few] Jeszcze { $n } strony
    [many] Jeszcze { $n } stron
   *[other] Jeszcze { $n } strony
}
all-backlinks = Wszystkie strony ({ $n })
backlinks-of = Strony, które wspominają o „{ $title }”
article = Artykuł
read = Czytaj
comparison = { $left } i { $right }: porównanie
pagination = Strony tej listy
previous-page = Poprzednia strona
next-page = Następna strona
page-of = Strona { $page } z { $pages }
indicates-required = oznacza pole wymagane
required-when = Wymagane, jeśli „{ $label }” to „{ $answer }”
required-when-checked = Wymagane, jeśli zaznaczono „{ $label }”
leave-unchanged = To pole służy do weryfikacji, nie zmieniaj go
form-closed = Tego formularza nie można jeszcze wysłać.
send = Wyślij
choose = Wybierz
thanks-text = Wiadomość została wysłana.
back-to-home = Wróć do bazy wiedzy
not-found-text = Pod tym adresem nie ma strony.
aside-example = Przykład
aside-note = Uwaga
aside-practice = W praktyce

thanks-title = Dziękujemy
not-found-title = Nie znaleziono strony
numbered-title = { $title }, strona { $page }
share-email = E-mail
yes = Tak
no = Nie

related-both = Odwołują się do siebie nawzajem
related-from-here = Wspomniano w „{ $title }”
related-links-here = Wspomina o tej stronie
related-tag = { $n ->
    [2] Jedyne dwa na temat { $tag }
    [3] Jeden z trzech na temat { $tag }
    [4] Jeden z czterech na temat { $tag }
    [5] Jeden z pięciu na temat { $tag }
   *[other] Oba na temat { $tag }
}
related-mention = Oba wspominają o „{ $title }”
related-mentioned = O obu wspomniano w „{ $title }”
related-cover = Wspólny temat: { $subject }
related-word = W obu mowa o „{ $word }”

date = { $day } { $month } { $year }
month-1 = stycznia
month-2 = lutego
month-3 = marca
month-4 = kwietnia
month-5 = maja
month-6 = czerwca
month-7 = lipca
month-8 = sierpnia
month-9 = września
month-10 = października
month-11 = listopada
month-12 = grudnia

callout-note = Uwaga
callout-tip = Wskazówka
callout-important = Ważne
callout-warning = Ostrzeżenie
callout-caution = Ostrożnie
callout-abstract = Streszczenie
callout-info = Informacja
callout-todo = Do zrobienia
callout-success = Powodzenie
callout-question = Pytanie
callout-failure = Niepowodzenie
callout-danger = Niebezpieczeństwo
callout-bug = Błąd
callout-example = Przykład
callout-quote = Cytat

all-tags = Wszystkie tagi
download-pdf = Pobierz PDF
read-as-page = Czytaj jako stronę
paper-contents = Spis treści
paper-online = Czytaj jako stronę
page-count = { $n ->
    [one] { $n } strona
    [few] { $n } strony
    [many] { $n } stron
   *[other] { $n } strony
}
file-size-kb = { $n } kB
file-size-mb = { $n } MB
footnotes = Przypisy
embed-source = Z „{ $title }”
footnote-back = Wróć do tekstu
table = Tabela
task-done = Zrobione
task-open = Do zrobienia

search = Szukaj
search-title = Wszystkie artykuły
search-summary = Wszystkie artykuły według kolekcji. Aby znaleźć słowo na tej stronie, użyj wyszukiwania w przeglądarce.
other-pages = Inne strony
letters = Litery
narrow = Zawęź tę listę
narrow-any = Wszystkie
narrow-reset = Pokaż wszystko
narrow-failed = Nie udało się zawęzić listy. Spróbuj ponownie.
narrow-more = Pokaż więcej
narrow-tag = Tag
narrow-in = Kolekcja
sides = Dwie strony
side-title = { $side } w „{ $collection }”
side-summary = Co „{ $collection }” mówi na temat: { $side }, artykuł po artykule.

script-close = Zamknij
script-search = Szukaj
script-search-hint = Szukaj we wszystkich artykułach
script-search-results = Wyniki
script-search-articles = { $n ->
    [one] { $n } artykuł
    [few] { $n } artykuły
    [many] { $n } artykułów
   *[other] { $n } artykułu
}
script-search-places = { $n ->
    [one] { $n } miejsce
    [few] { $n } miejsca
    [many] { $n } miejsc
   *[other] { $n } miejsca
}
script-search-count = { $articles }, { $places } dla „{ $query }”
script-search-many = { $articles } dla „{ $query }”, najlepsze na początku
script-search-nothing = Nic nie znaleziono dla „{ $query }”.
script-search-try = Spróbuj jednego słowa albo
script-search-all = zobacz wszystkie artykuły
script-search-failed = Nie udało się wczytać wyszukiwarki. Spróbuj ponownie albo
script-search-choose = wybierz
script-search-enter = otwórz
script-search-leave = zamknij
script-search-lost = Może szukasz jednej z tych stron:
