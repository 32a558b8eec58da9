/* One line of a batch: answered, then written in its turn. */
#include "searcher/cli/batch_slot.h"

#include <inttypes.h>
#include <stdio.h>

#include "program/program.h"
#include "searcher/cli/output.h"
#include "searcher/render/render.h"

/* Messages wait for their turn too. */
static void note_lines(struct slot *s, char *const *lines, size_t n)
{
    for (size_t i = 0; i < n; i++)
        buf_printf(&s->messages, "%s%c", lines[i], '\0');
}

/* Tells the messages of S that have not been told before. */
static void tell_lines(struct slot *s)
{
    for (; s->told < s->messages.len; s->told += strlen(s->messages.data + s->told) + 1)
        if (!s->result->options->quiet && s->result->warnings++ < BATCH_WARNINGS)
            program_warn("%s:%" PRIu64 ": %s", s->result->name, s->number,
                         s->messages.data + s->told);
}

/* Writes what comes before the answer's own bytes. */
static dateline_status begin_answer(struct slot *s, dateline_error *err)
{
    const struct options *o = s->result->options;
    struct output before = {.write = output_standard};
    dateline_status status;

    s->begun = true;
    tell_lines(s);
    render_between(&o->render, o->question.kind, !s->result->answered, &before.bytes);
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
        status = begin_answer(s, err);
    return status == DATELINE_OK ? output_standard(NULL, bytes, err) : status;
}

static void answer_question(struct slot *s, struct engine *e)
{
    const struct options *o = s->result->options;
    struct answer *a;
    size_t noted;

    s->status = engine_answer(e, &s->question, &s->answer, &s->err);
    a = s->answer;
    noted = a->n_warnings;
    note_lines(s, a->warnings, noted);
    if (s->status == DATELINE_OK && a->kind == ASK_TIMELINE)
        return; /* a column of the table at the end */
    if (s->status == DATELINE_OK)
        s->status = render_answer(&o->render, a, &s->out, &s->err);
    if (a->n_warnings > noted) /* while hits were read */
        note_lines(s, a->warnings + noted, a->n_warnings - noted);
    if (s->status == DATELINE_OK && !answer_matched(a))
        engine_advise_dates(a);
    note_lines(s, a->advice, a->n_advice);
    answer_free(a);
    s->answer = NULL;
}

void slot_answer(struct slot *s, struct engine *e)
{
    s->begun = false;
    s->told = 0;
    s->out.write = write_early;
    s->out.ctx = s;
    buf_clear(&s->out.bytes);
    buf_clear(&s->messages);
    s->status = batch_parse(buf_span(&s->line), s->number, &s->result->options->question,
                            &s->memory, &s->question, &s->err);
    if (s->status == DATELINE_OK)
        answer_question(s, e);
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
        tell_lines(s);
        program_warn("%s:%" PRIu64 ": %s", all->name, s->number, s->err.text);
        all->bad++;
        return DATELINE_OK;
    }
    if (s->status != DATELINE_OK) {
        *err = s->err;
        return s->status;
    }
    if (!s->begun)
        status = begin_answer(s, err);
    if (status == DATELINE_OK && s->answer)
        status = answer_timeline(s->answer, &all->timeline, err);
    answer_free(s->answer);
    s->answer = NULL;
    if (status == DATELINE_OK && s->out.bytes.len)
        status = output_standard(NULL, buf_span(&s->out.bytes), err);
    tell_lines(s); /* the rest, if the answer was written early */
    all->answered++;
    return status;
}

void slot_free(struct slot *s)
{
    buf_free(&s->line);
    buf_free(&s->memory);
    buf_free(&s->messages);
    output_free(&s->out);
    answer_free(s->answer);
}
