# The strings of the interface, in French. `en.ftl` has the same keys in the same order. The spaces before `:` and
# inside « » are narrow no-break spaces.

dark-theme = Thème sombre
copy-link = Copier le lien
link-copied = Lien copié
copy-code = Copier
code-copied = Copié
share-sheet = Autres options
script-preview-open = Ouvrir dans le glossaire
script-preview-read = Lire
script-preview-minutes = { $n ->
    [one] { $n } minute de lecture
    [many] { $n } de minutes de lecture
   *[other] { $n } minutes de lecture
}
not-found-a = Ni ici
not-found-b = ni là
error-enter = « { $label } » est obligatoire
error-choose = Choisissez une option pour « { $label } »
error-tick = Cochez « { $label } »
error-day = Saisissez une date complète : jour, mois et année
error-min = Choisissez le { $date } ou une date ultérieure
error-max = Choisissez le { $date } ou une date antérieure
error-email = Saisissez votre adresse e-mail, par exemple nom@exemple.fr
error-name = Saisissez votre nom
error-tel = Saisissez votre numéro de téléphone
error-organization = Saisissez le nom de votre organisation
error-title = Erreur : { $title }
check-answers = { $n ->
    [1] Veuillez vérifier une réponse
    [2] Veuillez vérifier deux réponses
    [3] Veuillez vérifier trois réponses
    [4] Veuillez vérifier quatre réponses
    [5] Veuillez vérifier cinq réponses
    [6] Veuillez vérifier six réponses
    [7] Veuillez vérifier sept réponses
    [8] Veuillez vérifier huit réponses
    [9] Veuillez vérifier neuf réponses
   *[other] Veuillez vérifier vos réponses
}
