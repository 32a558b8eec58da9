/* Reads TOML front matter: keys, tables, strings, arrays; other values are text as written. */
#include "core/utf8.h"
#include "indexer/feed/front.h"

enum { TOML_DEPTH = 16 };

struct toml {
    const char *p, *end;
    struct input *in;
    struct role_fields *fields;
    struct buf table; /* the table's name; empty at the top */
    struct buf key;   /* the current key, after the table's name */
    struct buf text;  /* the current string */
    uint64_t keys;
    const char *fault;
};

static bool toml_fails(struct toml *t, const char *fault)
{
    t->fault = fault;
    return false;
}

static bool toml_takes(struct toml *t, const char *token)
{
    size_t len = strlen(token);
    bool next = (size_t)(t->end - t->p) >= len && !memcmp(t->p, token, len);

    t->p += next ? len : 0;
    return next;
}

static bool toml_at_quote(const struct toml *t)
{
    return t->p < t->end && (*t->p == '"' || *t->p == '\'');
}

/* Skips blanks, and with LINES line ends and comments. */
static void toml_skip(struct toml *t, bool lines)
{
    while (t->p < t->end) {
        if (*t->p == ' ' || *t->p == '\t' || (lines && is_blank(*t->p)))
            t->p++;
        else if (lines && *t->p == '#')
            while (t->p < t->end && *t->p != '\n')
                t->p++;
        else
            break;
    }
}

/* Reads the digits of \u or \U. */
static bool toml_code_point(struct toml *t, int digits)
{
    static const char hex[] = "0123456789abcdef";
    uint32_t c = 0;
    char utf8[4];

    for (; digits; digits--, t->p++) {
        const char *d = t->p < t->end ? memchr(hex, *t->p | 0x20, sizeof hex - 1) : NULL;

        if (!d)
            return toml_fails(t, "malformed escape");
        c = c << 4 | (uint32_t)(d - hex);
    }
    if (c > 0x10FFFF || c >> 11 == 0xD800 >> 11)
        c = 0xFFFD;
    buf_add(&t->text, utf8, utf8_put(utf8, c));
    return true;
}

static bool toml_escape(struct toml *t)
{
    static const char written[] = "\"\\bfnrte", meant[] = "\"\\\b\f\n\r\t\033";
    char c = t->p < t->end ? *t->p++ : '\0';
    const char *found = c ? strchr(written, c) : NULL;

    if (c == 'u' || c == 'U')
        return toml_code_point(t, c == 'u' ? 4 : 8);
    if (found)
        buf_char(&t->text, meant[found - written]);
    else if (is_blank(c)) /* the line end and the blanks of the next line are no text */
        toml_skip(t, true);
    else
        return toml_fails(t, "malformed escape");
    return true;
}

/* Reads a string to t->text, from its opening quotes on. */
static bool toml_string(struct toml *t)
{
    bool literal = *t->p == '\'', many;
    const char *quotes = literal ? "'''" : "\"\"\"";

    buf_clear(&t->text);
    many = toml_takes(t, quotes);
    if (!many)
        t->p++;
    else if (!toml_takes(t, "\n"))
        toml_takes(t, "\r\n");
    while (t->p < t->end) {
        if (toml_takes(t, many ? quotes : quotes + 2))
            return true;
        if (*t->p == '\n' && !many)
            break;
        if (literal || !toml_takes(t, "\\"))
            buf_char(&t->text, *t->p++);
        else if (!toml_escape(t))
            return false;
    }
    return toml_fails(t, "a string is not closed");
}

static bool is_bare(char c)
{
    return !is_blank(c) && !strchr("=.#[]{}\",'", c);
}

static bool toml_bare_key(struct toml *t, struct buf *out)
{
    const char *start = t->p;

    while (t->p < t->end && is_bare(*t->p))
        buf_char(out, *t->p++);
    return t->p > start || toml_fails(t, "a key is missing");
}

/* Reads a key, perhaps with dots, and appends it to OUT. */
static bool toml_key(struct toml *t, struct buf *out)
{
    do {
        toml_skip(t, false);
        if (out->len)
            buf_char(out, '.');
        if (toml_at_quote(t)) {
            if (!toml_string(t))
                return false;
            buf_span_add(out, buf_span(&t->text));
        } else if (!toml_bare_key(t, out)) {
            return false;
        }
        toml_skip(t, false);
    } while (toml_takes(t, "."));
    return true;
}

/* Adds VALUE to the roles that the current key names. */
static void toml_take(struct toml *t, struct span value)
{
    const char *name;

    for (int role = 0; role < FEED_ROLES; role++)
        for (size_t i = 0; (name = role_name(t->in, role, i)); i++)
            if (span_eq_any_case(buf_span(&t->key), span_of(name))) {
                role_named(t->in, role);
                role_fields_keep(t->fields, role, value);
            }
}

static bool toml_value(struct toml *t, int depth);

static bool toml_array(struct toml *t, int depth)
{
    do {
        toml_skip(t, true);
        if (toml_takes(t, "]"))
            return true;
        if (!toml_value(t, depth + 1))
            return false;
        toml_skip(t, true);
    } while (toml_takes(t, ","));
    return toml_takes(t, "]") || toml_fails(t, "an array is not closed");
}

/* Reads KEY = VALUE inside the table or value whose name is in t->key. */
static bool toml_pair(struct toml *t, int depth)
{
    size_t before = t->key.len;
    bool read =
        toml_key(t, &t->key) && (toml_takes(t, "=") || toml_fails(t, "an equals sign is missing"));

    unmapped_see(&t->in->feed->unmapped, buf_span(&t->key));
    toml_skip(t, false);
    read = read && toml_value(t, depth + 1);
    t->keys += read;
    t->key.len = before;
    return read;
}

static bool toml_inline_table(struct toml *t, int depth)
{
    do {
        toml_skip(t, true);
        if (toml_takes(t, "}"))
            return true;
        if (!toml_pair(t, depth))
            return false;
        toml_skip(t, true);
    } while (toml_takes(t, ","));
    return toml_takes(t, "}") || toml_fails(t, "a table is not closed");
}

/* Reads a number, a date or a word. */
static bool toml_plain_value(struct toml *t)
{
    const char *start = t->p;

    while (t->p < t->end && !strchr(",]}#\n", *t->p))
        t->p++;
    toml_take(t, span_trim((struct span){start, (size_t)(t->p - start)}));
    return t->p > start || toml_fails(t, "a value is missing");
}

static bool toml_value(struct toml *t, int depth)
{
    if (depth > TOML_DEPTH)
        return toml_fails(t, "nesting too deep");
    if (toml_takes(t, "["))
        return toml_array(t, depth);
    if (toml_takes(t, "{"))
        return toml_inline_table(t, depth);
    if (!toml_at_quote(t))
        return toml_plain_value(t);
    if (!toml_string(t))
        return false;
    toml_take(t, buf_span(&t->text));
    return true;
}

/* Reads the header of a table, from its bracket on. */
static bool toml_header(struct toml *t)
{
    bool array = toml_takes(t, "[[");

    if (!array)
        t->p++;
    buf_clear(&t->table);
    return toml_key(t, &t->table) &&
           (toml_takes(t, array ? "]]" : "]") || toml_fails(t, "a bracket is not closed"));
}

static bool toml_line(struct toml *t)
{
    bool read;

    buf_clear(&t->key);
    buf_span_add(&t->key, buf_span(&t->table));
    read = *t->p == '[' ? toml_header(t) : toml_pair(t, 0);
    toml_skip(t, false);
    if (read && t->p < t->end && !is_blank(*t->p) && *t->p != '#')
        read = toml_fails(t, "text after a value");
    return read;
}

static uint64_t toml_line_number(struct span text, const char *p)
{
    uint64_t line = 2; /* the fence is the first */

    for (const char *c = text.data; c < p; c++)
        line += *c == '\n';
    return line;
}

enum front_result front_toml(struct input *in, struct span text, struct role_fields *fields)
{
    struct toml t = {.p = text.data, .end = text.data + text.len, .in = in, .fields = fields};
    enum front_result result = FRONT_READ;

    for (toml_skip(&t, true); t.p < t.end && result == FRONT_READ; toml_skip(&t, true))
        if (!toml_line(&t))
            result = t.keys ? FRONT_BAD : FRONT_TEXT;
    if (result == FRONT_BAD)
        input_tell(in, FEED_DAMAGED, toml_line_number(text, t.p),
                   "the front matter is not TOML and is kept as text: %s", t.fault);
    buf_free(&t.table);
    buf_free(&t.key);
    buf_free(&t.text);
    return result;
}
