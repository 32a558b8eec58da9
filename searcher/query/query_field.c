/* Reads the names of fields. */
#include "searcher/query/query_field.h"

#include <strings.h>

#include "core/character.h"
#include "searcher/query/query_text.h"

/* After the first N_OWN names, those of other languages: mail programs have subject:, web search
 * engines intitle:, site:, after: and before:, of which after: counts its own day. */
static const struct {
    const char *name;
    enum schema_field field;
    enum day_bound bound;
} query_fields[] = {
    {"title", FIELD_TITLE, BOUND_WITHIN},   {"source", FIELD_SOURCE, BOUND_WITHIN},
    {"lang", FIELD_LANG, BOUND_WITHIN},     {"id", FIELD_ID, BOUND_WITHIN},
    {"date", FIELD_DAY, BOUND_WITHIN},      {"date_source", FIELD_DATE_SOURCE, BOUND_WITHIN},
    {"name", FIELD_TEXT, BOUND_WITHIN},     {"subject", FIELD_TITLE, BOUND_WITHIN},
    {"intitle", FIELD_TITLE, BOUND_WITHIN}, {"site", FIELD_SOURCE, BOUND_WITHIN},
    {"year", FIELD_DAY, BOUND_WITHIN},      {"since", FIELD_DAY, BOUND_SINCE},
    {"after", FIELD_DAY, BOUND_SINCE},      {"until", FIELD_DAY, BOUND_UNTIL},
    {"before", FIELD_DAY, BOUND_BEFORE},
};

/* Signs between a name and a value; a sign that begins another comes after it. */
static const struct {
    const char *sign;
    enum day_bound bound;
} field_signs[] = {
    {":>=", BOUND_SINCE},  {":>", BOUND_AFTER},  {":<=", BOUND_UNTIL}, {":<", BOUND_BEFORE},
    {">=", BOUND_SINCE},   {">", BOUND_AFTER},   {"<=", BOUND_UNTIL},  {"<", BOUND_BEFORE},
    {":!=", BOUND_WITHIN}, {"!=", BOUND_WITHIN}, {":", BOUND_WITHIN},  {"=", BOUND_WITHIN},
};

enum {
    N_OWN = 7,
    N_FIELDS = sizeof query_fields / sizeof *query_fields,
    N_SIGNS = sizeof field_signs / sizeof *field_signs
};

static bool text_has_at(struct span text, uint32_t at, const char *s)
{
    size_t len = strlen(s);

    return text.len - at >= len && !memcmp(text.data + at, s, len);
}

_Static_assert(FORM_FIELDS + N_FIELDS <= 32, "query_reader.told has a bit for each form");

/* dateline's own name for FIELD. */
static const char *own_name(enum schema_field field)
{
    size_t i = 0;

    while (query_fields[i].field != field)
        i++;
    return query_fields[i].name;
}

/* Reads the sign after the name I; comparisons take names of dates alone. */
static bool read_field_sign(struct span text, uint32_t at, size_t i, struct query_field *out)
{
    bool compares = query_fields[i].field == FIELD_DAY && query_fields[i].bound == BOUND_WITHIN;
    uint32_t name = (uint32_t)strlen(query_fields[i].name);

    for (size_t k = 0; k < N_SIGNS; k++) {
        const char *sign = field_signs[k].sign;

        if ((field_signs[k].bound != BOUND_WITHIN && !compares) ||
            !text_has_at(text, at + name, sign))
            continue;
        *out = (struct query_field){
            .field = query_fields[i].field,
            .bound = compares ? field_signs[k].bound : query_fields[i].bound,
            .name = own_name(query_fields[i].field),
            .len = name + (uint32_t)strlen(sign),
            .excludes = strchr(sign, '!') != NULL,
            .foreign = i >= N_OWN || strcmp(sign, ":") != 0,
            .strict = i < N_OWN && *sign == ':' && text_has_at(text, at, query_fields[i].name),
            .form = (enum query_form)(FORM_FIELDS + i),
        };
        return true;
    }
    return false;
}

/* The length of the ASCII letters and low lines at AT. */
static uint32_t name_length(struct span text, uint32_t at)
{
    uint32_t end = at;

    while (end < text.len &&
           (text.data[end] == '_' || ((unsigned)(text.data[end] | ' ') - 'a') < 26))
        end++;
    return end - at;
}

bool query_field_read(struct span text, uint32_t at, struct query_field *out)
{
    struct span name = {text.data + at, name_length(text, at)};

    if (!name.len || at + name.len == text.len || !strchr(":=<>!", text.data[at + name.len]))
        return false;
    for (size_t i = 0; i < N_FIELDS; i++)
        if (name.len == strlen(query_fields[i].name) &&
            !strncasecmp(name.data, query_fields[i].name, name.len))
            return read_field_sign(text, at, i, out);
    return false;
}

const char *query_field_misuse(struct span text, uint32_t value, const struct query_field *f)
{
    bool bracket = value < text.len && text.data[value] == '(';

    if (!bracket && query_ends_word(text, value))
        return "has nothing right after it and is read as text";
    if (bracket && f->field != FIELD_TITLE && f->field != FIELD_DAY)
        return "takes one value, not brackets, and is read as text";
    return NULL;
}

void query_field_warn(struct query_reader *r, uint32_t start, const struct query_field *f)
{
    uint32_t value = start + f->len;

    if (f->foreign && !f->excludes && query_first_of(r, f->form))
        query_warn(r, start, value, "is read as %s:", f->name);
    if (f->field != FIELD_ID && strchr("[{<>", r->text.data[value]))
        query_warn(r, start, value + 1, "is no range: only dates have ranges");
}

void query_field_unknown(struct query_reader *r, uint32_t start)
{
    uint32_t at = start + name_length(r->text, start), next, c;

    if (at == start || at + 1 >= r->text.len || r->text.data[at] != ':')
        return;
    c = query_char(r->text, at + 1, &next);
    while (c && c < 0x80 && strchr("[{<>=", (int)c) && next < r->text.len) /* titel:>=2 */
        c = query_char(r->text, next, &next);
    if (text_is_word(c) || query_quote(c) || c == '(')
        query_warn(r, start, at + 1,
                   "is not a field (title: source: lang: id: date: date_source: name:) and is read "
                   "as text");
}
