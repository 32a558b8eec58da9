/* The terms and values of each field. */
#include "core/schema.h"

#include "core/hash.h"

static const struct {
    const char *name, *prefix;
} fields[] = {
    [FIELD_TEXT] = {"text", ""},
    [FIELD_TITLE] = {"title", "S"},
    [FIELD_ID] = {"id", "Q"},
    [FIELD_SOURCE] = {"source", "XSOURCE"},
    [FIELD_LANG] = {"lang", "L"},
    [FIELD_DAY] = {"day", "D"},
    [FIELD_MONTH] = {"month", "M"},
    [FIELD_YEAR] = {"year", "Y"},
    [FIELD_DATE_SOURCE] = {"date_source", "XDATESOURCE"},
};

enum {
    /* The longest term that holds its value whole. A longer one is cut so that its start and its
     * hash have SCHEMA_TERM_MAX bytes, less at most the bytes of one character: always more than
     * WHOLE_MAX, so no whole value equals another's hashed term. */
    WHOLE_MAX = SCHEMA_TERM_MAX - 4,
    UTF8_MAX = 4,
};

const char *schema_name(enum schema_field f)
{
    return fields[f].name;
}

const char *schema_prefix(enum schema_field f)
{
    return fields[f].prefix;
}

void schema_prefix_add(struct buf *out, enum schema_field f, struct span value)
{
    const char *prefix = fields[f].prefix;

    buf_str(out, prefix);
    if (strlen(prefix) > 1 && value.len &&
        ((*value.data >= 'A' && *value.data <= 'Z') || *value.data == ':'))
        buf_char(out, ':');
}

void schema_word(struct buf *out, enum schema_field f, struct span word)
{
    buf_clear(out);
    buf_str(out, fields[f].prefix);
    buf_span_add(out, word);
}

void schema_stem(struct buf *out, enum schema_field f, struct span stem)
{
    buf_clear(out);
    buf_char(out, 'Z');
    buf_str(out, fields[f].prefix);
    buf_span_add(out, stem);
}

/* LEN, less the bytes of a character of TEXT that would be cut. */
static size_t whole_characters(struct span text, size_t len)
{
    size_t cut = len;

    while (len - cut < UTF8_MAX - 1 && ((unsigned char)text.data[cut] & 0xc0) == 0x80)
        cut--;
    return cut;
}

void schema_value(struct buf *out, enum schema_field f, struct span value)
{
    char hash[HASH_TEXT];

    buf_clear(out);
    schema_prefix_add(out, f, value);
    if (out->len + value.len <= WHOLE_MAX) {
        buf_span_add(out, value);
        return;
    }
    buf_add(out, value.data, whole_characters(value, SCHEMA_TERM_MAX - HASH_TEXT - out->len));
    hash_text(value, hash);
    buf_add(out, hash, sizeof hash);
}

/* Appends the first COUNT of D's eight digits. */
static void add_digits(struct buf *out, dateline_day d, size_t count)
{
    char digits[8];

    for (size_t i = sizeof digits; i--; d /= 10)
        digits[i] = (char)('0' + d % 10);
    buf_add(out, digits, count);
}

/* The date of DIGITS, the first COUNT of its eight; 0 if there is none. */
static dateline_day read_digits(struct span digits, size_t count)
{
    dateline_day d = 0;

    if (digits.len != count)
        return 0;
    for (size_t i = 0; i < 8; i++) {
        char c = i < count ? digits.data[i] : '0';

        if (c < '0' || c > '9')
            return 0;
        d = d * 10 + (c - '0');
    }
    return day_valid(d) ? d : 0;
}

/* The number of digits in a term of F. */
static size_t date_digits(enum schema_field f)
{
    return f == FIELD_YEAR ? 4 : f == FIELD_MONTH ? 6 : 8;
}

void schema_date(struct buf *out, enum schema_field f, dateline_day d)
{
    buf_clear(out);
    buf_str(out, fields[f].prefix);
    add_digits(out, d, date_digits(f));
}

void schema_undated(struct buf *out)
{
    buf_clear(out);
    buf_str(out, fields[FIELD_DAY].prefix);
    buf_str(out, "none");
}

void schema_date_value(struct buf *out, dateline_day d)
{
    buf_clear(out);
    add_digits(out, d, 8);
}

dateline_day schema_date_of_value(struct span value)
{
    return read_digits(value, 8);
}

dateline_day schema_date_of_term(enum schema_field f, struct span term)
{
    return read_digits(span_from(term, strlen(fields[f].prefix)), date_digits(f));
}
