/* Reading a query: its memory, its messages, and the order of the steps. */
#include "searcher/query.h"

#include <stdlib.h>

#include "core/alloc.h"
#include "core/fail.h"
#include "searcher/query_reader.h"

enum { BLOCK = 4096, QUOTED_MAX = 60 };

struct block {
    struct block *before;
    size_t used, size;
    _Alignas(max_align_t) char bytes[];
};

struct query_memory {
    struct block *last;
};

void *query_alloc(struct query_memory *m, size_t size)
{
    struct block *b = m->last;
    char *p;

    size = (size + _Alignof(max_align_t) - 1) / _Alignof(max_align_t) * _Alignof(max_align_t);
    if (!b || b->size - b->used < size) {
        size_t room = size < BLOCK ? BLOCK : size;

        b = must_alloc(sizeof *b + room);
        *b = (struct block){.before = m->last, .size = room};
        m->last = b;
    }
    p = b->bytes + b->used;
    b->used += size;
    return p;
}

static void memory_free(struct query_memory *m)
{
    while (m && m->last) {
        struct block *b = m->last;

        m->last = b->before;
        free(b);
    }
    free(m);
}

struct query_node *query_node_new(struct query_reader *r, enum query_kind kind, uint32_t start,
                                  uint32_t end)
{
    struct query_node *n = query_alloc(r->memory, sizeof *n);

    *n = (struct query_node){.kind = kind, .start = start, .end = end};
    return n;
}

/* "query at 5: 'foo' has ..." */
static void write_message(struct buf *out, const struct query_reader *r, uint32_t start,
                          uint32_t end, const char *fmt, va_list ap)
{
    struct span quoted = {r->text.data + start, end - start};
    bool cut = quoted.len > QUOTED_MAX;

    if (cut)
        for (quoted.len = QUOTED_MAX; quoted.len; quoted.len--)
            if (((unsigned char)quoted.data[quoted.len] & 0xC0) != 0x80)
                break;
    buf_printf(out, "query at %u: '", start + 1);
    query_printable(out, quoted);
    buf_str(out, cut ? "...' " : "' ");
    buf_vprintf(out, fmt, ap);
}

static void keep_warning(struct query_reader *r, const struct buf *line)
{
    char *copy = query_alloc(r->memory, line->len + 1);

    memcpy(copy, line->data, line->len + 1);
    GROW(r->warnings, r->n_warnings, r->cap_warnings);
    r->warnings[r->n_warnings] = copy;
}

void query_warn(struct query_reader *r, uint32_t start, uint32_t end, const char *fmt, ...)
{
    if (r->n_warnings < QUERY_MAX_WARNINGS) {
        struct buf line = {0};
        va_list ap;

        va_start(ap, fmt);
        write_message(&line, r, start, end, fmt, ap);
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
    write_message(&line, r, start, end, fmt, ap);
    va_end(ap);
    fail(r->err, DATELINE_BAD_QUERY, "%s", line.data);
    buf_free(&line);
    return DATELINE_BAD_QUERY;
}

dateline_status query_count_word(struct query_reader *r, uint32_t start, uint32_t end)
{
    if (r->n_words++ < QUERY_MAX_WORDS)
        return DATELINE_OK;
    return query_refuse(r, start, end, "is one word more than the limit of %d", QUERY_MAX_WORDS);
}

static void count_other_warnings(struct query_reader *r)
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

/* The root's tree is deeper than LEFT nodes: the first node that is too deep. */
static const struct query_node *too_deep(const struct query_node *n, int left)
{
    if (!left)
        return n;
    for (size_t i = 0; i < n->n_children; i++) {
        const struct query_node *deep = too_deep(n->children[i], left - 1);

        if (deep)
            return deep;
    }
    return NULL;
}

static dateline_status read_tree(struct query_reader *r, struct query_node **out)
{
    const struct query_node *deep;
    dateline_status status;

    if (r->question->literal) {
        status = query_literal(r, out);
    } else {
        status = query_lex(r);
        if (!status)
            status = query_balance(r);
        *out = status ? NULL : query_tree(r);
    }
    if (status || !*out)
        return status;
    deep = too_deep(*out, QUERY_MAX_TREE);
    if (deep)
        status = query_refuse(r, deep->start, deep->end,
                              "lies within more than %d operators and brackets", QUERY_MAX_TREE);
    return status;
}

static dateline_status read_query(struct query_reader *r, struct query_node **out)
{
    uint32_t end = (uint32_t)r->text.len;
    dateline_status status = read_tree(r, out);

    if (status || *out)
        return status;
    query_warn(r, 0, end, "has no words and matches nothing");
    *out = query_node_new(r, QUERY_NOTHING, 0, end);
    return DATELINE_OK;
}

dateline_status query_parse(const struct question *q, struct query *out, dateline_error *err)
{
    struct span text = q->text;
    struct query_reader r = {.question = q, .text = text, .err = err};
    struct query_node *root = NULL;
    dateline_status status;

    if (text.len > QUERY_MAX_BYTES)
        return fail(err, DATELINE_BAD_QUERY, "query at %d: longer than the limit of %d bytes (%zu)",
                    QUERY_MAX_BYTES + 1, QUERY_MAX_BYTES, text.len);
    if (!text.len)
        r.text.data = ""; /* rather than NULL, which has no end to point to */
    r.memory = must_zalloc(sizeof *r.memory);
    status = read_query(&r, &root);
    count_other_warnings(&r);
    free(r.lexemes);
    free(r.items.list);
    tokens_free(&r.tokens);
    buf_free(&r.folded);
    if (status) {
        free(r.warnings);
        memory_free(r.memory);
        return status;
    }
    *out = (struct query){root, r.warnings, r.n_warnings, r.memory};
    return DATELINE_OK;
}

void query_free(struct query *q)
{
    free(q->warnings);
    memory_free(q->memory);
    *q = (struct query){0};
}
