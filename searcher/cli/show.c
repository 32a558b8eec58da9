/* Prints whole articles. */
#include "searcher/cli/show.h"

#include <stdio.h>

#include "program/program.h"
#include "searcher/cli/pager.h"

/* Whether marks of the query's words can be seen. */
static bool shows_marks(const struct options *o)
{
    bool colour = o->render.format == RENDER_TEXT && o->render.colour;

    return o->operands.n_rest && (o->render.marks || colour);
}

/* Reads the article ID and renders it to OUT. */
static dateline_status show_article(struct engine *e, const struct options *o, const char *id,
                                    struct buf *out, dateline_error *err)
{
    struct render_options how = o->render;
    struct buf record = {0}, marked = {0};
    struct article a;
    dateline_status status = engine_article(e, span_of(id), &record, &a, err);

    if (status == DATELINE_OK && o->operands.n_rest)
        status = engine_mark(e, &o->question, a.body, &marked, err);
    how.marked = shows_marks(o);
    if (how.marked)
        a.body = buf_span(&marked);
    if (status == DATELINE_OK)
        render_article(&how, &a, out);
    buf_free(&record);
    buf_free(&marked);
    return status;
}

/* What stands around several articles: a list in json, an empty line in text. */
static void write_between(const struct options *o, size_t printed)
{
    if (o->render.format == RENDER_JSON && o->n_shows > 1)
        fputs(printed ? "," : "[", stdout);
    else if (o->render.format == RENDER_TEXT && printed)
        fputc('\n', stdout);
}

static void write_after(const struct options *o, size_t printed)
{
    if (o->render.format == RENDER_JSON && o->n_shows > 1)
        fputs(printed ? "]\n" : "[]\n", stdout);
}

int show_articles(struct engine *e, const struct options *o)
{
    struct pager pager = {0};
    struct buf out = {0};
    size_t printed = 0;
    int exit_status = EXIT_DONE;

    if (!o->no_pager)
        pager = pager_open();
    for (size_t i = 0; i < o->n_shows && exit_status <= EXIT_NOTHING; i++) {
        dateline_error err;
        dateline_status status;

        buf_clear(&out);
        status = show_article(e, o, o->shows[i], &out, &err);
        if (status != DATELINE_OK) {
            exit_status = program_fail(status, &err);
            continue;
        }
        write_between(o, printed++);
        fwrite(out.data, 1, out.len, stdout);
    }
    if (exit_status <= EXIT_NOTHING)
        write_after(o, printed);
    buf_free(&out);
    pager_close(&pager);
    return exit_status;
}
