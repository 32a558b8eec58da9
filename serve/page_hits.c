/* Lists hits on a page; those that have nearly the text of one before are folded under it. */
#include <stdlib.h>

#include "core/alloc.h"
#include "serve/alike.h"
#include "serve/page.h"

enum { COMPARED_HITS = 100 /* of a page; later ones are listed as they come */ };

/* A hit that is listed, and those folded under it. */
struct hit_group {
    struct sketch sketch;
    struct buf html, folded;
    size_t n_folded;
};

/* The hits of a list, until they are written. */
struct hit_list {
    struct exchange *x;
    struct buf *out;
    struct hit_group groups[COMPARED_HITS];
    size_t n;
    struct buf room; /* for the text that is compared */
    bool marks;
};

static void write_article_link(struct buf *out, const struct target *t, struct span id)
{
    const char *q = target_value(t, "q");

    buf_str(out, "/article/");
    target_encode(out, id);
    if (q && *q) {
        buf_str(out, "?q=");
        target_encode(out, span_of(q));
    }
}

static void write_hit(const struct hit_list *l, const struct hit *h, struct buf *out)
{
    const struct article *a = &h->article;
    const char *source = page_date_source(a->date_source);

    buf_str(out, "<li><h2><a class=\"hit\" href=\"");
    write_article_link(out, &l->x->target, a->id);
    buf_str(out, "\">");
    html_isolated(out, "bdi", a->title.len ? a->title : a->id);
    buf_str(out, "</a></h2>\n<p class=\"facts\">");
    html_day(out, a->day);
    if (source)
        buf_printf(out, " <small>%s</small>", source);
    if (a->source.len) {
        buf_str(out, " · ");
        html_isolated(out, "bdi", a->source);
    }
    buf_str(out, "</p>\n<p dir=\"auto\">");
    (l->marks ? html_marked : html_text)(out, h->snippet);
    buf_str(out, "</p>");
}

/* Writes the groups and begins anew. */
static void write_groups(struct hit_list *l)
{
    struct buf *out = l->out;

    for (size_t i = 0; i < l->n; i++) {
        struct hit_group *g = &l->groups[i];

        buf_span_add(out, buf_span(&g->html));
        if (g->n_folded)
            buf_printf(out,
                       "\n<details class=\"alike\"><summary>and %zu nearly the same</summary>\n"
                       "<ol>\n%.*s</ol></details>",
                       g->n_folded, (int)g->folded.len, g->folded.data);
        buf_str(out, "</li>\n");
        buf_free(&g->html);
        buf_free(&g->folded);
        g->n_folded = 0;
    }
    l->n = 0;
}

/* The group of a hit with the text of SKETCH; NULL if none is like it. */
static struct hit_group *find_group(struct hit_list *l, const struct sketch *sketch)
{
    for (size_t i = 0; i < l->n; i++)
        if (sketches_alike(&l->groups[i].sketch, sketch))
            return &l->groups[i];
    return NULL;
}

static void list_hit(struct hit_list *l, const struct hit *h)
{
    struct hit_group *g;
    struct sketch sketch;

    sketch_text(article_own_words(&h->article, &l->room), &sketch);
    g = find_group(l, &sketch);
    if (g) {
        write_hit(l, h, &g->folded);
        buf_str(&g->folded, "</li>\n");
        g->n_folded++;
        return;
    }
    if (l->n == COMPARED_HITS)
        write_groups(l);
    g = &l->groups[l->n++];
    g->sketch = sketch;
    write_hit(l, h, &g->html);
}

dateline_status page_hits(struct exchange *x, const struct options *o, struct answer *a,
                          struct buf *out, dateline_error *err)
{
    struct hit_list *l = must_zalloc(sizeof *l);
    const struct hit *h = NULL;
    dateline_status status;

    l->x = x;
    l->out = out;
    l->marks = o->render.marks;
    buf_printf(out, "<ol class=\"hits\" start=\"%llu\">\n",
               (unsigned long long)o->question.offset + 1);
    while ((status = answer_next(a, &h, err)) == DATELINE_OK && h) {
        if (a->widened_from && h->rank == a->widened_from) {
            write_groups(l);
            buf_str(out, "<li class=\"note\">These have some of the words:</li>\n");
        }
        list_hit(l, h);
    }
    write_groups(l);
    buf_str(out, "</ol>\n");
    buf_free(&l->room);
    free(l);
    return status;
}
