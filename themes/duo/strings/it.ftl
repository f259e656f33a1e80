# The strings of the interface, in Italian. `en.ftl` has the same keys in the same order.

dark-theme = Tema scuro
copy-link = Copia il link
link-copied = Link copiato
copy-code = Copia
code-copied = Copiato
share-sheet = Altre opzioni
script-preview-open = Apri nel glossario
script-preview-read = Leggi
script-preview-minutes = { $n ->
    [one] { $n } minuto di lettura
    [many] { $n } di minuti di lettura
   *[other] { $n } minuti di lettura
}
not-found-a = Né qui
not-found-b = né là
error-enter = «{ $label }» è obbligatorio
error-choose = Scegli un’opzione per «{ $label }»
error-tick = Seleziona «{ $label }»
error-day = Inserisci una data completa: giorno, mese e anno
error-min = Scegli il { $date } o una data successiva
error-max = Scegli il { $date } o una data precedente
error-email = Inserisci il tuo indirizzo e-mail, ad esempio nome@esempio.it
error-name = Inserisci il tuo nome
error-tel = Inserisci il tuo numero di telefono
error-organization = Inserisci il nome della tua organizzazione
error-title = Errore: { $title }
check-answers = { $n ->
    [1] Controlla una risposta
    [2] Controlla due risposte
    [3] Controlla tre risposte
    [4] Controlla quattro risposte
    [5] Controlla cinque risposte
    [6] Controlla sei risposte
    [7] Controlla sette risposte
    [8] Controlla otto risposte
    [9] Controlla nove risposte
   *[other] Controlla le tue risposte
}
