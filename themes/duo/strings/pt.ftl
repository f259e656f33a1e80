# The strings of the interface, in Portuguese as Brazil writes it. `en.ftl` has the same keys in the same order.

dark-theme = Tema escuro
copy-link = Copiar o link
link-copied = Link copiado
copy-code = Copiar
code-copied = Copiado
share-sheet = Mais opções
script-preview-open = Abrir no glossário
script-preview-read = Ler
script-preview-minutes = { $n ->
    [one] { $n } minuto de leitura
    [many] { $n } de minutos de leitura
   *[other] { $n } minutos de leitura
}
not-found-a = Nem aqui
not-found-b = nem ali
error-enter = “{ $label }” é obrigatório
error-choose = Escolha uma opção em “{ $label }”
error-tick = Marque “{ $label }”
error-day = Digite uma data completa: dia, mês e ano
error-min = Escolha { $date } ou uma data posterior
error-max = Escolha { $date } ou uma data anterior
error-email = Digite seu e-mail, por exemplo nome@exemplo.com
error-name = Digite seu nome
error-tel = Digite seu telefone
error-organization = Digite o nome da sua organização
error-title = Erro: { $title }
check-answers = { $n ->
    [1] Verifique uma resposta
    [2] Verifique duas respostas
    [3] Verifique três respostas
    [4] Verifique quatro respostas
    [5] Verifique cinco respostas
    [6] Verifique seis respostas
    [7] Verifique sete respostas
    [8] Verifique oito respostas
    [9] Verifique nove respostas
   *[other] Verifique suas respostas
}
