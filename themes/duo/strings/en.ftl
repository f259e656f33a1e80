dark-theme = Dark theme
copy-link = Copy link
link-copied = Link copied
copy-code = Copy
code-copied = Copied
share-sheet = More options
script-preview-open = Open in the glossary
script-preview-read = Read
script-preview-minutes = { $n ->
    [one] { $n } minute to read
   *[other] { $n } minutes to read
}
not-found-a = Neither here
not-found-b = nor there
error-enter = “{ $label }” is required
error-choose = Choose an option for “{ $label }”
error-tick = Select “{ $label }”
error-day = Enter a complete date: month, day and year
error-min = Choose { $date } or later
error-max = Choose { $date } or earlier
error-email = Enter your e-mail address, such as name@example.com
error-name = Enter your name
error-tel = Enter your telephone number
error-organization = Enter the name of your organization
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
