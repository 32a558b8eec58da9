/* Holds articles of a source back until their boilerplate can be told from what they share. */
#include "indexer/feed/hold.h"

#include <stdlib.h>

#include "core/alloc.h"

struct held {
    struct article article;
    struct place at;
    enum marking how;
    size_t lines, n_lines; /* in hold.lines */
};

/* A copy of A in the arena. */
static struct article keep_article(struct hold *h, const struct article *a)
{
    struct article kept = *a;
    struct span *const texts[] = {&kept.id,   &kept.title, &kept.source, &kept.url,
                                  &kept.lang, &kept.marks, &kept.body};

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        texts[i]->data = arena_copy(&h->arena, texts[i]->data, texts[i]->len);
        h->bytes += texts[i]->len;
    }
    return kept;
}

/* A copy of AT; articles of one file share its path. */
static struct place held_place(struct hold *h, const struct place *at)
{
    if (!h->path || strcmp(h->path, at->path) != 0)
        h->path = arena_copy(&h->arena, at->path, strlen(at->path) + 1);
    return (struct place){h->path, at->line};
}

static struct marked_lines lines_of(const struct hold *h, const struct held *a)
{
    return (struct marked_lines){.text = a->article.body,
                                 .list = a->n_lines ? h->lines.list + a->lines : NULL,
                                 .len = a->n_lines,
                                 .untitled = !a->article.title.len};
}

static void count_held_lines(struct hold *h, struct held *a)
{
    struct marked_lines lines;

    a->lines = h->lines.len;
    lines_split(a->article.body, &h->lines);
    a->n_lines = h->lines.len - a->lines;
    lines = lines_of(h, a);
    marking_count(&lines, &h->repeats);
}

/* Marks A and makes its title, both borrowed from H until the next article. */
static void finish_held(struct hold *h, struct held *a)
{
    struct marked_lines lines = lines_of(h, a);

    buf_clear(&h->marks);
    if (a->how == MARKING_BOILERPLATE)
        marking_boilerplate(&lines, &h->repeats, &h->marks);
    else if (a->how == MARKING_QUOTED)
        marking_quoted(a->article.body, &h->marks);
    if (h->marks.len)
        a->article.marks = buf_span(&h->marks);
    if (!a->article.title.len)
        article_entitle(&a->article, &h->entitled);
}

dateline_status hold_release(struct hold *h, feed_sink *sink, void *ctx, dateline_error *err)
{
    dateline_status status = DATELINE_OK;

    for (size_t i = 0; i < h->len && status == DATELINE_OK; i++) {
        finish_held(h, &h->list[i]);
        status = sink(ctx, &h->list[i].article, &h->list[i].at, err);
    }
    h->len = h->bytes = h->lines.len = 0;
    h->path = NULL;
    arena_clear(&h->arena);
    return status;
}

dateline_status hold_add(struct hold *h, const struct article *a, const struct place *at,
                         enum marking how, feed_sink *sink, void *ctx, dateline_error *err)
{
    struct held *held;

    GROW(h->list, h->len, h->cap);
    held = &h->list[h->len++];
    *held = (struct held){.article = keep_article(h, a), .at = held_place(h, at), .how = how};
    if (how == MARKING_BOILERPLATE)
        count_held_lines(h, held);
    return h->len < HOLD_ARTICLES && h->bytes < HOLD_BYTES ? DATELINE_OK
                                                           : hold_release(h, sink, ctx, err);
}

void hold_free(struct hold *h)
{
    arena_free(&h->arena);
    free(h->list);
    lines_free(&h->lines);
    repeats_free(&h->repeats);
    buf_free(&h->marks);
    entitled_free(&h->entitled);
    *h = (struct hold){0};
}
