/* Folds names for tests. */
#include "tests/folded_name.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "core/buf.h"
#include "text/fold.h"
#include "text/text.h"

#include <cmocka.h> /* last: its fail() is a macro */

bool fold_name(const char *word, char out[FOLDED_NAME])
{
    struct tokens tokens = {0};
    struct buf folded = {0};
    struct span lower = {0};
    bool one;

    tokenize(span_of(word), &tokens);
    one = tokens.len == 1;
    if (one)
        lower = token_word(&tokens, 0);
    if (fold_word(lower, &folded))
        lower = buf_span(&folded);
    assert_true(lower.len < FOLDED_NAME);
    if (lower.len)
        memcpy(out, lower.data, lower.len);
    out[lower.len] = '\0';
    buf_free(&folded);
    tokens_free(&tokens);
    return one;
}
