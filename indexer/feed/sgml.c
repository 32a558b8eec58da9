/* Splits SGML into tags and text. */
#include "indexer/feed/sgml.h"

#include <libxml/HTMLparser.h>
#include <strings.h>
#include <utf8proc.h>

#include "core/character.h"

static bool is_sgml_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool name_char(char c)
{
    return is_sgml_letter(c) || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.' ||
           c == ':';
}

static size_t name_length(struct span s)
{
    size_t n = 0;

    while (n < s.len && name_char(s.data[n]))
        n++;
    return n;
}

/* Whether S, which begins with '<' and a letter, is an address in brackets (<x@y>, <http://x>) or
 * anything else but a tag. */
static bool is_no_tag(struct span s)
{
    static const char *const schemes[] = {"http:", "https:", "ftp:", "mailto:", "news:", "www."};
    struct span name = span_from(s, 1 + (s.data[1] == '/'));
    size_t len = name_length(name);

    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
        if (name.len > strlen(schemes[i]) &&
            !strncasecmp(name.data, schemes[i], strlen(schemes[i])))
            return true;
    return len == name.len || !(is_blank(name.data[len]) || strchr("/>", name.data[len]));
}

/* The length of the markup at the start of S, which is a '<'; 0 if that is only text. From CLOSED
 * on, unless it is NULL, no comment ends. */
static size_t markup_length(struct span s, const char *closed)
{
    static const char comment[] = "<!--", comment_end[] = "-->";
    char quote = 0;

    if (s.len > 4 && !memcmp(s.data, comment, 4)) {
        const char *end =
            closed && s.data >= closed ? NULL : memmem(s.data + 4, s.len - 4, comment_end, 3);

        return end ? (size_t)(end + 3 - s.data) : 0;
    }
    if (s.len < 3 || !(is_sgml_letter(s.data[1]) || s.data[1] == '!' || s.data[1] == '?' ||
                       (s.data[1] == '/' && is_sgml_letter(s.data[2]))))
        return 0;
    if (s.data[1] != '!' && s.data[1] != '?' && is_no_tag(s))
        return 0;
    for (size_t i = 1; i < s.len; i++) {
        char c = s.data[i];

        if (c == '>' && !quote)
            return i + 1;
        if (c == '<')
            return 0;
        if (c == quote)
            quote = 0;
        else if (c == '"' && !quote && s.data[i - 1] == '=')
            quote = c;
    }
    return 0;
}

static struct sgml_token take_tag(struct span markup)
{
    bool closes = markup.data[1] == '/';
    struct span inside = {markup.data + 1 + closes, markup.len - 2 - closes};
    struct sgml_token t = {.kind = closes ? SGML_CLOSE : SGML_OPEN};

    if (!is_sgml_letter(*inside.data)) {
        t.kind = SGML_OTHER;
        return t;
    }
    t.name = (struct span){inside.data, name_length(inside)};
    t.attributes = span_from(inside, t.name.len);
    return t;
}

const char *sgml_comments_end(struct span text)
{
    while (text.len >= 3 && memcmp(text.data + text.len - 3, "-->", 3) != 0)
        text.len--;
    return text.len >= 3 ? text.data + text.len : text.data;
}

struct sgml_token sgml_next(struct span *rest)
{
    return sgml_next_before(rest, NULL);
}

struct sgml_token sgml_next_before(struct span *rest, const char *closed)
{
    struct span s = *rest;
    size_t len = s.len && *s.data == '<' ? markup_length(s, closed) : 0;
    struct sgml_token t = {.kind = s.len ? SGML_TEXT : SGML_END};

    if (!s.len)
        return t;
    if (len)
        t = take_tag((struct span){s.data, len});
    else {
        const char *next = memchr(s.data + 1, '<', s.len - 1);

        len = next ? (size_t)(next - s.data) : s.len;
        t.text = (struct span){s.data, len};
    }
    *rest = span_from(s, len);
    return t;
}

bool sgml_named(struct span name, const char *as)
{
    return name.len == strlen(as) && !strncasecmp(name.data, as, name.len);
}

/* The value at the start of S: in quotes, or up to a blank. */
static struct span attribute_value(struct span s)
{
    const char *end;
    size_t len = 0;

    if (s.len && (*s.data == '"' || *s.data == '\'')) {
        end = memchr(s.data + 1, *s.data, s.len - 1);
        return (struct span){s.data + 1, end ? (size_t)(end - s.data) - 1 : s.len - 1};
    }
    while (len < s.len && !strchr(" \t\r\n", s.data[len]))
        len++;
    return (struct span){s.data, len};
}

struct span sgml_attribute(struct span attributes, const char *name)
{
    struct span s = attributes;

    while (s.len) {
        struct span given = {s.data, name_length(s)}, v;

        s = span_from(s, given.len ? given.len : 1);
        if (!given.len || !s.len || *s.data != '=')
            continue;
        v = attribute_value(span_from(s, 1));
        if (sgml_named(given, name))
            return v;
        s = span_from(v, v.len);
        s.len = (size_t)(attributes.data + attributes.len - s.data);
    }
    return (struct span){NULL, 0};
}

/* The character that a reference's NAME ("#233", "#xE9", "eacute") means; 0: none. */
static utf8proc_int32_t referred(const char *name)
{
    const htmlEntityDesc *entity;
    unsigned long code;
    char *end;

    if (*name != '#') {
        entity = htmlEntityLookup((const xmlChar *)name);
        return !strcmp(name, "apos") ? '\'' : entity ? (utf8proc_int32_t)entity->value : 0;
    }
    if (name[1] == 'x' || name[1] == 'X')
        code = strtoul(name + 2, &end, 16);
    else
        code = strtoul(name + 1, &end, 10);
    return *end || code > 0x10FFFF ? 0 : (utf8proc_int32_t)code;
}

/* Appends the character of the reference at the start of S; returns the length of the reference, 0
 * if there is none. */
static size_t add_reference(struct buf *out, struct span s)
{
    enum { LONGEST = 12 };
    char name[LONGEST + 1];
    utf8proc_uint8_t bytes[4];
    size_t len = 1;
    utf8proc_int32_t c;

    while (len < s.len && len <= LONGEST && (name_char(s.data[len]) || s.data[len] == '#'))
        len++;
    if (len < 3 || len > LONGEST || len == s.len || s.data[len] != ';')
        return 0;
    memcpy(name, s.data + 1, len - 1);
    name[len - 1] = '\0';
    c = referred(name);
    if (!c || !utf8proc_codepoint_valid(c))
        return 0;
    if (character_kind((uint32_t)c) == CHARACTER_CONTROL)
        c = ' ';
    buf_add(out, bytes, (size_t)utf8proc_encode_char(c, bytes));
    return len + 1;
}

void sgml_decode(struct buf *out, struct span text)
{
    while (text.len) {
        const char *ampersand = memchr(text.data, '&', text.len);
        size_t plain = ampersand ? (size_t)(ampersand - text.data) : text.len, len;

        buf_add(out, text.data, plain);
        text = span_from(text, plain);
        if (!text.len)
            return;
        len = add_reference(out, text);
        if (!len) {
            buf_char(out, '&');
            len = 1;
        }
        text = span_from(text, len);
    }
}
