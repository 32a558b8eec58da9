#include "searcher/batch_slot.h"

#include <inttypes.h>
#include <stdio.h>

#include "core/program.h"

/* Messages wait for their turn too. */
static void note(void *ctx, const char *line)
{
    struct slot *s = ctx;

    buf_printf(&s->messages, "%s%c", line, '\0');
}

static void tell(const struct slot *s)
{
    const char *at = s->messages.data, *end = at + s->messages.len;

    for (; at < end; at += strlen(at) + 1)
        program_warn("%s:%" PRIu64 ": %s", s->result->request->name, s->number, at);
}

/* What comes before the answer's own bytes. */
static dateline_status begin(struct slot *s, dateline_error *err)
{
    const struct batch_request *r = s->result->request;
    struct output before = {.write = output_standard};
    dateline_status status;

    s->begun = true;
    tell(s);
    answers_between(r->defaults, r->print, !s->result->answered, &before.bytes);
    status = output_rest(&before, err);
    output_free(&before);
    return status;
}

/* The answer is long: the rest of it can only be written in turn. */
static dateline_status write_early(void *ctx, struct span bytes, dateline_error *err)
{
    struct slot *s = ctx;
    dateline_status status = DATELINE_OK;

    if (!s->turn(s->ctx, s))
        return fail(err, DATELINE_IO, "the batch has ended");
    if (!s->begun)
        status = begin(s, err);
    return status == DATELINE_OK ? output_standard(NULL, bytes, err) : status;
}

void slot_answer(struct slot *s, struct searcher *searcher)
{
    const struct batch_request *r = s->result->request;
    bool matched;

    s->begun = false;
    s->out.write = write_early;
    s->out.ctx = s;
    buf_clear(&s->out.bytes);
    buf_clear(&s->messages);
    s->status =
        batch_parse(buf_span(&s->line), s->number, r->defaults, &s->memory, &s->question, &s->err);
    if (s->status != DATELINE_OK)
        return;
    if (r->defaults->kind == ASK_TIMELINE)
        s->status = answer_periods(searcher, &s->question, note, s, &s->counts, &s->err);
    else
        s->status = answer(searcher, &s->question, r->print, note, s, &s->out, &matched, &s->err);
}

static bool not_understood(dateline_status status)
{
    return status == DATELINE_BAD_QUERY || status == DATELINE_TIMEOUT;
}

dateline_status slot_write(struct slot *s, dateline_error *err)
{
    struct batch_result *all = s->result;
    dateline_status status = DATELINE_OK;

    if (not_understood(s->status)) {
        tell(s);
        program_warn("%s:%" PRIu64 ": %s", all->request->name, s->number, s->err.text);
        all->bad++;
        return DATELINE_OK;
    }
    if (s->status != DATELINE_OK) {
        *err = s->err;
        return s->status;
    }
    if (!s->begun)
        status = begin(s, err);
    if (status == DATELINE_OK && all->request->defaults->kind == ASK_TIMELINE)
        status = timeline_add(&all->timeline, s->question.qid, &s->question.days, &s->counts, err);
    if (status == DATELINE_OK && s->out.bytes.len)
        status = output_standard(NULL, buf_span(&s->out.bytes), err);
    all->answered++;
    return status;
}

void slot_free(struct slot *s)
{
    buf_free(&s->line);
    buf_free(&s->memory);
    buf_free(&s->messages);
    output_free(&s->out);
    timeline_counts_free(&s->counts);
}
