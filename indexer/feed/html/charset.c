/* The encoding that a page declares. */
#include "indexer/feed/html/charset.h"

enum { DECLARED_WITHIN = 8 << 10 }; /* bytes from the start */

/* The labels of the WHATWG's list that are met, with iconv's names. */
static const struct {
    const char *label, *name;
    bool wide;
} labels[] = {
    {"iso-8859-1", "WINDOWS-1252", false},
    {"iso8859-1", "WINDOWS-1252", false},
    {"latin1", "WINDOWS-1252", false},
    {"ascii", "WINDOWS-1252", false},
    {"us-ascii", "WINDOWS-1252", false},
    {"windows-1252", "WINDOWS-1252", false},
    {"cp1252", "WINDOWS-1252", false},
    {"iso-8859-2", "ISO-8859-2", false},
    {"latin2", "ISO-8859-2", false},
    {"iso-8859-3", "ISO-8859-3", false},
    {"iso-8859-4", "ISO-8859-4", false},
    {"iso-8859-5", "ISO-8859-5", false},
    {"iso-8859-6", "ISO-8859-6", false},
    {"iso-8859-7", "ISO-8859-7", false},
    {"iso-8859-8", "ISO-8859-8", false},
    {"iso-8859-8-i", "ISO-8859-8", false},
    {"iso-8859-9", "WINDOWS-1254", false},
    {"latin5", "WINDOWS-1254", false},
    {"iso-8859-10", "ISO-8859-10", false},
    {"iso-8859-11", "CP874", false},
    {"tis-620", "CP874", false},
    {"windows-874", "CP874", false},
    {"iso-8859-13", "ISO-8859-13", false},
    {"iso-8859-14", "ISO-8859-14", false},
    {"iso-8859-15", "ISO-8859-15", false},
    {"iso-8859-16", "ISO-8859-16", false},
    {"windows-1250", "WINDOWS-1250", false},
    {"cp1250", "WINDOWS-1250", false},
    {"windows-1251", "WINDOWS-1251", false},
    {"cp1251", "WINDOWS-1251", false},
    {"windows-1253", "WINDOWS-1253", false},
    {"windows-1254", "WINDOWS-1254", false},
    {"windows-1255", "WINDOWS-1255", false},
    {"windows-1256", "WINDOWS-1256", false},
    {"windows-1257", "WINDOWS-1257", false},
    {"windows-1258", "WINDOWS-1258", false},
    {"koi8-r", "KOI8-R", false},
    {"koi8-u", "KOI8-U", false},
    {"ibm866", "IBM866", false},
    {"cp866", "IBM866", false},
    {"macintosh", "MACINTOSH", false},
    {"gb2312", "GB18030", true},
    {"gbk", "GB18030", true},
    {"x-gbk", "GB18030", true},
    {"gb18030", "GB18030", true},
    {"big5", "BIG5-HKSCS", true},
    {"big5-hkscs", "BIG5-HKSCS", true},
    {"shift_jis", "CP932", true},
    {"shift-jis", "CP932", true},
    {"x-sjis", "CP932", true},
    {"sjis", "CP932", true},
    {"windows-31j", "CP932", true},
    {"euc-jp", "EUC-JP", true},
    {"x-euc-jp", "EUC-JP", true},
    {"euc-kr", "CP949", true},
    {"ks_c_5601-1987", "CP949", true},
    {"windows-949", "CP949", true},
};

static bool charset_of_label(struct span label, struct charset *out)
{
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
        if (span_eq_any_case(label, span_of(labels[i].label))) {
            *out = (struct charset){labels[i].name, CHARSET_SURE, labels[i].wide};
            return true;
        }
    return false;
}

static struct span skip_to_label(struct span s)
{
    while (s.len && (is_blank(*s.data) || *s.data == '=' || *s.data == '"' || *s.data == '\''))
        s = span_from(s, 1);
    return s;
}

/* The label after the word WORD in TAG; empty if there is none. */
static struct span label_in(struct span tag, const char *word)
{
    size_t len = strlen(word), n = 0;

    for (; tag.len > len; tag = span_from(tag, 1))
        if (span_begins_any_case(tag, word) &&
            skip_to_label(span_from(tag, len)).len < tag.len - len)
            break;
    if (tag.len <= len)
        return (struct span){NULL, 0};
    tag = skip_to_label(span_from(tag, len));
    while (n < tag.len && !is_blank(tag.data[n]) && !strchr("\"';/>?", tag.data[n]))
        n++;
    return (struct span){tag.data, n};
}

bool html_charset_declared(struct span start, struct charset *out)
{
    struct span s = span_trim(start);

    if (!s.len || *s.data != '<')
        return false;
    if (s.len > DECLARED_WITHIN)
        s.len = DECLARED_WITHIN;
    while (s.len) {
        const char *close = memchr(s.data, '>', s.len), *next;
        struct span tag = {s.data, close ? (size_t)(close - s.data) : s.len}, label = {NULL, 0};

        if (span_begins_any_case(tag, "<meta"))
            label = label_in(tag, "charset");
        else if (span_begins_any_case(tag, "<?xml"))
            label = label_in(tag, "encoding");
        if (label.len)
            return charset_of_label(label, out);
        next = memchr(s.data + 1, '<', s.len - 1);
        s = span_from(s, next ? (size_t)(next - s.data) : s.len);
    }
    return false;
}
