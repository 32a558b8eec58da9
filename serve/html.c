/* Escapes texts, and writes addresses of other states of a page. */
#include "serve/html.h"

#include "core/character.h"
#include "core/utf8.h"
#include "searcher/snippet/snippet.h"

static bool add_entity(struct buf *out, uint32_t c)
{
    static const struct {
        char c;
        const char *entity;
    } entities[] = {{'&', "&amp;"}, {'<', "&lt;"}, {'>', "&gt;"}, {'"', "&quot;"}, {'\'', "&#39;"}};

    for (size_t i = 0; i < sizeof entities / sizeof *entities; i++)
        if (c == (unsigned char)entities[i].c) {
            buf_str(out, entities[i].entity);
            return true;
        }
    return false;
}

static void add_character(struct buf *out, uint32_t c, bool marks)
{
    enum character_kind kind = character_kind(c);
    char bytes[4];

    if (c == SNIPPET_START || c == SNIPPET_END) {
        if (marks)
            buf_str(out, c == SNIPPET_START ? "<mark>" : "</mark>");
    } else if (kind == CHARACTER_CONTROL && c != '\n' && c != '\t') {
        return;
    } else if (!add_entity(out, c)) {
        buf_add(out, bytes,
                utf8_put(bytes, kind == CHARACTER_SURROGATE ? CHARACTER_REPLACEMENT : c));
    }
}

static void add_text(struct buf *out, struct span text, bool marks)
{
    const char *p = text.data, *end = p + text.len;

    while (p < end) {
        const char *start = p;
        uint32_t c = utf8_get(&p, end);

        add_character(out, c >= 0x80 && p - start == 1 ? CHARACTER_REPLACEMENT : c, marks);
    }
}

void html_text(struct buf *out, struct span text)
{
    add_text(out, text, false);
}

void html_marked(struct buf *out, struct span text)
{
    add_text(out, text, true);
}

void html_isolated(struct buf *out, const char *element, struct span text)
{
    buf_printf(out, "<%s dir=\"auto\">", element);
    html_text(out, text);
    buf_printf(out, "</%s>", element);
}

void html_day(struct buf *out, dateline_day d)
{
    char text[DAY_TEXT];

    if (!d) {
        buf_str(out, "undated");
        return;
    }
    day_format(d, text);
    buf_printf(out, "<time datetime=\"%s\">%s</time>", text, text);
}

static void add_parameter(struct buf *out, const char **before, const char *name, const char *value)
{
    buf_str(out, *before);
    *before = "&amp;";
    target_encode(out, span_of(name));
    buf_char(out, '=');
    target_encode(out, span_of(value));
}

void html_address(struct buf *out, const char *path, const struct target *t,
                  const struct html_change *changes, size_t n)
{
    const char *before = "?";

    target_encode(out, span_of(path));
    for (size_t i = 0; i < t->n; i++) {
        bool changed = !*t->parameters[i].value;

        for (size_t k = 0; k < n; k++)
            changed |= !strcmp(changes[k].name, t->parameters[i].name);
        if (!changed)
            add_parameter(out, &before, t->parameters[i].name, t->parameters[i].value);
    }
    for (size_t k = 0; k < n; k++)
        if (changes[k].value)
            add_parameter(out, &before, changes[k].name, changes[k].value);
}
