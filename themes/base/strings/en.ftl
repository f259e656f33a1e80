# The strings of the interface: plain, short, in sentence case, with the verb first. Scripts get those that begin with `script-`.

skip-to-content = Skip to content
main-navigation = Main
footer-navigation = Footer
knowledge-base = Knowledge base
menu = Menu
languages = Languages
untranslated = This page has not been translated yet.
breadcrumb = Breadcrumb
on-this-page = On this page
series-position = { $name } { $position } of { $total }
position = { $position } of { $total }
minutes-to-read = { $n ->
    [one] { $n } minute to read
   *[other] { $n } minutes to read
}
minutes = { $n } min
updated = Updated
published = Published
by-authors = By { $authors }
also-called = Also called: { $names }
tags = Tags
article-count = { $n ->
    [one] { $n } article
   *[other] { $n } articles
}
previous = Previous
next = Next
neighbours = Previous and next
suggest-change = Suggest a change
share = Share this post
related = Related articles
more-related = { $n ->
    [one] One more article
   *[other] { $n } more articles
}
backlinks = Pages that mention this one
more-backlinks = { $n ->
    [one] One more page
   *[other] { $n } more pages
}
all-backlinks = All { $n } pages
backlinks-of = Pages that mention “{ $title }”
article = Article
read = Read
comparison = { $left } and { $right } compared
pagination = Pages of this list
previous-page = Previous page
next-page = Next page
page-of = Page { $page } of { $pages }
indicates-required = indicates required fields
required-when = Required if “{ $label }” is “{ $answer }”
required-when-checked = Required if “{ $label }” is selected
leave-unchanged = This field is for validation and should be left unchanged
form-closed = This form cannot be sent yet.
send = Send
choose = Choose
thanks-text = Your message has been sent.
back-to-home = Back to the knowledge base
not-found-text = There is no page at this address.
aside-example = Example
aside-note = Note
aside-practice = In practice

thanks-title = Thank you
not-found-title = Page not found
numbered-title = { $title }, page { $page }
share-email = E-mail
yes = Yes
no = No

related-both = They refer to each other
related-from-here = Mentioned in “{ $title }”
related-links-here = Mentions this page
related-tag = { $n ->
    [2] The only two on { $tag }
    [3] One of three on { $tag }
    [4] One of four on { $tag }
    [5] One of five on { $tag }
   *[other] Both are about { $tag }
}
related-mention = Both mention “{ $title }”
related-mentioned = Both are mentioned in “{ $title }”
related-cover = Both cover { $subject }
related-word = Both talk about “{ $word }”

date = { $day } { $month } { $year }
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December

callout-note = Note
callout-tip = Tip
callout-important = Important
callout-warning = Warning
callout-caution = Caution
callout-abstract = Summary
callout-info = Information
callout-todo = To do
callout-success = Success
callout-question = Question
callout-failure = Failure
callout-danger = Danger
callout-bug = Bug
callout-example = Example
callout-quote = Quote

all-tags = All tags
download-pdf = Download the PDF
read-as-page = Read it as a page
paper-contents = Contents
paper-online = Read it as a page
page-count = { $n ->
    [one] { $n } page
   *[other] { $n } pages
}
file-size-kb = { $n } KB
file-size-mb = { $n } MB
footnotes = Footnotes
embed-source = From “{ $title }”
footnote-back = Back to the text
table = Table
task-done = Done
task-open = To do

search = Search
search-title = All articles
search-summary = All articles, by collection. Use your browser’s search to find a word on this page.
other-pages = Other pages
letters = Letters
narrow = Narrow this list
narrow-any = All
narrow-reset = Show all
narrow-failed = The list could not be narrowed. Try again.
narrow-more = Show more
narrow-tag = Tag
narrow-in = Collection
sides = The two sides
side-title = { $side } across “{ $collection }”
side-summary = What “{ $collection }” says about { $side }, article by article.

script-close = Close
script-search = Search
script-search-hint = Search all articles
script-search-results = Results
script-search-articles = { $n ->
    [one] { $n } article
   *[other] { $n } articles
}
script-search-places = { $n ->
    [one] { $n } place
   *[other] { $n } places
}
script-search-count = { $articles }, { $places } for “{ $query }”
script-search-many = { $articles } for “{ $query }”, best first
script-search-nothing = Nothing found for “{ $query }”.
script-search-try = Try one word, or
script-search-all = see all articles
script-search-failed = The search could not be loaded. Try again, or
script-search-choose = choose
script-search-enter = open
script-search-leave = close
script-search-lost = Perhaps you are looking for one of these:
