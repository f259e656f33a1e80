# The strings of the interface, in Spanish. `en.ftl` has the same keys in the same order.

skip-to-content = Ir al contenido
main-navigation = Navegación principal
footer-navigation = Pie de página
knowledge-base = Base de conocimientos
menu = Menú
languages = Idiomas
untranslated = Esta página aún no está traducida.
breadcrumb = Ruta de navegación
on-this-page = En esta página
series-position = { $name } { $position } de { $total }
position = { $position } de { $total }
minutes-to-read = { $n ->
    [one] { $n } minuto de lectura
    [many] { $n } de minutos de lectura
   *[other] { $n } minutos de lectura
}
minutes = { $n } min
updated = Actualizado el
published = Publicado el
by-authors = Por { $authors }
also-called = También: { $names }
tags = Etiquetas
article-count = { $n ->
    [one] { $n } artículo
    [many] { $n } de artículos
   *[other] { $n } artículos
}
previous = Anterior
next = Siguiente
neighbours = Anterior y siguiente
suggest-change = Proponer un cambio
share = Compartir este artículo
related = Artículos relacionados
more-related = { $n ->
    [one] Un artículo más
    [many] { $n } de artículos más
   *[other] { $n } artículos más
}
backlinks = Páginas que mencionan esta
more-backlinks = { $n ->
    [one] Una página más
    [many] { $n } de páginas más
   *[other] { $n } páginas más
}
all-backlinks = Las { $n } páginas
backlinks-of = Páginas que mencionan «{ $title }»
article = Artículo
read = Leer
comparison = Comparación de { $left } y { $right }
pagination = Páginas de esta lista
previous-page = Página anterior
next-page = Página siguiente
page-of = Página { $page } de { $pages }
indicates-required = indica un campo obligatorio
required-when = Obligatorio si «{ $label }» es «{ $answer }»
required-when-checked = Obligatorio si «{ $label }» está marcado
leave-unchanged = Este campo sirve de comprobación; no lo modifique
form-closed = Este formulario todavía no se puede enviar.
send = Enviar
choose = Elija una opción
thanks-text = Su mensaje se ha enviado.
back-to-home = Volver a la base de conocimientos
not-found-text = No hay ninguna página en esta dirección.
aside-example = Ejemplo
aside-note = Nota
aside-practice = En la práctica

thanks-title = Gracias
not-found-title = Página no encontrada
numbered-title = { $title }, página { $page }
share-email = Correo electrónico
yes = Sí
no = No

related-both = Se mencionan mutuamente
related-from-here = Mencionado en «{ $title }»
related-links-here = Menciona esta página
related-tag = { $n ->
    [2] Los únicos dos sobre { $tag }
    [3] Uno de los tres sobre { $tag }
    [4] Uno de los cuatro sobre { $tag }
    [5] Uno de los cinco sobre { $tag }
   *[other] Ambos son sobre { $tag }
}
related-mention = Ambos mencionan «{ $title }»
related-mentioned = Ambos se mencionan en «{ $title }»
related-cover = Ambos tratan { $subject }
related-word = Ambos hablan de «{ $word }»

date = { $day } de { $month } de { $year }
month-1 = enero
month-2 = febrero
month-3 = marzo
month-4 = abril
month-5 = mayo
month-6 = junio
month-7 = julio
month-8 = agosto
month-9 = septiembre
month-10 = octubre
month-11 = noviembre
month-12 = diciembre

callout-note = Nota
callout-tip = Consejo
callout-important = Importante
callout-warning = Advertencia
callout-caution = Precaución
callout-abstract = Resumen
callout-info = Información
callout-todo = Por hacer
callout-success = Logrado
callout-question = Pregunta
callout-failure = Fallo
callout-danger = Peligro
callout-bug = Error
callout-example = Ejemplo
callout-quote = Cita

all-tags = Todas las etiquetas
download-pdf = Descargar el PDF
read-as-page = Leer como página
paper-contents = Índice
paper-online = Leer como página
page-count = { $n ->
    [one] { $n } página
    [many] { $n } de páginas
   *[other] { $n } páginas
}
file-size-kb = { $n } kB
file-size-mb = { $n } MB
footnotes = Notas al pie
embed-source = De «{ $title }»
footnote-back = Volver al texto
table = Tabla
task-done = Hecho
task-open = Por hacer

search = Buscar
search-title = Todos los artículos
search-summary = Todos los artículos, por colección. Para encontrar una palabra en esta página, use la búsqueda del navegador.
other-pages = Otras páginas
letters = Letras
narrow = Filtrar esta lista
narrow-any = Todos
narrow-reset = Mostrar todo
narrow-failed = No se ha podido filtrar la lista. Inténtelo de nuevo.
narrow-more = Mostrar más
narrow-tag = Etiqueta
narrow-in = Colección
sides = Los dos lados
side-title = { $side } en «{ $collection }»
side-summary = Lo que «{ $collection }» dice sobre { $side }, artículo por artículo.

script-close = Cerrar
script-search = Buscar
script-search-hint = Buscar en todos los artículos
script-search-results = Resultados
script-search-articles = { $n ->
    [one] { $n } artículo
    [many] { $n } de artículos
   *[other] { $n } artículos
}
script-search-places = { $n ->
    [one] { $n } lugar
    [many] { $n } de lugares
   *[other] { $n } lugares
}
script-search-count = { $articles }, { $places } para «{ $query }»
script-search-many = { $articles } para «{ $query }», los mejores primero
script-search-nothing = No se ha encontrado nada para «{ $query }».
script-search-try = Pruebe con una sola palabra, o
script-search-all = vea todos los artículos
script-search-failed = No se ha podido cargar la búsqueda. Inténtelo de nuevo, o
script-search-choose = elegir
script-search-enter = abrir
script-search-leave = cerrar
script-search-lost = Quizá busque una de estas páginas:
