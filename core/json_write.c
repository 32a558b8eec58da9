/* Writes JSON piece by piece. */
#include "core/json_write.h"

#include <inttypes.h>
#include <stdio.h>

#include "core/character.h"
#include "core/rewrite.h"

static void json_begin_value(struct json *j)
{
    if (j->comma)
        buf_char(j->out, ',');
    j->comma = true;
}

static void json_open(struct json *j, char bracket)
{
    json_begin_value(j);
    buf_char(j->out, bracket);
    j->comma = false;
}

static void json_close(struct json *j, char bracket)
{
    buf_char(j->out, bracket);
    j->comma = true;
}

void json_begin_object(struct json *j)
{
    json_open(j, '{');
}

void json_end_object(struct json *j)
{
    json_close(j, '}');
}

void json_begin_array(struct json *j)
{
    json_open(j, '[');
}

void json_end_array(struct json *j)
{
    json_close(j, ']');
}

void json_line(struct json *j)
{
    buf_str(j->out, j->comma ? ",\n" : "\n");
    j->comma = false;
}

void json_name_span(struct json *j, struct span name)
{
    json_string(j, name);
    buf_char(j->out, ':');
    j->comma = false;
}

void json_name(struct json *j, const char *name)
{
    buf_str(j->out, j->comma ? ",\"" : "\"");
    buf_str(j->out, name);
    buf_str(j->out, "\":");
    j->comma = false;
}

/* ---- Values --------------------------------------------------------------- */

/* Also escapes characters that a terminal obeys, that change the direction of the text around them,
 * or that end a string in older JavaScript. */
static bool json_write_escape(struct buf *out, uint32_t c)
{
    static const char short_forms[] = {
        ['\n'] = 'n', ['\r'] = 'r', ['\t'] = 't', ['"'] = '"', ['\\'] = '\\'};

    if (c < sizeof short_forms && short_forms[c]) {
        buf_char(out, '\\');
        buf_char(out, short_forms[c]);
        return true;
    }
    if (character_kind(c) <= CHARACTER_BLANK || character_kind(c) == CHARACTER_SURROGATE)
        return false;
    buf_printf(out, "\\u%04x", c);
    return true;
}

void json_string(struct json *j, struct span text)
{
    json_begin_value(j);
    buf_char(j->out, '"');
    rewrite(j->out, text, json_write_escape);
    buf_char(j->out, '"');
}

void json_digits(struct json *j, struct span digits)
{
    json_begin_value(j);
    buf_span_add(j->out, digits);
}

void json_null(struct json *j)
{
    json_digits(j, span_of("null"));
}

void json_string_or_null(struct json *j, struct span text)
{
    if (text.len)
        json_string(j, text);
    else
        json_null(j);
}

void json_boolean(struct json *j, bool value)
{
    json_digits(j, span_of(value ? "true" : "false"));
}

void json_number(struct json *j, uint64_t value)
{
    json_begin_value(j);
    buf_printf(j->out, "%" PRIu64, value);
}

void json_double(struct json *j, double value, int decimals)
{
    char text[64];
    int len = snprintf(text, sizeof text, "%.*f", decimals, value);

    /* A host's locale may have another decimal point, of several bytes. */
    json_begin_value(j);
    for (int i = 0; i < len && i < (int)sizeof text - 1; i++)
        if ((text[i] >= '0' && text[i] <= '9') || text[i] == '-')
            buf_char(j->out, text[i]);
        else if (i && text[i - 1] >= '0' && text[i - 1] <= '9')
            buf_char(j->out, '.');
}

void json_day(struct json *j, dateline_day day)
{
    char text[DAY_TEXT];

    json_string_or_null(j, (struct span){text, day_format(day, text)});
}

/* ---- Members -------------------------------------------------------------- */

void json_string_member(struct json *j, const char *name, struct span text)
{
    json_name(j, name);
    json_string(j, text);
}

void json_number_member(struct json *j, const char *name, uint64_t value)
{
    json_name(j, name);
    json_number(j, value);
}

void json_double_member(struct json *j, const char *name, double value, int decimals)
{
    json_name(j, name);
    json_double(j, value, decimals);
}

void json_day_member(struct json *j, const char *name, dateline_day day)
{
    json_name(j, name);
    json_day(j, day);
}
