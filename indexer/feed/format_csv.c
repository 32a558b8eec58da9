/* CSV and TSV: a line of names, then an article a row.
 *
 * CSV's delimiter is given by a line "sep=;", or is the one of , ; | and tab under which the most
 * names of fields are found, then the most frequent one. Names are case-insensitive. Blank lines,
 * comments (#) and lines of one cell may precede the names. */
#include <strings.h>

#include "core/names.h"
#include "indexer/feed/body_type.h"
#include "indexer/feed/format.h"
#include "indexer/feed/roles.h"
#include "indexer/feed/table.h"

enum { HEAD_LINES = 32 }; /* lines looked at for the names */

static const char delimiters[] = ",;|\t";

struct csv {
    struct table table;
    bool separated;                     /* a line sep= gave the delimiter */
    int column[FEED_ROLES][FEED_NAMES]; /* -1: none */
    struct role_fields fields;
};

/* NAME without the blanks and the comment sign at its start. */
static struct span bare_name(struct span name)
{
    name = span_trim(name);
    while (name.len && *name.data == '#')
        name = span_trim(span_from(name, 1));
    return name;
}

static bool is_column_name(struct span cell, const char *name)
{
    return span_eq_any_case(bare_name(cell), span_of(name));
}

static int find_column(const struct table *t, const char *name)
{
    for (size_t i = 0; name && i < t->len; i++)
        if (is_column_name(table_cell(t, i), name))
            return (int)i;
    return -1;
}

/* Finds the columns of all roles among the cells; returns how many were found. */
static int find_columns(struct csv *c)
{
    int found = 0;

    for (int role = 0; role < FEED_ROLES; role++)
        for (size_t i = 0; i < FEED_NAMES; i++) {
            c->column[role][i] = find_column(&c->table, role_name(c->table.in, role, i));
            found += c->column[role][i] >= 0;
        }
    return found;
}

static bool has_column(const struct csv *c, enum feed_role role)
{
    for (size_t i = 0; i < FEED_NAMES; i++)
        if (c->column[role][i] >= 0)
            return true;
    return false;
}

static size_t count_char(struct span s, char c)
{
    size_t n = 0;

    for (size_t i = 0; i < s.len; i++)
        n += s.data[i] == c;
    return n;
}

/* Splits HEAD, which may be the line of names, by the delimiter that suits it best. */
static void split_names(struct csv *c, struct span head)
{
    size_t most = 0;
    int best = -1;
    char chosen = c->table.delimiter;

    for (const char *d = delimiters; c->table.quotes && !c->separated && *d; d++) {
        size_t n = count_char(head, *d);
        int found;

        c->table.delimiter = *d;
        table_split(&c->table, head);
        found = find_columns(c);
        if (found > best || (found == best && n > most)) {
            best = found;
            most = n;
            chosen = *d;
        }
    }
    c->table.delimiter = chosen;
    table_split(&c->table, head);
    find_columns(c);
}

/* Whether HEAD is a line "sep=;", which spreadsheets write; takes its delimiter. */
static bool take_separator(struct csv *c, struct span head)
{
    head = span_trim(head);
    if (head.len >= 2 && *head.data == '"' && head.data[head.len - 1] == '"')
        head = (struct span){head.data + 1, head.len - 2};
    if (head.len < 4 || head.len > 5 || strncasecmp(head.data, "sep=", 4) != 0)
        return false;
    /* A tab at the end of the line is trimmed. */
    c->table.delimiter = head.len == 5 ? head.data[4] : '\t';
    c->separated = true;
    return true;
}

/* A --field whose names are in no column: FIELD=NAME is mistyped, if no other input had it. */
static dateline_status check_fields_named(struct csv *c, dateline_error *err)
{
    struct input *in = c->table.in;

    for (int role = 0; role < FEED_ROLES; role++) {
        const char *own = *in->feed->options->field_name[role];

        if (has_column(c, role))
            role_named(in, role);
        else if (own && !in->feed->counts->named[role])
            return fail(err, DATELINE_BAD_OPTION,
                        "%s:%llu: --field %s=%s names none of its columns", in->path,
                        (unsigned long long)c->table.first, feed_role_names.list[role], own);
    }
    return DATELINE_OK;
}

/* Notes the names of the row T. */
static void note_columns(const struct table *t)
{
    for (size_t i = 0; i < t->len; i++)
        unmapped_see(&t->in->feed->unmapped, bare_name(table_cell(t, i)));
}

/* Reads up to the line of names. *FOUND is false, after a report, if no column has articles. */
static dateline_status read_names(struct csv *c, bool *found, dateline_error *err)
{
    struct table *t = &c->table;
    struct span head;

    *found = false;
    for (int i = 0; i < HEAD_LINES && table_row(t); i++) {
        head = input_utf8(t->in, buf_span(&t->row), t->first);
        if (!span_trim(head).len || (t->quotes && take_separator(c, head)))
            continue;
        split_names(c, head);
        if (has_column(c, ROLE_TITLE) || has_column(c, ROLE_BODY)) {
            t->columns = t->len;
            *found = true;
            note_columns(t);
            return check_fields_named(c, err);
        }
        if (t->len > 1 && *span_trim(head).data != '#')
            break;
    }
    note_columns(t);
    if (t->first <= t->line) /* it is not empty */
        input_tell(t->in, FEED_SKIPPED, t->first, "skipped: no column is named \"%s\" or \"%s\"",
                   role_name(t->in, ROLE_TITLE, 0), role_name(t->in, ROLE_BODY, 0));
    return check_fields_named(c, err);
}

static dateline_status give_row(struct csv *c, dateline_error *err)
{
    struct table *t = &c->table;
    struct span row = input_utf8(t->in, buf_span(&t->row), t->first);
    struct record r;

    if (!span_trim(row).len)
        return DATELINE_OK;
    table_split(t, row);
    if (t->len > t->columns)
        input_tell(t->in, FEED_DAMAGED, t->first, "has %zu cells under %zu names; the rest is lost",
                   t->len, t->columns);
    role_fields_clear(&c->fields);
    for (int role = 0; role < FEED_ROLES; role++)
        for (size_t i = 0; i < FEED_NAMES; i++)
            if (c->column[role][i] >= 0)
                role_fields_add(&c->fields, role, table_cell(t, (size_t)c->column[role][i]));
    r = role_record(&c->fields, t->first);
    body_to_text(t->in, &r);
    return input_record(t->in, &r, err);
}

static dateline_status read_table(struct input *in, bool quotes, dateline_error *err)
{
    struct csv c = {.table = {.in = in, .quotes = quotes, .delimiter = quotes ? ',' : '\t'}};
    bool found;
    dateline_status status = read_names(&c, &found, err);

    if (found) {
        while (status == DATELINE_OK && table_row(&c.table))
            status = give_row(&c, err);
        if (status == DATELINE_OK && *in->stream->trouble)
            input_tell(in, FEED_SKIPPED, c.table.line, "damaged here, the rest is lost: %s",
                       in->stream->trouble);
    }
    table_free(&c.table);
    role_fields_free(&c.fields);
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

/* The number of cells of LINE, split by DELIMITER, that are a role's name; 0 without a title and
 * without a body. */
static int count_role_names(struct span line, char delimiter)
{
    int found = 0;
    bool text = false;

    while (line.len) {
        const char *end = memchr(line.data, delimiter, line.len);
        struct span cell = {line.data, end ? (size_t)(end - line.data) : line.len};
        int role;

        line = span_from(line, cell.len + (end != NULL));
        if (cell.len > 2 && *cell.data == '"')
            cell = (struct span){cell.data + 1, cell.len - 2};
        for (role = 0; role < FEED_ROLES; role++)
            if (is_column_name(cell, feed_role_names.list[role]))
                break;
        found += role < FEED_ROLES;
        text |= role == ROLE_TITLE || role == ROLE_BODY;
    }
    return text ? found : 0;
}

/* A table by another name is recognised by three of the usual names in its first line. */
static bool begins_with_names(struct span start, const char *with)
{
    const char *newline = start.len ? memchr(start.data, '\n', start.len) : NULL;

    if (!newline)
        return false;
    start.len = (size_t)(newline - start.data);
    for (; *with; with++)
        if (count_role_names(span_trim(start), *with) >= 3)
            return true;
    return false;
}

static bool recognise_csv(struct span start, bool named)
{
    bool quoted = start.len && *start.data == '"';

    return named || begins_with_names(start, quoted ? delimiters : ",;|");
}

static bool recognise_tsv(struct span start, bool named)
{
    return named || begins_with_names(start, "\t");
}

const struct format format_csv = {.marking = MARKING_BOILERPLATE,
                                  .extensions = "csv ",
                                  .recognise = recognise_csv,
                                  .read = read_csv};
const struct format format_tsv = {.marking = MARKING_BOILERPLATE,
                                  .extensions = "tsv tab ",
                                  .recognise = recognise_tsv,
                                  .read = read_tsv};
