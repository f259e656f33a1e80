# The strings of the interface, in Japanese. `en.ftl` has the same keys in the same order.

skip-to-content = 本文へ移動
main-navigation = メインナビゲーション
footer-navigation = フッター
knowledge-base = ナレッジベース
menu = メニュー
languages = 言語
untranslated = このページはまだ翻訳されていません。
breadcrumb = パンくずリスト
on-this-page = このページの内容
series-position = { $name } { $position } / { $total }
position = { $position } / { $total }
minutes-to-read = { $n }分で読めます
minutes = { $n }分
updated = 更新日
published = 公開日
by-authors = 執筆：{ $authors }
also-called = 別名：{ $names }
tags = タグ
article-count = { $n }件の記事
previous = 前へ
next = 次へ
neighbours = 前後の記事
suggest-change = 修正を提案
share = この記事を共有
related = 関連記事
more-related = ほか{ $n }件の記事
backlinks = このページに言及しているページ
more-backlinks = さらに{ $n }ページ
all-backlinks = 全{ $n }ページ
backlinks-of = 「{ $title }」に言及しているページ
article = 記事
read = 読む
comparison = { $left }と{ $right }の比較
pagination = この一覧のページ
previous-page = 前のページ
next-page = 次のページ
page-of = { $page } / { $pages }ページ
indicates-required = は必須項目です
required-when = 「{ $label }」が「{ $answer }」の場合は必須です
required-when-checked = 「{ $label }」にチェックを入れた場合は必須です
leave-unchanged = 確認用の項目です。変更しないでください
form-closed = このフォームはまだ送信できません。
send = 送信
choose = 選択してください
thanks-text = メッセージを送信しました。
back-to-home = ナレッジベースに戻る
not-found-text = このアドレスにページはありません。
aside-example = 例
aside-note = メモ
aside-practice = 実務では

thanks-title = ありがとうございます
not-found-title = ページが見つかりません
numbered-title = { $title }（{ $page }ページ目）
share-email = メール
yes = はい
no = いいえ

related-both = 互いに言及しています
related-from-here = 「{ $title }」で言及されています
related-links-here = このページに言及しています
related-tag = { $n ->
    [2] { $tag }に関する記事はこの2件だけです
    [3] { $tag }に関する3件のうちの1件
    [4] { $tag }に関する4件のうちの1件
    [5] { $tag }に関する5件のうちの1件
   *[other] どちらも{ $tag }に関する記事です
}
related-mention = どちらも「{ $title }」に言及しています
related-mentioned = どちらも「{ $title }」で言及されています
related-cover = どちらも{ $subject }を扱っています
related-word = どちらにも「{ $word }」が出てきます

date = { $year }年{ $month }{ $day }日
month-1 = 1月
month-2 = 2月
month-3 = 3月
month-4 = 4月
month-5 = 5月
month-6 = 6月
month-7 = 7月
month-8 = 8月
month-9 = 9月
month-10 = 10月
month-11 = 11月
month-12 = 12月

callout-note = メモ
callout-tip = ヒント
callout-important = 重要
callout-warning = 警告
callout-caution = 注意
callout-abstract = 要約
callout-info = 情報
callout-todo = やること
callout-success = 成功
callout-question = 質問
callout-failure = 失敗
callout-danger = 危険
callout-bug = 不具合
callout-example = 例
callout-quote = 引用

all-tags = すべてのタグ
download-pdf = PDFをダウンロード
read-as-page = ウェブページで読む
paper-contents = 目次
paper-online = ウェブページで読む
page-count = { $n }ページ
file-size-kb = { $n } KB
file-size-mb = { $n } MB
footnotes = 脚注
embed-source = 「{ $title }」より
footnote-back = 本文に戻る
table = 表
task-done = 完了
task-open = 未完了

search = 検索
search-title = すべての記事
search-summary = すべての記事をコレクション別に示します。このページ内の語句は、ブラウザーの検索機能で探せます。
other-pages = その他のページ
letters = 文字
narrow = この一覧を絞り込む
narrow-any = すべて
narrow-reset = すべて表示
narrow-failed = 一覧を絞り込めませんでした。もう一度お試しください。
narrow-more = さらに表示
narrow-tag = タグ
narrow-in = コレクション
sides = 二つの側面
side-title = 「{ $collection }」における{ $side }
side-summary = 「{ $collection }」の各記事が{ $side }について述べていること。

script-close = 閉じる
script-search = 検索
script-search-hint = すべての記事を検索
script-search-results = 検索結果
script-search-articles = { $n }件の記事
script-search-places = { $n }か所
script-search-count = 「{ $query }」の検索結果：{ $articles }、{ $places }
script-search-many = 「{ $query }」の検索結果：{ $articles }（関連度順）
script-search-nothing = 「{ $query }」は見つかりませんでした。
script-search-try = 一語だけで試すか、
script-search-all = すべての記事を見る
script-search-failed = 検索を読み込めませんでした。もう一度試すか、
script-search-choose = 選択
script-search-enter = 開く
script-search-leave = 閉じる
script-search-lost = お探しのページはこちらかもしれません：
