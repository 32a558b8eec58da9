/* Decodes the target of a request. */
#include "serve/target.h"

#include <stdlib.h>

#include "core/alloc.h"
#include "core/utf8.h"

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* A piece of a target being decoded to where TO points. */
struct decoding {
    const char *raw; /* the whole target, for positions */
    char *to;
};

static dateline_status refuse_at(const struct decoding *d, const char *at, const char *why,
                                 dateline_error *err)
{
    return fail(err, DATELINE_BAD_QUERY, "address at %zu: %s", (size_t)(at - d->raw) + 1, why);
}

static dateline_status check_utf8(const struct decoding *d, const char *text, const char *at,
                                  dateline_error *err)
{
    for (const char *p = text; p < d->to;) {
        const char *start = p;

        if (utf8_get(&p, d->to) >= 0x80 && p - start == 1)
            return refuse_at(d, at, "not UTF-8", err);
    }
    return DATELINE_OK;
}

/* Decodes the byte at *AT, before END, and moves *AT to its last character. */
static dateline_status decode_byte(const struct decoding *d, const char **at, const char *end,
                                   char *out, dateline_error *err)
{
    const char *start = *at;
    int high = end - start > 2 ? hex_digit(start[1]) : -1;
    int low = high < 0 ? -1 : hex_digit(start[2]);

    if (low < 0)
        return refuse_at(d, start, "two hexadecimal digits must follow %", err);
    *out = (char)(high << 4 | low);
    *at += 2;
    return *out ? DATELINE_OK : refuse_at(d, start, "a zero byte", err);
}

/* Decodes the bytes from AT to END into *OUT, terminated; PLUS: a + is a blank. */
static dateline_status decode_piece(struct decoding *d, const char *at, const char *end, bool plus,
                                    const char **out, dateline_error *err)
{
    const char *from = at;

    *out = d->to;
    for (; at < end; at++) {
        char c = *at;

        if (c == '%' && decode_byte(d, &at, end, &c, err) != DATELINE_OK)
            return DATELINE_BAD_QUERY;
        *d->to++ = plus && *at == '+' ? ' ' : c;
    }
    *d->to = '\0';
    if (check_utf8(d, *out, from, err) != DATELINE_OK)
        return DATELINE_BAD_QUERY;
    d->to++;
    return DATELINE_OK;
}

/* Decodes NAME=VALUE from AT to END. */
static dateline_status decode_parameter(struct decoding *d, const char *at, const char *end,
                                        struct target *t, dateline_error *err)
{
    const char *equals = memchr(at, '=', (size_t)(end - at)), *name_end = equals ? equals : end;
    struct parameter p = {0};
    dateline_status status;

    if (t->n == TARGET_PARAMETERS)
        return refuse_at(d, at, "too many parameters", err);
    status = decode_piece(d, at, name_end, true, &p.name, err);
    if (status == DATELINE_OK)
        status = decode_piece(d, equals ? equals + 1 : end, end, true, &p.value, err);
    if (status == DATELINE_OK && target_value(t, p.name))
        status = fail(err, DATELINE_BAD_QUERY, "the parameter '%s' is given twice", p.name);
    if (status == DATELINE_OK)
        t->parameters[t->n++] = p;
    return status;
}

static dateline_status decode_parameters(struct decoding *d, const char *at, struct target *t,
                                         dateline_error *err)
{
    dateline_status status = DATELINE_OK;

    while (*at && status == DATELINE_OK) {
        const char *end = at + strcspn(at, "&");

        if (end > at)
            status = decode_parameter(d, at, end, t, err);
        at = *end ? end + 1 : end;
    }
    return status;
}

dateline_status target_read(const char *raw, struct target *out, dateline_error *err)
{
    size_t path = strcspn(raw, "?");
    struct decoding d = {.raw = raw};
    dateline_status status;

    /* Decoding shortens; each parameter has one more terminator than it had bytes between. */
    *out = (struct target){.text = must_alloc(strlen(raw) + 2 + TARGET_PARAMETERS * 2)};
    d.to = out->text;
    out->path = "";
    if (*raw != '/')
        return refuse_at(&d, raw, "a path begins with /", err);
    status = decode_piece(&d, raw, raw + path, false, &out->path, err);
    if (status == DATELINE_OK && raw[path])
        status = decode_parameters(&d, raw + path + 1, out, err);
    return status;
}

void target_free(struct target *t)
{
    free(t->text);
    *t = (struct target){0};
}

const char *target_value(const struct target *t, const char *name)
{
    for (size_t i = 0; i < t->n; i++)
        if (!strcmp(t->parameters[i].name, name))
            return t->parameters[i].value;
    return NULL;
}

void target_encode(struct buf *out, struct span text)
{
    static const char kept[] = "-._~/";

    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.data[i];
        bool letter = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');

        if (letter || (c && strchr(kept, c)))
            buf_char(out, (char)c);
        else
            buf_printf(out, "%%%02X", c);
    }
}
