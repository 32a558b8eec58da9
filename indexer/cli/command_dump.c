/* dateline-index dump: writes all articles as JSON Lines. */
#include <stdio.h>

#include "core/fail.h"
#include "core/manifest.h"
#include "indexer/cli/command.h"
#include "indexer/feed/dump.h"
#include "program/program.h"
#include "snapshot/articles.h"

static const char doc[] =
    "Write every article of INDEX to standard output, one JSON object a line, from which "
    "dateline-index add makes the same articles again.";

static const struct option_set set = {.arguments = "INDEX", .doc = doc};

/* Writes the article IT; RECORD and LINE are memory that is reused. */
static dateline_status dump_document(struct snapshot *s, snapshot_doc it, struct buf *record,
                                     struct buf *line, dateline_error *err)
{
    struct article a;
    dateline_status status = snapshot_article(s, it, record, &a, err);

    if (status != DATELINE_OK || !a.id.len)
        return status;
    buf_clear(line);
    dump_article(&a, line);
    if (fwrite(line->data, 1, line->len, stdout) != line->len)
        return fail_errno(err, "cannot write to standard output");
    return DATELINE_OK;
}

static dateline_status dump_all(struct snapshot *s, dateline_error *err)
{
    const struct manifest *m = snapshot_manifest(s);
    struct buf record = {0}, line = {0};
    dateline_status status = DATELINE_OK;

    if (snapshot_is_foreign(s))
        status = fail(err, DATELINE_NO_INDEX, "another program made this database");
    for (size_t i = 0; i < snapshot_segments(s) && status == DATELINE_OK; i++)
        for (uint32_t n = 1; n <= m->segments[i].articles && status == DATELINE_OK; n++)
            if (!snapshot_deleted(s, snapshot_document(s, i, n)))
                status = dump_document(s, snapshot_document(s, i, n), &record, &line, err);
    buf_free(&record);
    buf_free(&line);
    return status;
}

static int run_dump(int argc, char **argv)
{
    struct option_operands operands = {0};
    struct snapshot *s;
    dateline_error err;
    dateline_status status;

    option_read(&set, argc, argv, &operands);
    status = snapshot_open(operands.index, &s, &err);
    if (status != DATELINE_OK)
        return program_fail(status, &err);
    status = dump_all(s, &err);
    snapshot_close(s);
    return status == DATELINE_OK ? EXIT_DONE : program_fail(status, &err);
}

const struct command command_dump = {"dump", "write every article as JSON Lines", &set, run_dump};
