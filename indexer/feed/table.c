/* Reads the rows of CSV and TSV, and splits them into cells. */
#include "indexer/feed/table.h"

#include <stdlib.h>

#include "core/alloc.h"

enum state { CELL_START, PLAIN, QUOTED, QUOTE_IN_QUOTED };

/* A row while it is read. */
struct scan {
    enum state state;
    size_t cells, lines;
    bool stray; /* a closing quote stood inside a cell */
    bool fits;
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

static void scan_line(const struct table *t, struct scan *s, struct span line)
{
    bool keep;

    for (size_t i = 0; i < line.len; i++) {
        enum state before = s->state;

        s->state = next_state(t, before, line.data[i], &keep);
        s->cells += s->state == CELL_START;
        s->stray |= before == QUOTE_IN_QUOTED && s->state == PLAIN && line.data[i] != '\r';
    }
    s->lines++;
}

/* The next line: one to be read again, or the stream's. */
static enum stream_line next_line(struct table *t, struct span *line)
{
    struct span rest = span_from(buf_span(&t->again), t->again_at);
    const char *newline;

    if (!rest.len)
        return stream_line(t->in->stream, ARTICLE_BYTES_MAX, line);
    newline = memchr(rest.data, '\n', rest.len);
    *line = (struct span){rest.data, (size_t)(newline - rest.data)};
    t->again_at += line->len + 1;
    return STREAM_LINE;
}

/* Reports a row as too long and empties it. */
static bool lose_row(struct table *t)
{
    buf_clear(&t->row);
    input_tell_too_long(t->in, t->first);
    return true;
}

/* Reports the row's first line as skipped, and puts its other lines back. */
static bool lose_first_line(struct table *t, size_t lines)
{
    struct span row = buf_span(&t->row), rest = span_from(buf_span(&t->again), t->again_at);
    const char *newline = memchr(row.data, '\n', row.len);
    struct buf again = {0};

    buf_span_add(&again, span_from(row, (size_t)(newline + 1 - row.data)));
    buf_span_add(&again, rest);
    buf_free(&t->again);
    t->again = again;
    t->again_at = 0;
    t->resumes++;
    t->line -= lines - 1;
    buf_clear(&t->row);
    t->in->feed->counts->unread++;
    input_tell(t->in, FEED_SKIPPED, t->first,
               "skipped: its quote is not closed before the end of the row");
    return true;
}

static bool may_resume(const struct table *t, const struct scan *s)
{
    return s->lines > 1 && s->fits && t->columns && t->resumes < TABLE_RESUMES;
}

/* Ends a row at the end of the file, inside quotes. */
static bool end_unclosed(struct table *t, const struct scan *s)
{
    if (may_resume(t, s))
        return lose_first_line(t, s->lines);
    buf_clear(&t->row);
    t->in->feed->counts->unread++;
    input_tell(t->in, FEED_SKIPPED, t->first,
               "skipped: its quote is not closed before the end of the file");
    return true;
}

bool table_row(struct table *t)
{
    struct scan s = {.cells = 1, .fits = true};
    enum stream_line got;
    struct span line;

    buf_clear(&t->row);
    t->first = t->line + 1;
    while ((got = next_line(t, &line)) == STREAM_LINE) {
        t->line++;
        scan_line(t, &s, line);
        s.fits = s.fits && t->row.len + line.len <= ARTICLE_BYTES_MAX;
        if (s.fits) {
            buf_span_add(&t->row, line);
            buf_char(&t->row, '\n');
        }
        if (s.state != QUOTED && s.stray && s.cells != t->columns && may_resume(t, &s))
            return lose_first_line(t, s.lines);
        if (s.state != QUOTED)
            return s.fits || lose_row(t);
    }
    if (got == STREAM_END)
        return s.lines && end_unclosed(t, &s);
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
    while (row.len && row.data[row.len - 1] == '\r')
        row.len--;
    return row;
}

void table_split(struct table *t, struct span row)
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

struct span table_cell(const struct table *t, size_t i)
{
    size_t begin;

    if (i >= t->len)
        return (struct span){NULL, 0};
    begin = i ? t->end[i - 1] : 0;
    if (begin == t->end[i])
        return (struct span){NULL, 0};
    return (struct span){t->text.data + begin, t->end[i] - begin};
}

void table_free(struct table *t)
{
    buf_free(&t->row);
    buf_free(&t->text);
    buf_free(&t->again);
    free(t->end);
}
