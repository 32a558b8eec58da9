/* Finds what a summary says beyond its article. */
#include "indexer/feed/summary.h"

enum { MOST_COMPARED = 200 }; /* pieces: each costs a walk over the content */

static void append_words(struct summary *s, struct span text, struct buf *out)
{
    tokenize(text, &s->words);
    for (size_t i = 0; i < s->words.len; i++) {
        buf_char(out, ' ');
        buf_span_add(out, token_word(&s->words, i));
    }
}

/* The length of the dots and brackets at the start of TEXT that show that it was cut; 0: none. */
static size_t ellipsis_length(struct span text)
{
    static const char *const signs[] = {"[...]", "[\u2026]", "...", "\u2026"};

    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (span_begins(text, span_of(signs[i])))
            return strlen(signs[i]);
    return 0;
}

/* Takes the first piece off TEXT, with its end; *CUT if that is an ellipsis. */
static struct span take_piece(struct span *text, bool *cut)
{
    struct span piece = {text->data, 0};
    size_t end = 0;

    *cut = false;
    while (piece.len < text->len && !end) {
        struct span rest = span_from(*text, piece.len);

        *cut = (end = ellipsis_length(rest)) != 0;
        if (!end && *rest.data == '\n')
            end = 1;
        piece.len += !end;
    }
    *text = span_from(*text, piece.len + end);
    return piece;
}

/* Whether the words of PIECE, the last of which may be CUT, are in S->has. */
static bool has_piece(struct summary *s, struct span piece, bool cut)
{
    buf_clear(&s->sought);
    append_words(s, piece, &s->sought);
    if (!s->sought.len)
        return true;
    if (!cut)
        buf_char(&s->sought, ' ');
    return memmem(s->has.data, s->has.len, s->sought.data, s->sought.len) != NULL;
}

void summary_add(struct summary *s, struct span text, struct span title, struct span content,
                 struct buf *out)
{
    size_t pieces = 0;
    bool cut;

    buf_clear(&s->has);
    append_words(s, title, &s->has);
    buf_str(&s->has, " \n");
    append_words(s, content, &s->has);
    buf_char(&s->has, ' ');
    if (has_piece(s, text, false))
        return;
    while (text.len) {
        struct span piece = take_piece(&text, &cut);

        if (pieces++ >= MOST_COMPARED || !has_piece(s, piece, cut)) {
            buf_span_add(out, piece);
            if (cut)
                buf_str(out, "\u2026");
        }
        if ((!cut || !text.len) && out->len && out->data[out->len - 1] != '\n')
            buf_char(out, '\n');
    }
}

void summary_free(struct summary *s)
{
    tokens_free(&s->words);
    buf_free(&s->has);
    buf_free(&s->sought);
}
