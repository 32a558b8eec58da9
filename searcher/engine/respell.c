/* Puts a suggested word in the place of a query's own. */
#include "searcher/engine/answer.h"
#include "text/fold.h"
#include "text/text.h"

/* Whether the word I of TOKENS folds to WORD. */
static bool token_folds_to(const struct tokens *tokens, size_t i, struct span word)
{
    struct buf folded = {0};
    struct span own = token_word(tokens, i);
    bool same = span_eq(fold_word(own, &folded) ? buf_span(&folded) : own, word);

    buf_free(&folded);
    return same;
}

bool answer_respell(const struct answer *a, const struct advice_word *w, struct span text,
                    struct buf *out)
{
    const char *line = a->advice[w->line];
    struct tokens tokens = {0};
    bool found = false;

    if (w->start > w->end || w->end > text.len)
        return false;
    tokenize((struct span){text.data + w->start, w->end - w->start}, &tokens);
    for (size_t i = 0; i < tokens.len && !found; i++) {
        const struct token *t = &tokens.list[i];

        found = token_folds_to(&tokens, i, w->missing);
        if (!found)
            continue;
        buf_add(out, text.data, w->start + t->start);
        buf_add(out, line + w->at, w->len);
        buf_span_add(out, span_from(text, w->start + t->end));
    }
    tokens_free(&tokens);
    return found;
}
