/* Reports troubles and totals of a run. */
#include "indexer/cli/report.h"

#include <inttypes.h>
#include <stdio.h>
#include <sys/resource.h>

#include "core/clock.h"
#include "program/program.h"

enum { AGAIN = FEED_NOTED + 1, TAKEN };

void report_start(struct report *r, bool verbose)
{
    *r = (struct report){.verbose = verbose, .started = clock_seconds()};
}

void report_trouble(void *ctx, enum feed_trouble kind, const char *message)
{
    struct report *r = ctx;

    if (r->told[kind]++ < REPORT_EXAMPLES || r->verbose)
        program_warn("%s", message);
}

static void append_place(struct buf *out, const struct place *at)
{
    buf_str(out, at->path);
    if (at->line)
        buf_printf(out, ":%" PRIu64, at->line);
}

void report_again(void *ctx, struct span id, const struct place *first, const struct place *last)
{
    struct report *r = ctx;
    struct buf text = {0};

    if (r->told[AGAIN]++ >= REPORT_EXAMPLES && !r->verbose)
        return;
    append_place(&text, last);
    buf_printf(&text, ": id '%.*s' again, after ", (int)id.len, id.data);
    append_place(&text, first);
    program_warn("%s: the last one counts", text.data);
    buf_free(&text);
}

void report_taken(void *ctx, struct span id, const struct place *at)
{
    struct report *r = ctx;
    struct buf text = {0};

    if (r->told[TAKEN]++ >= REPORT_EXAMPLES && !r->verbose)
        return;
    append_place(&text, at);
    buf_printf(&text, ": replaces '%.*s' of another folder", (int)id.len, id.data);
    program_warn("%s; --id-prefix would keep both", text.data);
    buf_free(&text);
}

static void tell_rest(const struct report *r)
{
    static const char *const kinds[] = {
        [FEED_SKIPPED] = "skipped records",
        [FEED_UNDATED] = "records without a date that could be read",
        [FEED_DAMAGED] = "records with damaged text",
        [FEED_NOTED] = "notes on how files are read",
        [AGAIN] = "ids that came again",
        [TAKEN] = "articles that replace those of another folder",
    };

    for (int kind = 0; kind <= TAKEN; kind++)
        if (r->told[kind] > REPORT_EXAMPLES && !r->verbose)
            program_warn("... and %" PRIu64 " more %s (see --verbose)",
                         r->told[kind] - REPORT_EXAMPLES, kinds[kind]);
}

void report_end(const struct report *r, const struct feed_counts *feed,
                const struct index_counts *index, bool dry_run)
{
    double seconds = clock_seconds() - r->started;
    struct rusage usage;
    char removed[40] = "";

    if (r->removes)
        snprintf(removed, sizeof removed, ", %" PRIu64 " removed", index->deleted);
    getrusage(RUSAGE_SELF, &usage);
    tell_rest(r);
    fprintf(stderr,
            "%s%" PRIu64 " added, %" PRIu64 " replaced, %" PRIu64 " unchanged%s, %" PRIu64
            " skipped, %" PRIu64 " undated; %" PRIu64
            " bytes, %.2f s, %.1f MB/s, %ld MB of memory\n",
            dry_run ? "(dry run) " : "", index->added, index->replaced, index->unchanged, removed,
            feed->skipped, feed->undated, feed->bytes, seconds,
            seconds > 0 ? (double)feed->bytes / 1e6 / seconds : 0.0, usage.ru_maxrss / 1000);
}
