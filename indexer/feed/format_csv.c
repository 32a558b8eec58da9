/* CSV and TSV: a line of names, then an article a row.
 *
 * CSV follows RFC 4180; its delimiter is the one of , ; | and tab that is most frequent in the
 * first line. TSV has no quotes; \t, \n and \\ are escapes, as in dateline's own output. Names are
 * case-insensitive. */
#include <stdlib.h>
#include <strings.h>

#include "core/alloc.h"
#include "indexer/feed/format.h"
#include "indexer/feed/roles.h"

enum state { CELL_START, PLAIN, QUOTED, QUOTE_IN_QUOTED };

struct table {
    struct input *in;
    bool quotes; /* CSV has quotes */
    char delimiter;
    struct buf row;  /* the row as read */
    struct buf text; /* its cells without quotes, concatenated */
    size_t *end;     /* of each cell, in text */
    size_t len, cap;
    uint64_t line, first;   /* the last line read; the row's first line */
    int column[FEED_ROLES]; /* -1: none */
    size_t columns;
};

/* The state after C; *KEEP: C belongs to the cell. */
static enum state next_state(const struct table *t, enum state s, char c, bool *keep)
{
    *keep = true;
    if (s == QUOTED) {
        *keep = c != '"';
        return *keep ? QUOTED : QUOTE_IN_QUOTED;
    }
    if (s == QUOTE_IN_QUOTED && c == '"')
        return QUOTED;
    if (s == CELL_START && c == '"' && t->quotes) {
        *keep = false;
        return QUOTED;
    }
    *keep = c != t->delimiter;
    return *keep ? PLAIN : CELL_START;
}

static enum state state_after(const struct table *t, enum state s, struct span text)
{
    bool keep;

    for (size_t i = 0; i < text.len; i++)
        s = next_state(t, s, text.data[i], &keep);
    return s;
}

/* Reports a row as too long and empties it. */
static bool lose_row(struct table *t)
{
    buf_clear(&t->row);
    input_tell_too_long(t->in, t->first);
    return true;
}

/* Reads the lines of the next row into t->row; false at the end. A row that is too long is skipped
 * up to its closing quote. */
static bool read_row(struct table *t)
{
    enum state s = CELL_START;
    enum stream_line got;
    struct span line;
    bool fits = true;

    buf_clear(&t->row);
    t->first = t->line + 1;
    while ((got = stream_line(t->in->stream, ARTICLE_BYTES_MAX, &line)) == STREAM_LINE) {
        t->line++;
        s = state_after(t, s, line);
        fits = fits && t->row.len + line.len <= ARTICLE_BYTES_MAX;
        if (fits) {
            buf_span_add(&t->row, line);
            buf_char(&t->row, '\n');
        }
        if (s != QUOTED)
            return fits || lose_row(t);
    }
    if (got == STREAM_END && t->first > t->line)
        return false;
    if (got == STREAM_END) {
        buf_clear(&t->row);
        input_tell(t->in, FEED_SKIPPED, t->first,
                   "skipped: its quote is not closed before the end of the file");
        return true;
    }
    t->line++;
    return lose_row(t);
}

static void end_cell(struct table *t)
{
    GROW(t->end, t->len, t->cap);
    t->end[t->len++] = t->text.len;
}

/* Replaces a TSV escape, whose backslash is the last byte of t->text. */
static void unescape_tsv(struct table *t, char c)
{
    static const char escapes[] = "t\tn\n\\\\";

    for (const char *e = escapes; *e; e += 2)
        if (c == *e) {
            t->text.data[t->text.len - 1] = e[1];
            return;
        }
    buf_char(&t->text, c);
}

/* ROW without its line end. */
static struct span without_line_end(struct span row)
{
    if (row.len && row.data[row.len - 1] == '\n')
        row.len--;
    if (row.len && row.data[row.len - 1] == '\r')
        row.len--;
    return row;
}

static void split_cells(struct table *t, struct span row)
{
    enum state s = CELL_START;
    bool keep, escaped = false;

    row = without_line_end(row);
    t->len = 0;
    buf_clear(&t->text);
    for (size_t i = 0; i < row.len; i++) {
        char c = row.data[i];

        s = next_state(t, s, c, &keep);
        if (s == CELL_START)
            end_cell(t);
        else if (keep && escaped)
            unescape_tsv(t, c);
        else if (keep)
            buf_char(&t->text, c);
        escaped = !t->quotes && keep && c == '\\' && !escaped;
    }
    end_cell(t);
}

static struct span csv_cell(const struct table *t, int column)
{
    size_t at = column < 0 ? 0 : (size_t)column, begin;

    if (column < 0 || at >= t->len)
        return (struct span){NULL, 0};
    begin = at ? t->end[at - 1] : 0;
    if (begin == t->end[at])
        return (struct span){NULL, 0};
    return (struct span){t->text.data + begin, t->end[at] - begin};
}

static int find_column(const struct table *t, const char *name)
{
    for (size_t i = 0; i < t->len; i++) {
        struct span given = span_trim(csv_cell(t, (int)i));

        if (given.len == strlen(name) && !strncasecmp(given.data, name, given.len))
            return (int)i;
    }
    return -1;
}

static char guess_delimiter(struct span line)
{
    static const char candidates[] = ",;|\t";
    size_t most = 0;
    char best = ',';

    for (const char *c = candidates; *c; c++) {
        size_t n = 0;

        for (size_t i = 0; i < line.len; i++)
            n += line.data[i] == *c;
        if (n > most) {
            most = n;
            best = *c;
        }
    }
    return best;
}

/* Reads the line of names. Returns false, after reporting it, if no column has articles. */
static bool read_names(struct table *t)
{
    struct span start = stream_peek(t->in->stream, FORMAT_START);
    const char *newline = start.len ? memchr(start.data, '\n', start.len) : NULL;

    if (newline)
        start.len = (size_t)(newline - start.data);
    t->delimiter = t->quotes ? guess_delimiter(start) : '\t';
    if (!read_row(t))
        return false;
    split_cells(t, input_utf8(t->in, buf_span(&t->row), t->first));
    t->columns = t->len;
    for (int role = 0; role < FEED_ROLES; role++)
        t->column[role] = find_column(t, role_field(t->in, role));
    if (t->column[ROLE_TITLE] >= 0 || t->column[ROLE_BODY] >= 0)
        return true;
    input_tell(t->in, FEED_SKIPPED, 1, "skipped: no column is named \"%s\" or \"%s\"",
               role_field(t->in, ROLE_TITLE), role_field(t->in, ROLE_BODY));
    return false;
}

static dateline_status give_row(struct table *t, dateline_error *err)
{
    struct span row = input_utf8(t->in, buf_span(&t->row), t->first);
    struct span found[FEED_ROLES];
    struct record r;

    if (!span_trim(row).len)
        return DATELINE_OK;
    split_cells(t, row);
    if (t->len > t->columns)
        input_tell(t->in, FEED_DAMAGED, t->first, "has %zu cells under %zu names; the rest is lost",
                   t->len, t->columns);
    for (int role = 0; role < FEED_ROLES; role++)
        found[role] = csv_cell(t, t->column[role]);
    r = role_record(found, t->first);
    return input_record(t->in, &r, err);
}

static dateline_status read_table(struct input *in, bool quotes, dateline_error *err)
{
    struct table t = {.in = in, .quotes = quotes};
    dateline_status status = DATELINE_OK;

    if (read_names(&t)) {
        while (status == DATELINE_OK && read_row(&t))
            status = give_row(&t, err);
        if (status == DATELINE_OK && *in->stream->trouble)
            input_tell(in, FEED_SKIPPED, t.line, "damaged here, the rest is lost: %s",
                       in->stream->trouble);
    }
    buf_free(&t.row);
    buf_free(&t.text);
    free(t.end);
    return status;
}

static dateline_status read_csv(struct input *in, dateline_error *err)
{
    return read_table(in, true, err);
}

static dateline_status read_tsv(struct input *in, dateline_error *err)
{
    return read_table(in, false, err);
}

static bool recognise_name(struct span start, bool named)
{
    (void)start;
    return named;
}

const struct format format_csv = {"csv ", recognise_name, read_csv};
const struct format format_tsv = {"tsv tab ", recognise_name, read_tsv};
