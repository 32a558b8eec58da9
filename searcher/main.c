#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "core/program.h"
#include "searcher/advice.h"
#include "searcher/batch.h"
#include "searcher/explain.h"
#include "searcher/options.h"
#include "searcher/why.h"

static void warn(void *ctx, const char *line)
{
    (void)ctx;
    program_warn("%s", line);
}

/* Somebody looks on: what they see goes to a terminal, and so does what is said of it. */
static void advise_person(struct searcher *s, const struct question *q)
{
    if (!isatty(STDOUT_FILENO) || !isatty(STDERR_FILENO))
        return;
    fflush(stdout);
    advise(s, q, warn, NULL);
}

static int run_query(struct searcher *s, const struct options *o)
{
    struct output out = {.write = output_standard};
    bool matched = false;
    dateline_error err;
    dateline_status status;

    answers_begin(&o->question, &o->print, &out.bytes);
    status = answer(s, &o->question, &o->print, warn, NULL, &out, &matched, &err);
    if (status == DATELINE_OK) {
        answers_end(&o->question, &o->print, &out.bytes);
        status = output_rest(&out, &err);
    }
    output_free(&out);
    if (status != DATELINE_OK)
        return program_fail(status, &err);
    if (!matched)
        advise_person(s, &o->question);
    return matched ? EXIT_DONE : EXIT_NOTHING;
}

static int run_explaining(struct searcher *s, const struct options *o)
{
    struct buf out = {0};
    dateline_error err;
    dateline_status status = o->question.kind == ASK_WHY
                                 ? why(s, &o->question, &o->print, warn, NULL, &out, &err)
                                 : explain(s, &o->question, &o->print, warn, NULL, &out, &err);

    if (status == DATELINE_OK)
        fwrite(out.data, 1, out.len, stdout);
    buf_free(&out);
    return status == DATELINE_OK ? EXIT_DONE : program_fail(status, &err);
}

static int run_show(struct searcher *s, const struct options *o)
{
    struct buf out = {0};
    dateline_error err;
    dateline_status status = answer_show(s, span_of(o->show), &o->print, &out, &err);

    if (status == DATELINE_OK)
        fwrite(out.data ? out.data : "", 1, out.len, stdout);
    buf_free(&out);
    return status == DATELINE_OK ? EXIT_DONE : program_fail(status, &err);
}

static int run_batch(struct searcher *s, const struct options *o)
{
    bool standard = !strcmp(o->batch, "-");
    struct batch_request r = {.in = standard ? STDIN_FILENO : open(o->batch, O_RDONLY | O_CLOEXEC),
                              .name = standard ? "standard input" : o->batch,
                              .defaults = &o->question,
                              .print = &o->print,
                              .threads = o->threads};
    uint64_t bad;
    dateline_error err;
    dateline_status status;

    if (r.in < 0) {
        int missing = errno == ENOENT;

        status = fail_errno(&err, "cannot open %s", o->batch);
        return program_fail(missing ? DATELINE_BAD_OPTION : status, &err);
    }
    status = batch_run(s, &r, &bad, &err);
    if (!standard)
        close(r.in);
    if (status != DATELINE_OK)
        return program_fail(status, &err);
    return bad ? EXIT_USAGE : EXIT_DONE;
}

int main(int argc, char **argv)
{
    struct options o;
    struct searcher s;
    dateline_error err;
    dateline_status status;
    int exit_status;

    program_start("dateline-search", argv);
    options_parse(argc, argv, &o);
    status = searcher_open(o.index, &s, &err);
    if (status != DATELINE_OK) {
        exit_status = program_fail(status, &err);
    } else {
        exit_status = o.show                           ? run_show(&s, &o)
                      : o.batch                        ? run_batch(&s, &o)
                      : o.question.kind >= ASK_EXPLAIN ? run_explaining(&s, &o)
                                                       : run_query(&s, &o);
        searcher_close(&s);
    }
    options_free(&o);
    return program_finish(exit_status);
}
