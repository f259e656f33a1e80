# The strings of the interface, in Spanish. `en.ftl` has the same keys in the same order.

dark-theme = Tema oscuro
copy-link = Copiar el enlace
link-copied = Enlace copiado
copy-code = Copiar
code-copied = Copiado
share-sheet = Más opciones
script-preview-open = Abrir en el glosario
script-preview-read = Leer
script-preview-minutes = { $n ->
    [one] { $n } minuto de lectura
    [many] { $n } de minutos de lectura
   *[other] { $n } minutos de lectura
}
not-found-a = Ni aquí
not-found-b = ni allí
error-enter = «{ $label }» es obligatorio
error-choose = Elija una opción en «{ $label }»
error-tick = Marque «{ $label }»
error-day = Escriba una fecha completa: día, mes y año
error-min = Elija el { $date } o una fecha posterior
error-max = Elija el { $date } o una fecha anterior
error-email = Escriba su dirección de correo, por ejemplo nombre@ejemplo.es
error-name = Escriba su nombre
error-tel = Escriba su número de teléfono
error-organization = Escriba el nombre de su organización
error-title = Error: { $title }
check-answers = { $n ->
    [1] Revise una respuesta
    [2] Revise dos respuestas
    [3] Revise tres respuestas
    [4] Revise cuatro respuestas
    [5] Revise cinco respuestas
    [6] Revise seis respuestas
    [7] Revise siete respuestas
    [8] Revise ocho respuestas
    [9] Revise nueve respuestas
   *[other] Revise sus respuestas
}
