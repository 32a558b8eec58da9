/* Makes articles from raw fields: cleans text, makes ids and titles, checks limits. */
#include "indexer/feed/maker.h"

#include "indexer/feed/clean.h"
#include "indexer/feed/encoding.h"
#include "indexer/feed/ident.h"
#include "indexer/feed/title.h"
#include "indexer/feed/utf8.h"
#include "text/tidy.h"

/* Whether FIELDS together have at most ARTICLE_BYTES_MAX bytes. */
static bool fields_fit(const struct span *fields, size_t n)
{
    size_t left = ARTICLE_BYTES_MAX;

    for (size_t i = 0; i < n; i++) {
        if (fields[i].len > left)
            return false;
        left -= fields[i].len;
    }
    return true;
}

static dateline_status refuse_large(dateline_error *err)
{
    return fail(err, DATELINE_LIMIT, "it is larger than 64 MiB");
}

static dateline_status check_fields(const struct article_fields *f, dateline_error *err)
{
    const struct span texts[] = {f->title, f->source, f->url, f->lang, f->body};

    if (!f->id.len)
        return fail(err, DATELINE_BAD_ARTICLE, "it has no id");
    if (!fields_fit(&f->id, 1) || !fields_fit(texts, sizeof texts / sizeof *texts))
        return refuse_large(err);
    if (f->day && !day_valid(f->day))
        return fail(err, DATELINE_BAD_ARTICLE, "its date %d does not exist", (int)f->day);
    return DATELINE_OK;
}

/* Checks the limits of A, as conversion to UTF-8 may have made it larger. */
static dateline_status check_article_limits(const struct article *a, dateline_error *err)
{
    const struct span texts[] = {a->title, a->source, a->url, a->lang, a->body};

    if (!a->title.len && !a->body.len)
        return fail(err, DATELINE_BAD_ARTICLE, "it has neither title nor text");
    return fields_fit(texts, sizeof texts / sizeof *texts) ? DATELINE_OK : refuse_large(err);
}

/* RAW as UTF-8, borrowed from RAW or until the next call. */
static struct span field_utf8(struct article_maker *m, bool utf8, struct span raw)
{
    uint64_t replaced = 0;

    return utf8 ? utf8_without_mark(raw)
                : encoding_to_utf8(&m->charsets, NULL, raw, &m->utf8, &replaced);
}

static struct span field_line(struct article_maker *m, bool utf8, struct span raw, struct buf *out)
{
    return clean_line(text_tidy(field_utf8(m, utf8, raw), &m->tidy), out);
}

/* OUT with ASCII in lower case. */
static struct span lower_case(struct buf *out)
{
    for (size_t i = 0; i < out->len; i++)
        if (out->data[i] >= 'A' && out->data[i] <= 'Z')
            out->data[i] = (char)(out->data[i] - 'A' + 'a');
    return buf_span(out);
}

dateline_status article_make(struct article_maker *m, const struct article_fields *f,
                             struct article *out, dateline_error *err)
{
    struct article a = {.day = f->day, .date_source = f->day ? DATE_FROM_FIELD : DATE_FROM_NOTHING};
    dateline_status status = check_fields(f, err);

    if (status != DATELINE_OK)
        return status;
    a.title = field_line(m, f->utf8, f->title, &m->title);
    a.source = field_line(m, f->utf8, f->source, &m->source);
    a.url = field_line(m, f->utf8, f->url, &m->url);
    field_line(m, f->utf8, f->lang, &m->lang);
    a.lang = lower_case(&m->lang);
    a.body = clean_body(text_tidy(field_utf8(m, f->utf8, f->body), &m->tidy), &m->body);
    if (marks_fit(f->marks, a.body))
        a.marks = f->marks;
    status = check_article_limits(&a, err);
    if (status != DATELINE_OK)
        return status;
    a.id = ident_make(f->id, &m->id);
    *out = a;
    return DATELINE_OK;
}

void article_maker_free(struct article_maker *m)
{
    buf_free(&m->id);
    buf_free(&m->title);
    buf_free(&m->source);
    buf_free(&m->url);
    buf_free(&m->lang);
    buf_free(&m->body);
    buf_free(&m->utf8);
    buf_free(&m->tidy);
    charset_tables_free(&m->charsets);
}

/* ---- Titles ----------------------------------------------------------------- */

/* Where the first unmarked text of A begins; *KEPT is its length up to a mark or the end. */
static size_t first_unmarked(const struct article *a, size_t *kept)
{
    struct marked_text m = {.text = a->body, .marks = a->marks};
    struct span piece, trimmed;
    enum mark kind;

    while (marked_next(&m, &piece, &kind)) {
        trimmed = span_trim(piece);
        *kept = trimmed.len;
        if (kind == MARK_NONE && trimmed.len)
            return (size_t)(trimmed.data - a->body.data);
    }
    *kept = a->body.len;
    return 0;
}

/* Removes the LEN bytes from AT on, where no mark is, from the text of A. */
static void remove_from_text(struct article *a, size_t at, size_t len, struct entitled *room)
{
    struct marked_text m = {.text = a->body, .marks = a->marks};
    struct span piece;
    enum mark kind;

    buf_clear(&room->body);
    buf_clear(&room->marks);
    buf_add(&room->body, a->body.data, at);
    buf_span_add(&room->body, span_from(a->body, at + len));
    while (marked_next(&m, &piece, &kind)) {
        size_t start = (size_t)(piece.data - a->body.data);

        if (kind != MARK_NONE)
            marks_add(&room->marks, kind, start < at ? start : start - len, piece.len);
    }
    a->body = buf_span(&room->body);
    a->marks = buf_span(&room->marks);
}

void article_entitle(struct article *a, struct entitled *room)
{
    size_t kept = a->body.len, at = a->marks.len ? first_unmarked(a, &kept) : 0;
    struct span from = span_from(a->body, at), rest = title_from_body(from, kept, &room->title);

    a->title = buf_span(&room->title);
    if (!a->marks.len)
        a->body = rest;
    else if (rest.len < from.len)
        remove_from_text(a, at, from.len - rest.len, room);
}

void entitled_free(struct entitled *e)
{
    buf_free(&e->title);
    buf_free(&e->body);
    buf_free(&e->marks);
}
