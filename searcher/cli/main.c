/* dateline-search: from the command line to an answer on standard output. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "core/clock.h"
#include "core/file.h"
#include "program/program.h"
#include "searcher/cli/batch.h"
#include "searcher/cli/output.h"
#include "searcher/cli/show.h"

static void warn_of_index(const struct engine *e, const struct options *o)
{
    const char *notice = engine_notice(e);

    if (notice && !o->quiet)
        program_warn("%s", notice);
}

/* Somebody looks on: what they see goes to a terminal, and so does what is said of it. */
static void advise_person(struct answer *a)
{
    size_t told = a->n_advice;

    if (!isatty(STDOUT_FILENO) || !isatty(STDERR_FILENO))
        return;
    fflush(stdout);
    engine_advise(a);
    output_warn(a->advice + told, a->n_advice - told);
}

static void tell_names(const struct answer *a)
{
    struct buf line = {0};

    for (size_t i = 0; i < a->also_spelt.len; i++) {
        buf_clear(&line);
        also_spelt_line(&a->also_spelt.list[i], &line);
        program_warn("%.*s", (int)line.len, line.data);
    }
    buf_free(&line);
}

static dateline_status write_answer(const struct options *o, struct answer *a, dateline_error *err)
{
    struct output out = {.write = output_standard};
    dateline_status status;

    render_begin(&o->render, a->kind, &out.bytes);
    status = render_answer(&o->render, a, &out, err);
    if (status == DATELINE_OK && !answer_matched(a)) {
        engine_advise_dates(a);
        output_warn(a->advice, a->n_advice);
    }
    if (status == DATELINE_OK) {
        render_end(&o->render, a->kind, &out.bytes);
        status = output_rest(&out, err);
    }
    output_free(&out);
    return status;
}

static int run_question(struct engine *e, const struct options *o)
{
    struct answer *a;
    dateline_error err;
    dateline_status status = engine_answer(e, &o->question, &a, &err);
    bool matched, all_words;
    size_t told;

    told = a->n_warnings;
    if (!o->quiet) {
        output_warn(a->warnings, told);
        tell_names(a);
    }
    if (status == DATELINE_OK && !o->quiet)
        status = write_answer(o, a, &err);
    if (!o->quiet && a->n_warnings > told)
        output_warn(a->warnings + told, a->n_warnings - told);
    matched = answer_matched(a);
    all_words = matched && a->widened_from != 1;
    if (status == DATELINE_OK && !all_words && !o->quiet)
        advise_person(a);
    answer_free(a);
    if (status != DATELINE_OK)
        return program_fail(status, &err);
    return matched ? EXIT_DONE : EXIT_NOTHING;
}

static int run_batch(struct engine *e, const struct options *o)
{
    bool standard = !strcmp(o->batch, "-");
    int in = standard ? STDIN_FILENO : file_open(o->batch, 0);
    uint64_t bad;
    dateline_error err;
    dateline_status status;

    if (in < 0) {
        int missing = errno == ENOENT;

        status = fail_errno(&err, "cannot open %s", o->batch);
        return program_fail(missing ? DATELINE_BAD_OPTION : status, &err);
    }
    status = batch_run(e, o, in, standard ? "standard input" : o->batch, &bad, &err);
    if (!standard)
        close(in);
    if (status != DATELINE_OK)
        return program_fail(status, &err);
    return bad ? EXIT_USAGE : EXIT_DONE;
}

/* Opens O's index; a single question's time, which BEGAN, is that of opening it too. */
static dateline_status open_index(const struct options *o, double began, struct engine **out,
                                  dateline_error *err)
{
    double seconds = o->question.limits.seconds;
    struct snapshot_reach reach = snapshot_reach_of(seconds, o->partial);

    if (seconds > 0 && !o->batch) {
        reach.until = began + seconds;
        reach.limit = seconds;
    }
    return engine_open_within(o->operands.index, &reach, out, err);
}

/* The time of a question about servers has begun when these were connected to, at BEGAN. */
static void begin_question(struct question *q, struct engine *e, double began)
{
    if (q->limits.seconds > 0 && snapshot_is_remote(engine_snapshot(e)))
        q->limits.until = began + q->limits.seconds;
}

int main(int argc, char **argv)
{
    struct options o;
    struct engine *e;
    dateline_error err;
    dateline_status status;
    double began = clock_seconds();
    int exit_status;

    program_start("dateline-search", argv);
    options_parse(argc, argv, &o);
    status = open_index(&o, began, &e, &err);
    if (status != DATELINE_OK) {
        exit_status = program_fail(status, &err);
    } else {
        warn_of_index(e, &o);
        if (!o.batch)
            begin_question(&o.question, e, began);
        exit_status = (o.n_shows ? show_articles : o.batch ? run_batch : run_question)(e, &o);
        engine_close(e);
    }
    options_free(&o);
    return program_finish(exit_status);
}
