# The strings of the interface, in German. `en.ftl` has the same keys in the same order.

dark-theme = Dunkles Design
copy-link = Link kopieren
link-copied = Link kopiert
copy-code = Kopieren
code-copied = Kopiert
share-sheet = Weitere Möglichkeiten
script-preview-open = Im Glossar öffnen
script-preview-read = Lesen
script-preview-minutes = { $n ->
    [one] { $n } Minute Lesezeit
   *[other] { $n } Minuten Lesezeit
}
not-found-a = Weder hier
not-found-b = noch dort
error-enter = „{ $label }“ fehlt
error-choose = Wählen Sie etwas bei „{ $label }“
error-tick = Kreuzen Sie „{ $label }“ an
error-day = Geben Sie ein vollständiges Datum ein: Tag, Monat und Jahr
error-min = Wählen Sie den { $date } oder einen späteren Tag
error-max = Wählen Sie den { $date } oder einen früheren Tag
error-email = Geben Sie Ihre E-Mail-Adresse ein, zum Beispiel name@beispiel.de
error-name = Geben Sie Ihren Namen ein
error-tel = Geben Sie Ihre Telefonnummer ein
error-organization = Geben Sie den Namen Ihrer Organisation ein
error-title = Fehler: { $title }
check-answers = { $n ->
    [one] Bitte prüfen Sie eine Angabe
    [2] Bitte prüfen Sie zwei Angaben
    [3] Bitte prüfen Sie drei Angaben
    [4] Bitte prüfen Sie vier Angaben
    [5] Bitte prüfen Sie fünf Angaben
    [6] Bitte prüfen Sie sechs Angaben
    [7] Bitte prüfen Sie sieben Angaben
    [8] Bitte prüfen Sie acht Angaben
    [9] Bitte prüfen Sie neun Angaben
   *[other] Bitte prüfen Sie Ihre Angaben
}
