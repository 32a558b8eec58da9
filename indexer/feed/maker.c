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
                             struct article *out, struct span *text, dateline_error *err)
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
    status = check_article_limits(&a, err);
    if (status != DATELINE_OK)
        return status;
    if (text)
        *text = a.body;
    if (!a.title.len) {
        a.body = title_from_body(a.body, &m->title);
        a.title = buf_span(&m->title);
    }
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
