# The strings of the interface, in Chinese with simplified characters. `en.ftl` has the same keys in the same order.

skip-to-content = 跳到正文
main-navigation = 主导航
footer-navigation = 页脚
knowledge-base = 知识库
menu = 菜单
languages = 语言
untranslated = 本页尚未翻译。
breadcrumb = 当前位置
on-this-page = 本页内容
series-position = { $name } 第 { $position } 篇，共 { $total } 篇
position = 第 { $position } 篇，共 { $total } 篇
minutes-to-read = 阅读需 { $n } 分钟
minutes = { $n } 分钟
updated = 更新于
published = 发布于
by-authors = 作者：{ $authors }
also-called = 又称：{ $names }
tags = 标签
article-count = { $n } 篇文章
previous = 上一篇
next = 下一篇
neighbours = 上一篇和下一篇
suggest-change = 建议修改
share = 分享本文
related = 相关文章
more-related = 还有 { $n } 篇文章
backlinks = 提到本页的页面
more-backlinks = 还有 { $n } 个页面
all-backlinks = 全部 { $n } 个页面
backlinks-of = 提到“{ $title }”的页面
article = 文章
read = 阅读
comparison = { $left }与{ $right }对比
pagination = 此列表的分页
previous-page = 上一页
next-page = 下一页
page-of = 第 { $page } 页，共 { $pages } 页
indicates-required = 为必填项
required-when = 如果“{ $label }”为“{ $answer }”，则必填
required-when-checked = 如果选中“{ $label }”，则必填
leave-unchanged = 此项用于验证，请勿更改
form-closed = 此表单暂时无法提交。
send = 提交
choose = 请选择
thanks-text = 您的信息已发送。
back-to-home = 返回知识库
not-found-text = 此地址没有页面。
aside-example = 示例
aside-note = 备注
aside-practice = 实践

thanks-title = 谢谢
not-found-title = 找不到页面
numbered-title = { $title }，第 { $page } 页
share-email = 电子邮件
yes = 是
no = 否

related-both = 两篇互相提及
related-from-here = 在“{ $title }”中提到
related-links-here = 提到本页
related-tag = { $n ->
    [2] 关于{ $tag }的仅有两篇
    [3] 关于{ $tag }的三篇之一
    [4] 关于{ $tag }的四篇之一
    [5] 关于{ $tag }的五篇之一
   *[other] 两篇都与{ $tag }有关
}
related-mention = 两篇都提到“{ $title }”
related-mentioned = 两篇都在“{ $title }”中提到
related-cover = 两篇都涉及{ $subject }
related-word = 两篇都谈到“{ $word }”

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

callout-note = 备注
callout-tip = 提示
callout-important = 重要
callout-warning = 警告
callout-caution = 小心
callout-abstract = 摘要
callout-info = 信息
callout-todo = 待办
callout-success = 成功
callout-question = 问题
callout-failure = 失败
callout-danger = 危险
callout-bug = 缺陷
callout-example = 示例
callout-quote = 引用

all-tags = 所有标签
download-pdf = 下载 PDF
read-as-page = 在网页上阅读
paper-contents = 目录
paper-online = 在网页上阅读
page-count = { $n } 页
file-size-kb = { $n } KB
file-size-mb = { $n } MB
footnotes = 脚注
embed-source = 出自“{ $title }”
footnote-back = 返回正文
table = 表格
task-done = 已完成
task-open = 待办

search = 搜索
search-title = 所有文章
search-summary = 所有文章，按合集排列。要查找本页上的词语，请使用浏览器的查找功能。
other-pages = 其他页面
letters = 字母
narrow = 筛选此列表
narrow-any = 全部
narrow-reset = 显示全部
narrow-failed = 无法筛选列表。请重试。
narrow-more = 显示更多
narrow-tag = 标签
narrow-in = 合集
sides = 两个方面
side-title = “{ $collection }”中的{ $side }
side-summary = “{ $collection }”中各篇文章对{ $side }的论述。

script-close = 关闭
script-search = 搜索
script-search-hint = 搜索所有文章
script-search-results = 搜索结果
script-search-articles = { $n } 篇文章
script-search-places = { $n } 处
script-search-count = “{ $query }”：{ $articles }，{ $places }
script-search-many = “{ $query }”：{ $articles }，最相关的在前
script-search-nothing = 没有找到“{ $query }”。
script-search-try = 请只用一个词试试，或者
script-search-all = 查看所有文章
script-search-failed = 无法加载搜索。请重试，或者
script-search-choose = 选择
script-search-enter = 打开
script-search-leave = 关闭
script-search-lost = 您要找的可能是：
