/* Feeds: opens one from its options, reads its sources. */
#include "indexer/feed/feed.h"

#include <stdlib.h>
#include <sys/stat.h>

#include "core/hash.h"
#include "indexer/feed/walk.h"
#include "indexer/feed/xml_memory.h"

static void free_scratch(struct feed *f)
{
    buf_free(&f->message);
    buf_free(&f->utf8);
    buf_free(&f->id);
    buf_free(&f->date);
    html_reader_free(&f->html);
    buf_free(&f->title);
    article_maker_free(&f->maker);
    unmapped_free(&f->unmapped);
}

/* ---- Orders of day and month ---------------------------------------------- */

static void pass_trouble(void *ctx, enum feed_trouble kind, const char *message)
{
    (void)ctx, (void)kind, (void)message;
}

/* Whether SOURCE can be read twice. */
static bool is_lasting(const char *source)
{
    struct stat st;

    return strcmp(source, "-") != 0 && stat(source, &st) == 0 &&
           (S_ISREG(st.st_mode) || S_ISDIR(st.st_mode));
}

void feed_gather_orders(struct feed *f)
{
    struct feed_counts counts = {0};
    struct feed g = {
        .options = f->options, .source = f->source, .tell = pass_trouble, .counts = &counts};

    f->orders.gathered = g.orders.gathered = true;
    if (!is_lasting(f->source))
        return;
    if (walk(&g, f->source, NULL) == DATELINE_OK)
        memcpy(f->orders.seen, g.orders.seen, sizeof g.orders.seen);
    free_scratch(&g);
}

/* ---- Sources ---------------------------------------------------------------- */

uint64_t feed_folder(const char *source)
{
    char *path = realpath(source, NULL);
    struct stat st;
    uint64_t name = 0;

    if (path && stat(path, &st) == 0 && S_ISDIR(st.st_mode))
        name = hash_number(span_of(path));
    free(path);
    return name;
}

dateline_status feed_source(const char *source, const struct feed_options *o, feed_sink *sink,
                            feed_tell *tell, void *ctx, struct feed_counts *counts,
                            dateline_error *err)
{
    struct hold hold = {0};
    struct feed f = {.options = o,
                     .source = source,
                     .sink = sink,
                     .tell = tell,
                     .ctx = ctx,
                     .counts = counts,
                     .hold = &hold};
    dateline_status status = feed_check_options(o, err);

    xml_memory_start();
    if (status == DATELINE_OK)
        status = walk(&f, source, err);
    if (status == DATELINE_OK)
        status = hold_release(&hold, sink, ctx, err);
    hold_free(&hold);
    free_scratch(&f);
    return status;
}
