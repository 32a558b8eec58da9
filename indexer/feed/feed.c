/* Feeds: opens one from its options, reads its sources. */
#include "indexer/feed/feed.h"

#include <stdlib.h>
#include <sys/stat.h>

#include "core/hash.h"
#include "indexer/feed/walk.h"

static void free_scratch(struct feed *f)
{
    buf_free(&f->message);
    buf_free(&f->utf8);
    buf_free(&f->id);
    buf_free(&f->date);
    html_reader_free(&f->html);
    buf_free(&f->title);
    article_maker_free(&f->maker);
}

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
    struct feed f = {.options = o, .sink = sink, .tell = tell, .ctx = ctx, .counts = counts};
    dateline_status status = feed_check_options(o, err);

    if (status == DATELINE_OK)
        status = walk(&f, source, err);
    free_scratch(&f);
    return status;
}
