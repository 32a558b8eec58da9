/* Writes an article as a line of a dump. */
#include "indexer/feed/dump.h"

#include "core/json_write.h"

static void dump_member(struct json *j, const char *name, struct span text)
{
    json_name(j, name);
    json_string_or_null(j, text);
}

void dump_article(const struct article *a, struct buf *out)
{
    struct json j = {.out = out, .comma = true};

    buf_add(out, DUMP_LINE_START, strlen(DUMP_LINE_START) - 1);
    json_string_member(&j, "id", a->id);
    json_day_member(&j, "date", a->day);
    dump_member(&j, "date_source", span_or_none(date_source_name(a->date_source)));
    dump_member(&j, "date_confidence", span_or_none(article_date_confidence(a)));
    dump_member(&j, "title", a->title);
    dump_member(&j, "source", a->source);
    dump_member(&j, "url", a->url);
    dump_member(&j, "lang", a->lang);
    dump_member(&j, "body", a->body);
    if (a->marks.len)
        json_string_member(&j, "marks", a->marks);
    buf_str(out, "}\n");
}
