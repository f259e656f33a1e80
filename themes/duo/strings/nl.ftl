# The strings of the interface, in Dutch. `en.ftl` has the same keys in the same order.

dark-theme = Donker thema
copy-link = Kopieer de link
link-copied = Link gekopieerd
copy-code = Kopiëren
code-copied = Gekopieerd
share-sheet = Meer opties
script-preview-open = Openen in de begrippenlijst
script-preview-read = Lezen
script-preview-minutes = { $n ->
    [one] { $n } minuut lezen
   *[other] { $n } minuten lezen
}
not-found-a = Hier niet
not-found-b = en daar niet
error-enter = “{ $label }” is verplicht
error-choose = Maak een keuze bij “{ $label }”
error-tick = Vink “{ $label }” aan
error-day = Vul een volledige datum in: dag, maand en jaar
error-min = Kies { $date } of later
error-max = Kies { $date } of eerder
error-email = Vul je e-mailadres in, zoals naam@voorbeeld.nl
error-name = Vul je naam in
error-tel = Vul je telefoonnummer in
error-organization = Vul de naam van je organisatie in
error-title = Fout: { $title }
check-answers = { $n ->
    [one] Controleer één antwoord
    [2] Controleer twee antwoorden
    [3] Controleer drie antwoorden
    [4] Controleer vier antwoorden
    [5] Controleer vijf antwoorden
    [6] Controleer zes antwoorden
    [7] Controleer zeven antwoorden
    [8] Controleer acht antwoorden
    [9] Controleer negen antwoorden
   *[other] Controleer je antwoorden
}
