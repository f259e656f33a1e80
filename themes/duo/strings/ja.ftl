# The strings of the interface, in Japanese. `en.ftl` has the same keys in the same order.

dark-theme = ダークテーマ
copy-link = リンクをコピー
link-copied = リンクをコピーしました
copy-code = コピー
code-copied = コピーしました
share-sheet = その他の方法
script-preview-open = 用語集で開く
script-preview-read = 読む
script-preview-minutes = { $n }分で読めます
not-found-a = ここにも
not-found-b = そこにもない
error-enter = 「{ $label }」は必須です
error-choose = 「{ $label }」を選択してください
error-tick = 「{ $label }」にチェックを入れてください
error-day = 年月日をすべて入力してください
error-min = { $date }以降の日付を選択してください
error-max = { $date }以前の日付を選択してください
error-email = メールアドレスを入力してください（例：name@example.com）
error-name = お名前を入力してください
error-tel = 電話番号を入力してください
error-organization = 組織名を入力してください
error-title = エラー：{ $title }
check-answers = { $n ->
    [10] 入力内容をご確認ください
   *[other] { $n }件の入力内容をご確認ください
}
