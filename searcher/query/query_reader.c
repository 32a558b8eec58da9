/* The state of a query while it is parsed: nodes, warnings and limits. */
#include "searcher/query/query_reader.h"

#include <stdlib.h>

#include "core/alloc.h"
#include "core/character.h"
#include "core/fail.h"
#include "core/utf8.h"

enum { QUOTED_MAX = 60 };

struct query_node *query_node_new(struct query_reader *r, enum query_kind kind, uint32_t start,
                                  uint32_t end)
{
    struct query_node *n = arena_zalloc(&r->memory, sizeof *n);

    *n = (struct query_node){.kind = kind, .start = start, .end = end};
    return n;
}

struct span query_copy(struct query_reader *r, struct span s)
{
    return (struct span){arena_copy(&r->memory, s.data, s.len), s.len};
}

/* "query at 5: 'foo' has ..." */
static void format_query_message(struct buf *out, const struct query_reader *r, uint32_t start,
                                 uint32_t end, const char *fmt, va_list ap)
{
    struct span quoted = {r->text.data + start, end - start};
    bool cut = quoted.len > QUOTED_MAX;

    buf_printf(out, "query at %u: '", start + 1);
    character_add_safe(out, utf8_cut(quoted, QUOTED_MAX));
    buf_str(out, cut ? "...' " : "' ");
    buf_vprintf(out, fmt, ap);
}

static void keep_warning(struct query_reader *r, const struct buf *line)
{
    GROW(r->warnings, r->n_warnings, r->cap_warnings);
    r->warnings[r->n_warnings] = arena_copy(&r->memory, line->data, line->len + 1);
}

void query_warn(struct query_reader *r, uint32_t start, uint32_t end, const char *fmt, ...)
{
    if (r->n_warnings < QUERY_MAX_WARNINGS) {
        struct buf line = {0};
        va_list ap;

        va_start(ap, fmt);
        format_query_message(&line, r, start, end, fmt, ap);
        va_end(ap);
        keep_warning(r, &line);
        buf_free(&line);
    }
    r->n_warnings++;
}

dateline_status query_refuse(struct query_reader *r, uint32_t start, uint32_t end, const char *fmt,
                             ...)
{
    struct buf line = {0};
    va_list ap;

    va_start(ap, fmt);
    format_query_message(&line, r, start, end, fmt, ap);
    va_end(ap);
    fail(r->err, DATELINE_BAD_QUERY, "%s", line.data);
    buf_free(&line);
    return DATELINE_BAD_QUERY;
}

bool query_first_of(struct query_reader *r, enum query_form form)
{
    bool first = !(r->told >> form & 1);

    r->told |= 1U << form;
    return first;
}

dateline_status query_count_word(struct query_reader *r, uint32_t start, uint32_t end)
{
    if (r->n_words++ < QUERY_MAX_WORDS)
        return DATELINE_OK;
    return query_refuse(r, start, end, "is one word more than the limit of %d", QUERY_MAX_WORDS);
}

void query_count_other_warnings(struct query_reader *r)
{
    struct buf line = {0};

    if (r->n_warnings <= QUERY_MAX_WARNINGS)
        return;
    buf_printf(&line, "query: %zu more warnings like these", r->n_warnings - QUERY_MAX_WARNINGS);
    r->n_warnings = QUERY_MAX_WARNINGS;
    keep_warning(r, &line);
    r->n_warnings++;
    buf_free(&line);
}

void query_reader_free(struct query_reader *r)
{
    free(r->items.list);
    tokens_free(&r->tokens);
    buf_free(&r->folded);
}
