/* Prints whole articles. */
#include "searcher/cli/show.h"

#include <stdio.h>

#include "core/marks.h"
#include "program/program.h"
#include "searcher/cli/pager.h"

/* Whether marks of the query's words can be seen. */
static bool shows_marks(const struct options *o)
{
    bool colour = o->render.format == RENDER_TEXT && o->render.colour;

    return o->operands.n_rest && (o->render.marks || colour);
}

/* Marks the words of the query in the text of A, whose new body is BODY and whose marks are MARKS;
 * boilerplate, which is not searched, stays as it is. */
static dateline_status mark_words(struct engine *e, const struct options *o, struct article *a,
                                  struct buf *body, struct buf *marks, dateline_error *err)
{
    struct marked_text m = {.text = a->body, .marks = a->marks};
    dateline_status status = DATELINE_OK;
    struct buf marked = {0};
    struct span piece;
    enum mark kind;

    while (status == DATELINE_OK && marked_next(&m, &piece, &kind)) {
        size_t start = body->len;

        if (kind != MARK_BOILERPLATE) {
            status = engine_mark(e, &o->question, piece, &marked, err);
            piece = buf_span(&marked);
        }
        buf_span_add(body, piece);
        if (kind != MARK_NONE)
            marks_add(marks, kind, start, piece.len);
    }
    a->body = buf_span(body);
    a->marks = buf_span(marks);
    buf_free(&marked);
    return status;
}

/* Reads the article ID and renders it to OUT. */
static dateline_status show_article(struct engine *e, const struct options *o, const char *id,
                                    struct buf *out, dateline_error *err)
{
    struct render_options how = o->render;
    struct buf record = {0}, body = {0}, marks = {0};
    struct article a = {0}, marked;
    dateline_status status = engine_article(e, span_of(id), &record, &a, err);

    marked = a;
    if (status == DATELINE_OK && o->operands.n_rest) /* a query that is wrong is told anyway */
        status = mark_words(e, o, &marked, &body, &marks, err);
    how.marked = shows_marks(o);
    if (how.marked)
        a = marked;
    if (status == DATELINE_OK)
        render_article(&how, &a, out);
    buf_free(&record);
    buf_free(&body);
    buf_free(&marks);
    return status;
}

/* Separates several articles: json has a list of them, text an empty line between. */
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
