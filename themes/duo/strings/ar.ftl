# The strings of the interface, in Arabic. `en.ftl` has the same keys in the same order.

dark-theme = المظهر الداكن
copy-link = نسخ الرابط
link-copied = تم نسخ الرابط
copy-code = نسخ
code-copied = تم النسخ
share-sheet = خيارات أخرى
script-preview-open = فتح في المسرد
script-preview-read = اقرأ
script-preview-minutes = { $n ->
    [zero] قراءة في أقل من دقيقة
    [one] قراءة في دقيقة واحدة
    [two] قراءة في دقيقتين
    [few] قراءة في { $n } دقائق
    [many] قراءة في { $n } دقيقة
   *[other] قراءة في { $n } دقيقة
}
not-found-a = لا هنا
not-found-b = ولا هناك
error-enter = حقل «{ $label }» إلزامي
error-choose = اختر إجابة في «{ $label }»
error-tick = حدّد «{ $label }»
error-day = أدخل تاريخًا كاملًا: اليوم والشهر والسنة
error-min = اختر { $date } أو تاريخًا لاحقًا
error-max = اختر { $date } أو تاريخًا سابقًا
error-email = أدخل بريدك الإلكتروني، مثل name@example.com
error-name = أدخل اسمك
error-tel = أدخل رقم هاتفك
error-organization = أدخل اسم مؤسستك
error-title = خطأ: { $title }
check-answers = { $n ->
    [1] راجع إجابة واحدة
    [2] راجع إجابتين
    [3] راجع ثلاث إجابات
    [4] راجع أربع إجابات
    [5] راجع خمس إجابات
    [6] راجع ست إجابات
    [7] راجع سبع إجابات
    [8] راجع ثماني إجابات
    [9] راجع تسع إجابات
   *[other] راجع إجاباتك
}
