/* A line of names, then a line for each hit: RFC 4180's CSV, and TSV with escapes. */
#include "searcher/print_format.h"

typedef void cell_writer(struct buf *out, struct span value);

static bool csv_quoted(struct buf *out, uint32_t c)
{
    if (c == '"')
        buf_str(out, "\"\"");
    else
        return c != '\t' && c != '\r' && c != '\n' && rewrite_control(out, c);
    return true;
}

/* Blanks at an end are quoted too: some readers drop them. */
static bool needs_quotes(struct span value)
{
    if (!value.len)
        return false;
    if (span_trim(value).len < value.len)
        return true;
    for (size_t i = 0; i < value.len; i++)
        if (value.data[i] && strchr(",\"\r\n", value.data[i]))
            return true;
    return false;
}

static void csv_cell(struct buf *out, struct span value)
{
    const char *quote = needs_quotes(value) ? "\"" : "";

    buf_str(out, quote);
    rewrite(out, value, csv_quoted);
    buf_str(out, quote);
}

static bool tsv_escaped(struct buf *out, uint32_t c)
{
    const char *escape = c == '\t' ? "\\t" : c == '\n' ? "\\n" : c == '\r' ? "\\r" : "\\\\";

    if (c != '\t' && c != '\n' && c != '\r' && c != '\\')
        return rewrite_control(out, c);
    buf_str(out, escape);
    return true;
}

static void tsv_cell(struct buf *out, struct span value)
{
    rewrite(out, value, tsv_escaped);
}

void print_row(enum print_format format, const struct span *cells, size_t n, struct buf *out)
{
    bool csv = format == PRINT_CSV;

    for (size_t i = 0; i < n; i++) {
        if (i)
            buf_char(out, csv ? ',' : '\t');
        (csv ? csv_cell : tsv_cell)(out, cells[i]);
    }
    buf_str(out, csv ? "\r\n" : "\n");
}

static void names(const struct print_options *o, struct buf *out, char separator, const char *end)
{
    for (size_t i = 0; i < o->n_fields; i++) {
        if (i)
            buf_char(out, separator);
        buf_str(out, print_field_name(o->fields[i]));
    }
    buf_str(out, end);
}

static void row(struct printer *p, const struct print_hit *h, cell_writer *cell, char separator,
                const char *end)
{
    for (size_t i = 0; i < p->options.n_fields; i++) {
        if (i)
            buf_char(p->out, separator);
        cell(p->out, print_value(p, p->options.fields[i], h));
    }
    buf_str(p->out, end);
}

static void csv_begin(const struct print_options *o, struct buf *out)
{
    names(o, out, ',', "\r\n");
}

static void csv_hit(struct printer *p, const struct print_hit *h)
{
    row(p, h, csv_cell, ',', "\r\n");
}

static void tsv_begin(const struct print_options *o, struct buf *out)
{
    names(o, out, '\t', "\n");
}

static void tsv_hit(struct printer *p, const struct print_hit *h)
{
    row(p, h, tsv_cell, '\t', "\n");
}

#define COLUMNS                                                                          \
    .fields = {PRINT_QUERY, PRINT_RANK, PRINT_ID, PRINT_DATE, PRINT_SCORE, PRINT_TITLE}, \
    .n_fields = 6

const struct print_writer print_csv = {
    .name = "csv",
    COLUMNS,
    .begin = csv_begin,
    .hit = csv_hit,
};

const struct print_writer print_tsv = {
    .name = "tsv",
    COLUMNS,
    .begin = tsv_begin,
    .hit = tsv_hit,
};
