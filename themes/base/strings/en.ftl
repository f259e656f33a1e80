# The words of the interface. Plain, short, sentence case, verb first.

skip-to-content = Skip to content
main-navigation = Main
knowledge-base = Knowledge base
menu = Menu
breadcrumb = Breadcrumb
on-this-page = On this page
series-position = { $name ->
    [""] { $position } of { $total }
   *[other] { $name } { $position } of { $total }
}
minutes-to-read = { $n } min read
minutes = { $n } min
updated = Updated
published = Published
by-authors = By { $authors }
tags = Tags
article-count = { $n ->
    [one] { $n } article
   *[other] { $n } articles
}
previous = Previous
next = Next
neighbours = Previous and next
share = Share this post
related = Related publications
backlinks = Pages that mention this one
more-backlinks = { $n ->
    [one] One more page
   *[other] { $n } more pages
}
article = Article
read = Read
comparison = { $left } and { $right } compared
pagination = Pages of this list
previous-page = Previous page
next-page = Next page
page-of = Page { $page } of { $pages }
indicates-required = indicates required fields
leave-unchanged = This field is for validation and should be left unchanged
form-closed = This form cannot be sent yet.
choose = Choose
thanks-text = Your message has been sent.
back-to-home = Back to the knowledge base
not-found-text = There is no page at this address.
aside-example = Example
aside-note = Note
aside-practice = In practice
