dark-theme = Dark theme
copy-link = Copy link
link-copied = Link copied
share-sheet = More ways
preview-open = Open in the glossary
preview-close = Close
not-found-a = Neither here
not-found-b = nor there
error-enter = Fill in “{ $label }”
error-choose = Choose an answer to “{ $label }”
error-tick = Tick “{ $label }”
error-day = Enter a whole date: day, month and year
error-min = Choose { $date } or a later day
error-max = Choose { $date } or an earlier day
error-email = Enter the whole address, like name@example.com
error-title = Error: { $title }
check-answers = { $n ->
    [1] Please check one answer
    [2] Please check two answers
    [3] Please check three answers
    [4] Please check four answers
    [5] Please check five answers
    [6] Please check six answers
    [7] Please check seven answers
    [8] Please check eight answers
    [9] Please check nine answers
   *[other] Please check your answers
}
