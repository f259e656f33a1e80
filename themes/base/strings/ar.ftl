# The strings of the interface, in Arabic. `en.ftl` has the same keys in the same order.

skip-to-content = انتقل إلى المحتوى
main-navigation = التنقل الرئيسي
footer-navigation = تذييل الصفحة
knowledge-base = قاعدة المعرفة
menu = القائمة
languages = اللغات
untranslated = لم تُترجم هذه الصفحة بعد.
breadcrumb = مسار التنقل
on-this-page = في هذه الصفحة
series-position = { $name } { $position } من { $total }
position = { $position } من { $total }
minutes-to-read = { $n ->
    [zero] قراءة في أقل من دقيقة
    [one] قراءة في دقيقة واحدة
    [two] قراءة في دقيقتين
    [few] قراءة في { $n } دقائق
    [many] قراءة في { $n } دقيقة
   *[other] قراءة في { $n } دقيقة
}
minutes = { $n } د
updated = آخر تحديث
published = نُشر في
by-authors = بقلم { $authors }
also-called = يُسمى أيضًا: { $names }
tags = الوسوم
article-count = { $n ->
    [zero] لا مقالات
    [one] مقالة واحدة
    [two] مقالتان
    [few] { $n } مقالات
    [many] { $n } مقالة
   *[other] { $n } مقالة
}
previous = السابق
next = التالي
neighbours = السابق والتالي
suggest-change = اقترح تعديلاً
share = شارك هذه المقالة
related = مقالات ذات صلة
more-related = { $n ->
    [zero] لا مقالات أخرى
    [one] مقالة أخرى
    [two] مقالتان أخريان
    [few] { $n } مقالات أخرى
    [many] { $n } مقالة أخرى
   *[other] { $n } مقالة أخرى
}
backlinks = صفحات تشير إلى هذه الصفحة
more-backlinks = { $n ->
    [zero] لا صفحات أخرى
    [one] صفحة أخرى
    [two] صفحتان أخريان
    [few] { $n } صفحات أخرى
    [many] { $n } صفحة أخرى
   *[other] { $n } صفحة أخرى
}
all-backlinks = كل الصفحات ({ $n })
backlinks-of = صفحات تذكر «{ $title }»
article = المقالة
read = اقرأ
comparison = مقارنة بين { $left } و{ $right }
pagination = صفحات هذه القائمة
previous-page = الصفحة السابقة
next-page = الصفحة التالية
page-of = الصفحة { $page } من { $pages }
indicates-required = يدل على حقل إلزامي
required-when = إلزامي إذا كانت إجابة «{ $label }» هي «{ $answer }»
required-when-checked = إلزامي عند تحديد «{ $label }»
leave-unchanged = هذا الحقل للتحقق فقط، اتركه كما هو
form-closed = لا يمكن إرسال هذا النموذج بعد.
send = إرسال
choose = اختر
thanks-text = تم إرسال رسالتك.
back-to-home = العودة إلى قاعدة المعرفة
not-found-text = لا توجد صفحة على هذا العنوان.
aside-example = مثال
aside-note = ملاحظة
aside-practice = في التطبيق

thanks-title = شكرًا لك
not-found-title = الصفحة غير موجودة
numbered-title = { $title }، الصفحة { $page }
share-email = البريد الإلكتروني
yes = نعم
no = لا

related-both = كل منهما تشير إلى الأخرى
related-from-here = مذكورة في «{ $title }»
related-links-here = تذكر هذه الصفحة
related-tag = { $n ->
    [2] الوحيدتان عن { $tag }
    [3] واحدة من ثلاث عن { $tag }
    [4] واحدة من أربع عن { $tag }
    [5] واحدة من خمس عن { $tag }
   *[other] كلتاهما عن { $tag }
}
related-mention = كلتاهما تذكر «{ $title }»
related-mentioned = كلتاهما مذكورة في «{ $title }»
related-cover = كلتاهما تتناول { $subject }
related-word = كلتاهما تتحدث عن «{ $word }»

date = { $day } { $month } { $year }
month-1 = يناير
month-2 = فبراير
month-3 = مارس
month-4 = أبريل
month-5 = مايو
month-6 = يونيو
month-7 = يوليو
month-8 = أغسطس
month-9 = سبتمبر
month-10 = أكتوبر
month-11 = نوفمبر
month-12 = ديسمبر

callout-note = ملاحظة
callout-tip = نصيحة
callout-important = مهم
callout-warning = تحذير
callout-caution = تنبيه
callout-abstract = ملخص
callout-info = معلومات
callout-todo = للتنفيذ
callout-success = نجاح
callout-question = سؤال
callout-failure = فشل
callout-danger = خطر
callout-bug = خلل
callout-example = مثال
callout-quote = اقتباس

all-tags = كل الوسوم
download-pdf = تنزيل ملف PDF
read-as-page = اقرأ على صفحة ويب
paper-contents = المحتويات
paper-online = اقرأ على صفحة ويب
page-count = { $n ->
    [zero] لا صفحات
    [one] صفحة واحدة
    [two] صفحتان
    [few] { $n } صفحات
    [many] { $n } صفحة
   *[other] { $n } صفحة
}
file-size-kb = { $n } ك.ب
file-size-mb = { $n } م.ب
footnotes = الحواشي
embed-source = من «{ $title }»
footnote-back = العودة إلى النص
table = جدول
task-done = تم
task-open = للتنفيذ

search = بحث
search-title = كل المقالات
search-summary = كل المقالات بحسب المجموعة. للعثور على كلمة في هذه الصفحة استخدم البحث في متصفحك.
other-pages = صفحات أخرى
letters = الحروف
narrow = تصفية هذه القائمة
narrow-any = الكل
narrow-reset = عرض الكل
narrow-failed = تعذرت تصفية القائمة. حاول مرة أخرى.
narrow-more = عرض المزيد
narrow-tag = الوسم
narrow-in = المجموعة
sides = الجانبان
side-title = { $side } في «{ $collection }»
side-summary = ما تقوله «{ $collection }» عن { $side }، مقالة بعد مقالة.

script-close = إغلاق
script-search = بحث
script-search-hint = ابحث في كل المقالات
script-search-results = النتائج
script-search-articles = { $n ->
    [zero] لا مقالات
    [one] مقالة واحدة
    [two] مقالتان
    [few] { $n } مقالات
    [many] { $n } مقالة
   *[other] { $n } مقالة
}
script-search-places = { $n ->
    [zero] لا مواضع
    [one] موضع واحد
    [two] موضعان
    [few] { $n } مواضع
    [many] { $n } موضعًا
   *[other] { $n } موضع
}
script-search-count = { $articles }، { $places } لعبارة «{ $query }»
script-search-many = { $articles } لعبارة «{ $query }»، الأفضل أولًا
script-search-nothing = لا نتائج لعبارة «{ $query }».
script-search-try = جرّب كلمة واحدة، أو
script-search-all = شاهد كل المقالات
script-search-failed = تعذر تحميل البحث. حاول مرة أخرى، أو
script-search-choose = اختيار
script-search-enter = فتح
script-search-leave = إغلاق
script-search-lost = لعلك تبحث عن إحدى هذه الصفحات:
