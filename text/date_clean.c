/* Reduces a written date to ASCII where characters beyond it mean the same. */
#include "text/date_clean.h"

#include <time.h>

#include "core/utf8.h"
#include "text/text_table.h"

enum { WIDE_FIRST = 0xFF01, WIDE_LAST = 0xFF5E, WIDE_ZERO = 0xFF10, TO_WIDE = 0xFEE0 };

/* The zeros of the decimal digits beyond ASCII, category Nd of Unicode 14; nine more digits follow
 * each. */
static const uint32_t zeros[] = {
    0x00660, 0x006F0, 0x007C0, 0x00966, 0x009E6, 0x00A66, 0x00AE6, 0x00B66, 0x00BE6, 0x00C66,
    0x00CE6, 0x00D66, 0x00DE6, 0x00E50, 0x00ED0, 0x00F20, 0x01040, 0x01090, 0x017E0, 0x01810,
    0x01946, 0x019D0, 0x01A80, 0x01A90, 0x01B50, 0x01BB0, 0x01C40, 0x01C50, 0x0A620, 0x0A8D0,
    0x0A900, 0x0A9D0, 0x0A9F0, 0x0AA50, 0x0ABF0, 0x0FF10, 0x104A0, 0x10D30, 0x11066, 0x110F0,
    0x11136, 0x111D0, 0x112F0, 0x11450, 0x114D0, 0x11650, 0x116C0, 0x11730, 0x118E0, 0x11950,
    0x11C50, 0x11D50, 0x11DA0, 0x16A60, 0x16AC0, 0x16B50, 0x1D7CE, 0x1D7D8, 0x1D7E2, 0x1D7EC,
    0x1D7F6, 0x1E140, 0x1E2F0, 0x1E950, 0x1FBF0};

/* The value of the decimal digit C, which is beyond ASCII; -1: it is none. */
static int digit_value(uint32_t c)
{
    for (size_t i = 0; i < sizeof zeros / sizeof *zeros && zeros[i] <= c; i++)
        if (c - zeros[i] < 10)
            return (int)(c - zeros[i]);
    return -1;
}

/* The character that C, beyond ASCII, is replaced with; 0: it is dropped. */
static uint32_t plain_character(uint32_t c)
{
    static const struct {
        uint32_t first, last;
        char as; /* 0: dropped */
    } plain[] = {
        {0x00A0, 0x00A0, ' '}, {0x00AD, 0x00AD, 0},   {0x060C, 0x060C, ','}, {0x1680, 0x1680, ' '},
        {0x2000, 0x200A, ' '}, {0x200B, 0x200F, 0},   {0x2010, 0x2015, '-'}, {0x2019, 0x2019, '\''},
        {0x202A, 0x202E, 0},   {0x202F, 0x202F, ' '}, {0x205F, 0x205F, ' '}, {0x2060, 0x2060, 0},
        {0x2066, 0x2069, 0},   {0x2212, 0x2212, '-'}, {0x3000, 0x3000, ' '}, {0x3001, 0x3001, ','},
        {0xFEFF, 0xFEFF, 0},
    };

    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
        if (c >= plain[i].first && c <= plain[i].last)
            return (unsigned char)plain[i].as;
    if (c >= WIDE_FIRST && c <= WIDE_LAST)
        return c - TO_WIDE;
    if (c == 0x0130) /* its small letter is two: i and a dot above */
        return 'I';
    return c < 0x110000 ? c + (uint32_t)text_kind(c)->lower : c;
}

bool date_clean(struct span text, struct clean_date *out)
{
    const char *p = text.data, *end = p + text.len;

    out->len = 0;
    out->other_digits = false;
    while (p < end) {
        uint16_t from = (uint16_t)(p - text.data);
        bool ascii = (unsigned char)*p < 0x80;
        uint32_t c = ascii ? (unsigned char)*p++ : utf8_get(&p, end);
        int digit = ascii ? -1 : digit_value(c);

        if (out->len + 4 > sizeof out->text || p - text.data > UINT16_MAX)
            return false;
        if (digit >= 0) {
            out->other_digits |= c - (uint32_t)digit != WIDE_ZERO;
            c = '0' + (uint32_t)digit;
        } else if (!ascii) {
            c = plain_character(c);
        }
        for (size_t n = c ? utf8_put(out->text + out->len, c) : 0; n; n--)
            out->from[out->len++] = from;
    }
    return true;
}

bool clean_date_allows(const struct clean_date *c, dateline_day day)
{
    enum { FIRST_YEAR = 1600 };
    time_t now = time(NULL);
    struct tm tm;
    int next = gmtime_r(&now, &tm) ? tm.tm_year + 1901 : FIRST_YEAR;

    return !c->other_digits || (day / 10000 >= FIRST_YEAR && day / 10000 <= next);
}
