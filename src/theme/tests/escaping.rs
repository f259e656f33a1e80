//! Text that a template prints where it could become code.

use expect_test::expect;

use super::check_found;

#[test]
fn text_where_it_could_become_code_is_reported() {
    let house = "
    //- themes/house/theme.toml
    extends = \"base\"
    contract = 1
    [shortcodes.button.arguments]
    words = { type = \"text\" }
    to = { type = \"url\" }
    //- themes/house/templates/shortcodes/button.html
    {% component button(words: string = \"\", to: string = \"\") %}
    <a href=\"{{ to }}\" title=\"{{ words }}\">{{ words }}</a>
    <a href=\"{{ words }}\">{{ words | safe }}</a>
    {% endcomponent button %}
    //- themes/house/templates/article.html
    <h1 class={{ kind }} {{ kind }}>{{ title | upper | safe }}</h1>
    {% for item in related %}<a href=\"{{ item.title }}\" onclick='go(\"{{ item.url }}\")' style=\"color: {{ item.title }}\">{% endfor %}
    {% if cta %}{% set x = cta.text | safe %}{% endif %}
    <script>const title = \"{{ title }}\";</script>
    <style>a { content: \"{{ title }}\" }</style>
    ";
    check_found(
        house,
        "theme.name = \"house\"",
        expect![[r#"
            warning[template-unsafe]: `title` is text, but is printed as HTML
             --> themes/house/templates/article.html:1:36
              |
            1 | <h1 class={{ kind }} {{ kind }}>{{ title | upper | safe }}</h1>
              |                                    ^^^^^
              |
              = help: remove `| safe`: an author could write code into it

            warning[template-unsafe]: `cta.text` is text, but is printed as HTML
             --> themes/house/templates/article.html:3:24
              |
            3 | {% if cta %}{% set x = cta.text | safe %}{% endif %}
              |                        ^^^^^^^^
              |
              = help: remove `| safe`: an author could write code into it

            warning[template-unsafe]: the value of `class` has no quotes, so a space in it begins another attribute
             --> themes/house/templates/article.html:1:11
              |
            1 | <h1 class={{ kind }} {{ kind }}>{{ title | upper | safe }}</h1>
              |           ^^^^^^^^^^
              |
              = help: put the value in quotes

            warning[template-unsafe]: this is printed between the attributes of a tag, where nothing is escaped
             --> themes/house/templates/article.html:1:22
              |
            1 | <h1 class={{ kind }} {{ kind }}>{{ title | upper | safe }}</h1>
              |                      ^^^^^^^^^^
              |
              = help: print it in the quotes of an attribute's value

            warning[template-unsafe]: `item.title` is text, not an address, so it could begin with `javascript:`
             --> themes/house/templates/article.html:2:35
              |
            2 | {% for item in related %}<a href="{{ item.title }}" onclick='go("{{ item.url }}")' style="color: {{ item.title }}">{% endfor %}
              |                                   ^^^^^^^^^^^^^^^^
              |
              = help: print a field that is an address, or an argument of type `url`, `image` or `reference`

            warning[template-unsafe]: the value of `onclick` is code
             --> themes/house/templates/article.html:2:66
              |
            2 | {% for item in related %}<a href="{{ item.title }}" onclick='go("{{ item.url }}")' style="color: {{ item.title }}">{% endfor %}
              |                                                                  ^^^^^^^^^^^^^^
              |
              = help: print it in a `data-` attribute and read it from a script of the theme

            warning[template-unsafe]: text in a style can set any property
             --> themes/house/templates/article.html:2:98
              |
            2 | {% for item in related %}<a href="{{ item.title }}" onclick='go("{{ item.url }}")' style="color: {{ item.title }}">{% endfor %}
              |                                                                                                  ^^^^^^^^^^^^^^^^
              |
              = help: print only tokens and numbers in a style, or choose a class

            warning[template-unsafe]: values inside `<script>` are not escaped for code
             --> themes/house/templates/article.html:4:24
              |
            4 | <script>const title = "{{ title }}";</script>
              |                        ^^^^^^^^^^^
              |
              = help: print it in a `data-` attribute and read it from a script of the theme

            warning[template-unsafe]: values inside `<style>` are not escaped for code
             --> themes/house/templates/article.html:5:22
              |
            5 | <style>a { content: "{{ title }}" }</style>
              |                      ^^^^^^^^^^^
              |
              = help: print it in a `data-` attribute and read it from a script of the theme

            warning[template-unsafe]: `words` is text, but is printed as HTML
             --> themes/house/templates/shortcodes/button.html:3:26
              |
            3 | <a href="{{ words }}">{{ words | safe }}</a>
              |                          ^^^^^
              |
              = help: remove `| safe`: an author could write code into it

            warning[template-unsafe]: `words` is text, not an address, so it could begin with `javascript:`
             --> themes/house/templates/shortcodes/button.html:3:10
              |
            3 | <a href="{{ words }}">{{ words | safe }}</a>
              |          ^^^^^^^^^^^
              |
              = help: print a field that is an address, or an argument of type `url`, `image` or `reference`

        "#]],
    );
}

#[test]
fn what_the_contract_makes_for_a_place_may_be_printed_there() {
    let house = "
    //- themes/house/theme.toml
    extends = \"base\"
    contract = 1
    //- themes/house/templates/article.html
    {# <a href={{ title }}> #}
    <!-- {{ title }} <p class= -->
    <a href = \"{{ home.url }}#{{ title }}\" class='{% if date %}a {{ kind }}{% else %}{{ kind }}{% endif %}'>{{ title }}</a>
    <a {% if date %}href=\"{{ permalink }}\"{% endif %} title=\"a > b {{ title }}\">{{ body | safe }}</a> 1 < 2 {{ title }}
    <img src=\"{{ root }}{{ title }}\" style=\"color: {{ site.tokens.accent }}\" alt=\"{{ title }}\">
    <p style=\"--n: {{ minutes }}\">{% for field in fields %}{{ field.html | safe }}{% endfor %}</p>
    <script type=\"application/ld+json\">{{ structured_data | safe }}</script>
    {% if footer_form %}{{ footer_form.text | safe }}{{ footer_form.consent | safe }}{% endif %}
    {{ <heading title={title} /> }}
    <script src=\"{{ asset(path=\"a.css\") }}\"></script>{{ title }}
    ";
    check_found(house, "theme.name = \"house\"", expect![[""]]);
}
