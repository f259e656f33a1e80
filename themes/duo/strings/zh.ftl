# The strings of the interface, in Chinese with simplified characters. `en.ftl` has the same keys in the same order.

dark-theme = 深色主题
copy-link = 复制链接
link-copied = 已复制链接
copy-code = 复制
code-copied = 已复制
share-sheet = 更多选项
script-preview-open = 在术语表中打开
script-preview-read = 阅读
script-preview-minutes = 阅读需 { $n } 分钟
not-found-a = 不在这里
not-found-b = 也不在那里
error-enter = “{ $label }”为必填项
error-choose = 请为“{ $label }”选择一项
error-tick = 请选中“{ $label }”
error-day = 请输入完整的日期：年、月、日
error-min = 请选择 { $date } 或之后的日期
error-max = 请选择 { $date } 或之前的日期
error-email = 请输入您的电子邮件地址，例如 name@example.com
error-name = 请输入您的姓名
error-tel = 请输入您的电话号码
error-organization = 请输入您所在组织的名称
error-title = 错误：{ $title }
check-answers = { $n ->
    [10] 请检查您的回答
   *[other] 请检查 { $n } 处回答
}
