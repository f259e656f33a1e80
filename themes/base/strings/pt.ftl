# The strings of the interface, in Portuguese as Brazil writes it. `en.ftl` has the same keys in the same order.

skip-to-content = Ir para o conteúdo
main-navigation = Navegação principal
footer-navigation = Rodapé
knowledge-base = Base de conhecimento
menu = Menu
languages = Idiomas
untranslated = Esta página ainda não foi traduzida.
breadcrumb = Trilha de navegação
on-this-page = Nesta página
series-position = { $name } { $position } de { $total }
position = { $position } de { $total }
minutes-to-read = { $n ->
    [one] { $n } minuto de leitura
    [many] { $n } de minutos de leitura
   *[other] { $n } minutos de leitura
}
minutes = { $n } min
updated = Atualizado em
published = Publicado em
by-authors = Por { $authors }
also-called = Também: { $names }
tags = Etiquetas
article-count = { $n ->
    [one] { $n } artigo
    [many] { $n } de artigos
   *[other] { $n } artigos
}
previous = Anterior
next = Próximo
neighbours = Anterior e próximo
suggest-change = Sugerir uma alteração
share = Compartilhar este artigo
related = Artigos relacionados
more-related = { $n ->
    [one] Mais um artigo
    [many] Mais { $n } de artigos
   *[other] Mais { $n } artigos
}
backlinks = Páginas que mencionam esta
more-backlinks = { $n ->
    [one] Mais uma página
    [many] Mais { $n } de páginas
   *[other] Mais { $n } páginas
}
all-backlinks = Todas as { $n } páginas
backlinks-of = Páginas que mencionam “{ $title }”
article = Artigo
read = Ler
comparison = Comparação entre { $left } e { $right }
pagination = Páginas desta lista
previous-page = Página anterior
next-page = Próxima página
page-of = Página { $page } de { $pages }
indicates-required = indica campo obrigatório
required-when = Obrigatório se “{ $label }” for “{ $answer }”
required-when-checked = Obrigatório se “{ $label }” estiver marcado
leave-unchanged = Este campo serve para verificação; não o altere
form-closed = Este formulário ainda não pode ser enviado.
send = Enviar
choose = Escolha uma opção
thanks-text = Sua mensagem foi enviada.
back-to-home = Voltar à base de conhecimento
not-found-text = Não há nenhuma página neste endereço.
aside-example = Exemplo
aside-note = Nota
aside-practice = Na prática

thanks-title = Agradecemos o contato
not-found-title = Página não encontrada
numbered-title = { $title }, página { $page }
share-email = E-mail
yes = Sim
no = Não

related-both = Um menciona o outro
related-from-here = Mencionado em “{ $title }”
related-links-here = Menciona esta página
related-tag = { $n ->
    [2] Os únicos dois sobre { $tag }
    [3] Um dos três sobre { $tag }
    [4] Um dos quatro sobre { $tag }
    [5] Um dos cinco sobre { $tag }
   *[other] Ambos são sobre { $tag }
}
related-mention = Ambos mencionam “{ $title }”
related-mentioned = Ambos são mencionados em “{ $title }”
related-cover = Ambos tratam de { $subject }
related-word = Ambos falam de “{ $word }”

date = { $day } de { $month } de { $year }
month-1 = janeiro
month-2 = fevereiro
month-3 = março
month-4 = abril
month-5 = maio
month-6 = junho
month-7 = julho
month-8 = agosto
month-9 = setembro
month-10 = outubro
month-11 = novembro
month-12 = dezembro

callout-note = Nota
callout-tip = Dica
callout-important = Importante
callout-warning = Aviso
callout-caution = Cuidado
callout-abstract = Resumo
callout-info = Informação
callout-todo = A fazer
callout-success = Sucesso
callout-question = Pergunta
callout-failure = Falha
callout-danger = Perigo
callout-bug = Erro
callout-example = Exemplo
callout-quote = Citação

all-tags = Todas as etiquetas
download-pdf = Baixar o PDF
read-as-page = Ler como página
paper-contents = Sumário
paper-online = Ler como página
page-count = { $n ->
    [one] { $n } página
    [many] { $n } de páginas
   *[other] { $n } páginas
}
file-size-kb = { $n } kB
file-size-mb = { $n } MB
footnotes = Notas de rodapé
embed-source = De “{ $title }”
footnote-back = Voltar ao texto
table = Tabela
task-done = Feito
task-open = A fazer

search = Buscar
search-title = Todos os artigos
search-summary = Todos os artigos, por coleção. Para encontrar uma palavra nesta página, use a busca do navegador.
other-pages = Outras páginas
letters = Letras
narrow = Filtrar esta lista
narrow-any = Todos
narrow-reset = Mostrar tudo
narrow-failed = Não foi possível filtrar a lista. Tente novamente.
narrow-more = Mostrar mais
narrow-tag = Etiqueta
narrow-in = Coleção
sides = Os dois lados
side-title = { $side } em “{ $collection }”
side-summary = O que “{ $collection }” diz sobre { $side }, artigo por artigo.

script-close = Fechar
script-search = Buscar
script-search-hint = Buscar em todos os artigos
script-search-results = Resultados
script-search-articles = { $n ->
    [one] { $n } artigo
    [many] { $n } de artigos
   *[other] { $n } artigos
}
script-search-places = { $n ->
    [one] { $n } trecho
    [many] { $n } de trechos
   *[other] { $n } trechos
}
script-search-count = { $articles }, { $places } para “{ $query }”
script-search-many = { $articles } para “{ $query }”, os melhores primeiro
script-search-nothing = Nada encontrado para “{ $query }”.
script-search-try = Tente uma só palavra, ou
script-search-all = veja todos os artigos
script-search-failed = Não foi possível carregar a busca. Tente novamente, ou
script-search-choose = escolher
script-search-enter = abrir
script-search-leave = fechar
script-search-lost = Talvez você procure uma destas páginas:
