/* Replies: their headers, errors and tags. */
#include "serve/exchange.h"

#include <stdio.h>
#include <stdlib.h>

#include "core/alloc.h"
#include "core/character.h"
#include "core/day.h"
#include "core/hash.h"
#include "core/json_write.h"
#include "serve/site.h"

void exchange_free(struct exchange *x)
{
    if (x->stream.end)
        x->stream.end(x);
    exchange_end_loan(x);
    for (size_t i = 0; i < x->reply.n_headers; i++)
        free(x->reply.headers[i].value);
    buf_free(&x->reply.body);
    buf_free(&x->upload);
    target_free(&x->target);
    free(x->raw);
}

/* ---- Headers ------------------------------------------------------------------- */

void reply_header(struct reply *r, const char *name, struct span value)
{
    if (r->n_headers < REPLY_HEADERS)
        r->headers[r->n_headers++] = (struct reply_header){name, must_dup(value.data, value.len)};
}

void reply_note(struct reply *r, const char *name, const char *value)
{
    struct buf safe = {0};

    character_add_safe(&safe, span_of(value));
    reply_header(r, name, buf_span(&safe));
    buf_free(&safe);
}

/* ---- Errors --------------------------------------------------------------------- */

const char *status_text(unsigned status)
{
    static const struct {
        unsigned status;
        const char *text;
    } texts[] = {
        {400, "Bad Request"},        {401, "Unauthorized"},          {404, "Not Found"},
        {405, "Method Not Allowed"}, {413, "Content Too Large"},     {421, "Misdirected Request"},
        {429, "Too Many Requests"},  {500, "Internal Server Error"}, {503, "Service Unavailable"},
    };

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (texts[i].status == status)
            return texts[i].text;
    return "";
}

void reply_problem(struct reply *r, unsigned status, const char *parameter, unsigned position,
                   const char *detail)
{
    struct json j = {.out = &r->body};

    r->status = status;
    r->type = "application/problem+json";
    buf_clear(&r->body);
    json_begin_object(&j);
    json_string_member(&j, "title", span_of(status_text(status)));
    json_number_member(&j, "status", status);
    json_string_member(&j, "detail", span_of(detail));
    if (parameter)
        json_string_member(&j, "parameter", span_of(parameter));
    if (position)
        json_number_member(&j, "position", position);
    json_end_object(&j);
    buf_char(&r->body, '\n');
}

/* ---- Engines and tags ------------------------------------------------------------- */

static unsigned http_status(const struct exchange *x, dateline_status status)
{
    switch (status) {
    case DATELINE_BAD_QUERY:
    case DATELINE_BAD_OPTION:
    case DATELINE_LIMIT:
        return 400;
    case DATELINE_NOT_FOUND:
        return 404;
    case DATELINE_TIMEOUT:
    case DATELINE_INTERRUPTED:
        return 503;
    case DATELINE_IO: /* of a shard that is down or slow, and may answer the next request */
        return archive_is_remote(x->site->archive) ? 503 : 500;
    default:
        return 500;
    }
}

unsigned exchange_failed(struct exchange *x, dateline_status status)
{
    unsigned http = http_status(x, status);

    x->loan.own |= http == 500 || status == DATELINE_IO;
    if (http == 503)
        reply_header(&x->reply, "Retry-After", span_of("1"));
    return http;
}

void exchange_fail(struct exchange *x, dateline_status status, const dateline_error *err)
{
    unsigned position = 0;
    bool of_query = sscanf(err->text, "query at %u:", &position) == 1;

    reply_problem(&x->reply, exchange_failed(x, status), of_query ? "q" : NULL, position,
                  err->text);
}

bool exchange_borrow(struct exchange *x, bool partial)
{
    struct archive *a = x->site->archive;
    dateline_error err;
    dateline_status status = DATELINE_OK;

    if (!x->loan.engine)
        status = partial ? archive_borrow_partial(a, x->site->options->timeout, &x->loan, &err)
                         : archive_borrow(a, &x->loan, &err);
    if (status != DATELINE_OK)
        exchange_fail(x, status, &err);
    return status == DATELINE_OK;
}

void exchange_end_loan(struct exchange *x)
{
    if (x->loan.engine)
        archive_return(x->site->archive, &x->loan);
}

bool exchange_unchanged(struct exchange *x)
{
    struct span commit = loan_facts(&x->loan)->commit;
    struct buf tag = {0}, from = {0};
    char hash[HASH_TEXT];
    bool known;

    if (!commit.len)
        return false;
    /* Relative dates count from today; another version may render otherwise. */
    buf_printf(&from, "%s %d %.*s %s", DATELINE_VERSION, day_today(), (int)commit.len, commit.data,
               x->raw);
    hash_text(buf_span(&from), hash);
    buf_printf(&tag, "W/\"%.*s\"", HASH_TEXT, hash);
    reply_header(&x->reply, "ETag", buf_span(&tag));
    known = x->known_tags && strstr(x->known_tags, tag.data + 2);
    if (known)
        x->reply.status = 304;
    buf_free(&from);
    buf_free(&tag);
    return known;
}
