/* Explanations of why an article matches, asked of an engine. */
#include "tests/why_asked.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h> /* last: its fail() is a macro */

struct answer *asked_why(struct engine *e, const struct question *q, const char *id)
{
    struct question asked = *q;
    struct answer *a;

    asked.kind = ASK_WHY;
    asked.why = span_of(id);
    if (engine_answer(e, &asked, &a, &err) != DATELINE_OK)
        fail_msg("%s: %s", id, err.text);
    return a;
}

void assert_adds_up(const struct why *w, double score)
{
    int64_t sum = 0;

    for (size_t i = 0; i < w->n_parts; i++)
        sum += w->parts[i].score;
    assert_int_equal(sum, w->score);
    assert_int_equal(w->score, llround(score * 1e6));
}
