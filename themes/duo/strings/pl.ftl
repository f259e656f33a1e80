# The strings of the interface, in Polish. `en.ftl` has the same keys in the same order.

dark-theme = Ciemny motyw
copy-link = Kopiuj link
link-copied = Skopiowano link
copy-code = Kopiuj
code-copied = Skopiowano
share-sheet = Więcej opcji
script-preview-open = Otwórz w słowniczku
script-preview-read = Czytaj
script-preview-minutes = { $n ->
    [one] { $n } minuta czytania
    [few] { $n } minuty czytania
    [many] { $n } minut czytania
   *[other] { $n } minuty czytania
}
not-found-a = Ani tu
not-found-b = ani tam
error-enter = Pole „{ $label }” jest wymagane
error-choose = Wybierz jedną z opcji: „{ $label }”
error-tick = Zaznacz „{ $label }”
error-day = Podaj pełną datę: dzień, miesiąc i rok
error-min = Wybierz { $date } lub późniejszą datę
error-max = Wybierz { $date } lub wcześniejszą datę
error-email = Podaj adres e-mail, na przykład imie@przyklad.pl
error-name = Podaj imię i nazwisko
error-tel = Podaj numer telefonu
error-organization = Podaj nazwę organizacji
error-title = Błąd: { $title }
check-answers = { $n ->
    [1] Sprawdź jedną odpowiedź
    [2] Sprawdź dwie odpowiedzi
    [3] Sprawdź trzy odpowiedzi
    [4] Sprawdź cztery odpowiedzi
    [5] Sprawdź pięć odpowiedzi
    [6] Sprawdź sześć odpowiedzi
    [7] Sprawdź siedem odpowiedzi
    [8] Sprawdź osiem odpowiedzi
    [9] Sprawdź dziewięć odpowiedzi
   *[other] Sprawdź swoje odpowiedzi
}
