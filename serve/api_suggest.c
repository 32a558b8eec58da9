/* Words and titles that begin with what has been typed. */
#include "core/clock.h"
#include "core/json_write.h"
#include "searcher/engine/completion.h"
#include "serve/asking.h"
#include "serve/route.h"

enum { SUGGEST_WORDS = 10, SUGGEST_TITLES = 5 };

#define TITLES_SECONDS 0.001

static void write_words(struct json *j, const struct completion *c)
{
    json_name(j, "words");
    json_begin_array(j);
    for (size_t i = 0; i < c->len; i++) {
        json_begin_object(j);
        json_string_member(j, "word", (struct span){c->words[i].text, c->words[i].len});
        json_number_member(j, "articles", c->words[i].documents);
        json_end_object(j);
    }
    json_end_array(j);
}

static void write_title(struct json *j, const struct hit *h)
{
    json_begin_object(j);
    json_string_member(j, "id", h->article.id);
    json_string_member(j, "title", h->article.title);
    json_day_member(j, "date", h->article.day);
    json_end_object(j);
}

/* The newest articles with these words in their title; none if that takes long. */
static void write_titles(struct exchange *x, struct json *j, const struct question *q)
{
    const struct hit *h = NULL;
    struct answer *a;
    dateline_status status = engine_answer(x->loan.engine, q, &a, NULL);

    json_name(j, "titles");
    json_begin_array(j);
    while (status == DATELINE_OK && (status = answer_next(a, &h, NULL)) == DATELINE_OK && h)
        write_title(j, h);
    json_end_array(j);
    answer_free(a);
}

/* A query for titles with the words of TEXT, the last of which may go on. */
static void titles_query(struct span text, const struct completion *c, struct buf *out)
{
    size_t done = c->start.len ? (size_t)(c->start.data - text.data) : text.len;

    buf_str(out, "title:(");
    for (size_t i = 0; i < done; i++)
        buf_char(out, strchr("()\"*+-:", text.data[i]) ? ' ' : text.data[i]);
    buf_span_add(out, c->start);
    buf_str(out, c->start.len > 1 ? "*)" : ")");
}

static void reply_suggestions(struct exchange *x, struct span text, const struct completion *c)
{
    struct json j = {.out = &x->reply.body};
    struct buf query = {0};
    struct question q;

    question_init(&q, day_today());
    titles_query(text, c, &query);
    q.text = buf_span(&query);
    q.sort = MATCH_NEWEST;
    q.limit = SUGGEST_TITLES;
    q.parts = HIT_ARTICLE;
    q.limits.seconds = TITLES_SECONDS;
    json_begin_object(&j);
    json_string_member(&j, "prefix", text);
    write_words(&j, c);
    write_titles(x, &j, &q);
    json_end_object(&j);
    buf_char(&x->reply.body, '\n');
    buf_free(&query);
    x->reply.status = 200;
    x->reply.type = "application/json";
}

void api_suggest(struct exchange *x)
{
    const char *prefix = target_value(&x->target, "prefix");
    struct parameter_fault fault;
    struct completion c;
    dateline_error err;
    dateline_status status;

    if (parameters_known(&x->target, x->route->parameters, &fault) != DATELINE_OK) {
        reply_problem(&x->reply, 400, fault.name, 0, fault.err.text);
        return;
    }
    if (!prefix) {
        reply_problem(&x->reply, 400, "prefix", 0, "prefix is needed: what has been typed");
        return;
    }
    if (!exchange_borrow(x, false) || exchange_unchanged(x))
        return;
    status = engine_complete(x->loan.engine, span_of(prefix), SUGGEST_WORDS,
                             loan_completions(&x->loan), &c, &err);
    if (status == DATELINE_OK)
        reply_suggestions(x, span_of(prefix), &c);
    else
        exchange_fail(x, status, &err);
}
