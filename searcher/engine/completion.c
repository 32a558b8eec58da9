/* Finds the most frequent words that begin as a typed one does. */
#include "searcher/engine/completion.h"

#include "core/schema.h"
#include "snapshot/terms.h"
#include "text/fold.h"
#include "text/text.h"

/* Keeps WORD among the MOST most frequent; ties in alphabetical order, in which they come. */
static void keep_word(struct completion *c, size_t most, struct span word, uint32_t documents)
{
    size_t at = c->len;

    while (at && c->words[at - 1].documents < documents)
        at--;
    if (at == most)
        return;
    if (c->len < most)
        c->len++;
    memmove(&c->words[at + 1], &c->words[at], (c->len - 1 - at) * sizeof *c->words);
    memcpy(c->words[at].text, word.data, word.len);
    c->words[at].len = word.len;
    c->words[at].documents = documents;
}

static dateline_status complete_prefix(struct snapshot *s, struct span prefix, size_t most,
                                       struct completion *out, dateline_error *err)
{
    struct buf scratch = {0};
    struct snapshot_terms *terms;
    struct snapshot_term t;
    bool more = true;
    dateline_status status = snapshot_terms_open(s, prefix, &terms, err);

    for (size_t n = 0; status == DATELINE_OK && more && n < COMPLETION_TERMS; n++) {
        status = snapshot_terms_next(terms, &t, &more, err);
        if (status != DATELINE_OK || !more)
            break;
        if (t.term.len <= SCHEMA_WORD_MAX &&
            (out->len < most || t.documents > out->words[out->len - 1].documents) &&
            !fold_word(t.term, &scratch)) /* words with accents are in the index folded, too */
            keep_word(out, most, t.term, t.documents);
    }
    snapshot_terms_close(terms);
    buf_free(&scratch);
    return status;
}

/* Sets *START to the last word of TEXT, where TEXT ends with it, and PREFIX to its folded form. */
static bool last_word(struct span text, struct span *start, struct buf *prefix)
{
    struct tokens tokens = {0};
    const struct token *last;
    bool found = false;

    tokenize(text, &tokens);
    last = tokens.len ? &tokens.list[tokens.len - 1] : NULL;
    if (last && last->end == text.len && last->len <= SCHEMA_WORD_MAX) {
        struct span word = token_word(&tokens, tokens.len - 1);

        if (!fold_word(word, prefix))
            buf_span_add(prefix, word);
        *start = (struct span){text.data + last->start, last->end - last->start};
        found = true;
    }
    tokens_free(&tokens);
    return found;
}

dateline_status engine_complete(struct engine *e, struct span text, size_t most,
                                struct completion *out, dateline_error *err)
{
    struct completion c = {.len = 0};
    struct buf prefix = {0};
    dateline_status status = DATELINE_OK;

    if (most > COMPLETION_WORDS)
        most = COMPLETION_WORDS;
    if (most && last_word(text, &c.start, &prefix))
        status = complete_prefix(engine_snapshot(e), buf_span(&prefix), most, &c, err);
    buf_free(&prefix);
    if (status == DATELINE_OK)
        *out = c;
    return status;
}
