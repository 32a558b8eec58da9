/* Lines of text filled to a width. */
#include <utf8proc.h>

#include "core/character.h"
#include "core/utf8.h"
#include "searcher/render/render_format.h"
#include "searcher/snippet/snippet.h"

#define MATCH_ON   "\x1b[01;31m" /* grep's */
#define COLOUR_OFF "\x1b[0m"

static void flush_word(struct render_wrap *w)
{
    if (!w->word.len)
        return;
    if (w->column > w->indent && w->column + w->blank + w->word_width > RENDER_WIDTH) {
        buf_printf(w->out, "\n%*s", (int)w->indent, "");
        w->column = w->indent;
    } else if (w->blank) {
        buf_char(w->out, ' ');
        w->column++;
    }
    buf_span_add(w->out, buf_span(&w->word));
    w->column += w->word_width;
    buf_clear(&w->word);
    w->word_width = 0;
    w->blank = w->wide = false;
}

static void mark(struct render_wrap *w, uint32_t c)
{
    w->lit = c == SNIPPET_START;
    if (w->colour)
        buf_str(&w->word, w->lit ? MATCH_ON : COLOUR_OFF);
    else if (w->marks)
        rewrite_utf8(&w->word, c);
}

static bool closes(uint32_t c)
{
    utf8proc_category_t kind = utf8proc_category((utf8proc_int32_t)c);

    return kind == UTF8PROC_CATEGORY_PO || kind == UTF8PROC_CATEGORY_PE ||
           kind == UTF8PROC_CATEGORY_PF;
}

/* Writing without blanks is divided between its wide characters, and a word
 * that is longer than a line wherever it must. */
static void add_character(struct render_wrap *w, uint32_t c)
{
    unsigned width = rewrite_columns(c);
    bool wide = width > 1;

    if (w->word_width && width && (wide || w->wide) && !closes(c))
        flush_word(w);
    if (w->indent + w->word_width + width > RENDER_WIDTH)
        flush_word(w);
    rewrite_utf8(&w->word, c);
    w->word_width += width;
    if (width)
        w->wide = wide;
}

void render_wrapped(struct render_wrap *w, struct span text)
{
    const char *p = text.data, *end = p + text.len;

    w->column = w->indent;
    while (p < end) {
        uint32_t c = utf8_get(&p, end);

        if (c == SNIPPET_START || c == SNIPPET_END) {
            mark(w, c);
        } else if (character_divides(c)) {
            flush_word(w);
            w->blank = w->column > w->indent;
        } else {
            add_character(w, c);
        }
    }
    if (w->lit)
        mark(w, SNIPPET_END);
    flush_word(w);
    buf_free(&w->word);
    w->blank = false;
}
