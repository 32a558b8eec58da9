/* Wraps text to a width. */
#include <utf8proc.h>

#include "core/character.h"
#include "core/utf8.h"
#include "searcher/render/render_format.h"
#include "searcher/snippet/snippet.h"

static void wrap_flush(struct render_wrap *w)
{
    if (!w->word.len)
        return;
    if (w->column > w->indent && w->column + w->blank + w->word_width > w->width) {
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

static void wrap_mark(struct render_wrap *w, uint32_t c)
{
    w->lit = c == SNIPPET_START;
    if (w->colour)
        buf_str(&w->word, w->lit ? RENDER_MATCH_ON : RENDER_COLOUR_OFF);
    else if (w->marks)
        rewrite_utf8(&w->word, c);
}

static bool is_closing_punctuation(uint32_t c)
{
    utf8proc_category_t kind = utf8proc_category((utf8proc_int32_t)c);

    return kind == UTF8PROC_CATEGORY_PO || kind == UTF8PROC_CATEGORY_PE ||
           kind == UTF8PROC_CATEGORY_PF;
}

/* Scripts without blanks break between wide characters, but not before closing
 * punctuation; a word longer than a line breaks anywhere. */
static void wrap_character(struct render_wrap *w, uint32_t c)
{
    unsigned width = rewrite_columns(c);
    bool wide = width > 1;

    if (w->word_width && width && (wide || w->wide) && !is_closing_punctuation(c))
        wrap_flush(w);
    if (w->indent + w->word_width + width > w->width)
        wrap_flush(w);
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
            wrap_mark(w, c);
        } else if (character_divides(c)) {
            wrap_flush(w);
            w->blank = w->column > w->indent;
        } else {
            wrap_character(w, c);
        }
    }
    if (w->lit)
        wrap_mark(w, SNIPPET_END);
    wrap_flush(w);
    buf_free(&w->word);
    w->blank = false;
}
