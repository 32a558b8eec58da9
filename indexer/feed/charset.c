/* Recognises the encoding of text that is not UTF-8.
 *
 * A single-byte encoding is told by the letters it makes of the bytes beyond ASCII: those of a
 * language, in its order of frequency, count for it; signs inside words and capitals after small
 * letters count against it. East Asian encodings are told by uchardet, and by their own structure.
 */
#include "indexer/feed/charset.h"

#include <iconv.h>
#include <stdint.h>
#include <stdlib.h>
#include <uchardet/uchardet.h>
#include <utf8proc.h>

#include "core/alloc.h"
#include "core/utf8.h"

enum {
    LOOK = 64 << 10, /* bytes of the sample that are scored */
    SURE_BYTES = 64, /* beyond ASCII, from which on a score is sure */
    FEW_BYTES = 12,  /* below it, none convinces */
    COMMON = 10,     /* letters of a language that count most */
    LETTERS_MAX = 64,
    LANGUAGES_MAX = 16,
};

enum byte_class { BYTE_NONE, BYTE_LOWER, BYTE_UPPER, BYTE_LETTER, BYTE_SIGN, BYTE_POINT };

/* The letters beyond ASCII of languages, the most frequent ones first. */
static const char *const western[] = {
    "éèàêçùâîôûëïœü", /* French */
    "äüößé",          /* German */
    "óáíéñúü",        /* Spanish */
    "ãçáéíõóêúâôà",   /* Portuguese */
    "àèéùòìó",        /* Italian */
    "éëïöüóèá",       /* Dutch */
    "äöåé",           /* Swedish, Finnish */
    "åøæéöäóò",       /* Danish, Norwegian */
    "áíðéóþúæöý",     /* Icelandic */
    "àéèòçóíúïü",     /* Catalan */
    "äõüöšž",         /* Estonian */
};
static const char *const central[] = {
    "ęąłóżśćńź",         /* Polish */
    "íáéěřšžýčůúňťóďô",  /* Czech */
    "áíéýčžšúľťôňóäďĺŕ", /* Slovak */
    "áéöőóüűíú",         /* Hungarian */
    "čšžćđ",             /* Slovene, Croatian */
    "ăîâşţșț",           /* Romanian */
};
static const char *const cyrillic[] = {
    "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфёъ", /* Russian */
    "оанивтеірслкудмпязьбгйчхцюєїжшщфґ", /* Ukrainian */
    "аноіелтркысдвпузмягбьйхўчжцшюёэф",  /* Belarusian */
    "аиоетнрсвлкдпмзугяъбчщшцжхйюьф",    /* Bulgarian */
    "аоиеінрстујвдмкпљзлњбчгцшћжђхјфџ",  /* Serbian */
    "аоиетнрвскдлмупзгчбјшцжќѓхљњфџѕ",   /* Macedonian */
};
static const char *const turkish[] = {"ıiüşğçöâî"};
static const char *const greek[] = {"ατοεινσρπκμηςυλόάίγέήδώθχβύφωξζψϊϋΐΰ"};
static const char *const hebrew[] = {"יוהלאמרתבשנםדעחקפגכטצזסןךףץ"};
static const char *const arabic[] = {
    "ايلمنوترةبعدسفهكقحجطشصىخأذضزإثئءغظؤآپچژگ",
};
static const char *const baltic[] = {
    "āšēīņūģķļžč", /* Latvian */
    "ėšųžūįčąę",   /* Lithuanian */
    "äõüöšž",      /* Estonian */
};

#define LANGUAGES(list) list, sizeof(list) / sizeof *(list)

/* The first of two with the same score wins. */
static const struct encoding {
    const char *name;
    const char *const *languages;
    size_t n;
} encodings[] = {
    {"WINDOWS-1252", LANGUAGES(western)},  {"WINDOWS-1250", LANGUAGES(central)},
    {"WINDOWS-1251", LANGUAGES(cyrillic)}, {"WINDOWS-1254", LANGUAGES(turkish)},
    {"WINDOWS-1253", LANGUAGES(greek)},    {"WINDOWS-1255", LANGUAGES(hebrew)},
    {"WINDOWS-1256", LANGUAGES(arabic)},   {"WINDOWS-1257", LANGUAGES(baltic)},
    {"ISO-8859-2", LANGUAGES(central)},    {"KOI8-R", LANGUAGES(cyrillic)},
    {"KOI8-U", LANGUAGES(cyrillic)},       {"ISO-8859-5", LANGUAGES(cyrillic)},
    {"IBM866", LANGUAGES(cyrillic)},       {"MAC-CYRILLIC", LANGUAGES(cyrillic)},
    {"ISO-8859-7", LANGUAGES(greek)},      {"ISO-8859-6", LANGUAGES(arabic)},
    {"ISO-8859-13", LANGUAGES(baltic)},    {"MACINTOSH", LANGUAGES(western)},
    {"IBM850", LANGUAGES(western)},        {"IBM852", LANGUAGES(central)},
};

enum { ENCODINGS = sizeof encodings / sizeof *encodings };

/* How an encoding reads the bytes beyond ASCII. */
struct charset_table {
    int32_t lower[128]; /* the character, a small letter for a capital; 0: none */
    unsigned char class[128];
};

static enum byte_class class_of(int32_t c)
{
    switch (utf8proc_category(c)) {
    case UTF8PROC_CATEGORY_LL:
        return BYTE_LOWER;
    case UTF8PROC_CATEGORY_LU:
        return BYTE_UPPER;
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_MN:
        return BYTE_LETTER;
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CN:
        return BYTE_NONE;
    case UTF8PROC_CATEGORY_PD:
    case UTF8PROC_CATEGORY_PI:
    case UTF8PROC_CATEGORY_PF:
    case UTF8PROC_CATEGORY_PS:
    case UTF8PROC_CATEGORY_PO:
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_CF:
        return BYTE_POINT;
    default:
        return BYTE_SIGN;
    }
}

static void fill_table(const char *name, struct charset_table *t)
{
    iconv_t cd = iconv_open("UTF-32LE", name);

    for (int i = 0; i < 128 && cd != (iconv_t)-1; i++) {
        char byte = (char)(128 + i), *in = &byte, *out;
        uint32_t wide[2] = {0};
        size_t in_left = 1, out_left = sizeof wide;

        out = (char *)wide;
        iconv(cd, NULL, NULL, NULL, NULL);
        if (iconv(cd, &in, &in_left, &out, &out_left) == (size_t)-1)
            continue;
        iconv(cd, NULL, NULL, &out, &out_left);
        t->class[i] = (unsigned char)class_of((int32_t)wide[0]);
        t->lower[i] = utf8proc_tolower((int32_t)wide[0]);
    }
    if (cd != (iconv_t)-1)
        iconv_close(cd);
}

static void fill_tables(struct charset_tables *t)
{
    if (t->of)
        return;
    t->of = must_zalloc(ENCODINGS * sizeof *t->of);
    for (size_t i = 0; i < ENCODINGS; i++)
        fill_table(encodings[i].name, &t->of[i]);
}

void charset_tables_free(struct charset_tables *t)
{
    free(t->of);
    t->of = NULL;
}

static enum byte_class class_at(const struct charset_table *t, struct span s, size_t at)
{
    unsigned char c = at < s.len ? (unsigned char)s.data[at] : ' ';

    if (c >= 128)
        return t->class[c - 128];
    return c >= 'a' && c <= 'z' ? BYTE_LOWER : c >= 'A' && c <= 'Z' ? BYTE_UPPER : BYTE_POINT;
}

static bool is_letter_class(enum byte_class c)
{
    return c == BYTE_LOWER || c == BYTE_UPPER || c == BYTE_LETTER;
}

/* The penalty for byte AT, beyond ASCII, where T makes a character of it that hardly stands
 * there. */
static int penalty_at(const struct charset_table *t, struct span s, size_t at)
{
    enum byte_class c = class_at(t, s, at);
    enum byte_class before = at ? class_at(t, s, at - 1) : BYTE_POINT;
    bool inside = is_letter_class(before) && is_letter_class(class_at(t, s, at + 1));

    switch (c) {
    case BYTE_NONE:
        return 8;
    case BYTE_SIGN:
        return inside ? 5 : 2;
    case BYTE_POINT: /* an apostrophe may stand inside a word */
        return inside && t->lower[(unsigned char)s.data[at] - 128] != 0x2019 ? 4 : 0;
    case BYTE_UPPER:
        return before == BYTE_LOWER ? 4 : 0;
    default:
        return 0;
    }
}

/* How a language takes letter C: 3 or 2 if it is frequent, 1 if it occurs, -1 if not. */
static int weight_of(int32_t c, const char *language)
{
    const char *p = language, *end = language + strlen(language);

    for (int rank = 0; p < end; rank++)
        if ((int32_t)utf8_get(&p, end) == c)
            return rank < COMMON / 2 ? 3 : rank < COMMON ? 2 : 1;
    return -1;
}

/* The score of S in ENCODING, a thousandth a byte beyond ASCII. */
static int64_t score_encoding(const struct encoding *e, const struct charset_table *t,
                              struct span s, const uint32_t count[128], uint32_t beyond)
{
    int64_t penalty = 0, best = INT64_MIN;

    for (size_t i = 0; i < s.len; i++)
        if ((unsigned char)s.data[i] >= 128)
            penalty += penalty_at(t, s, i);
    for (size_t l = 0; l < e->n; l++) {
        int64_t sum = 0;

        for (int i = 0; i < 128; i++)
            if (count[i] && is_letter_class(t->class[i]))
                sum += (int64_t)count[i] * weight_of(t->lower[i], e->languages[l]);
        best = sum > best ? sum : best;
    }
    return (best - penalty) * 1000 / beyond;
}

/* Counts the bytes beyond ASCII. */
static uint32_t count_bytes(struct span s, uint32_t count[128])
{
    uint32_t beyond = 0;

    for (size_t i = 0; i < s.len; i++)
        if ((unsigned char)s.data[i] >= 128) {
            count[(unsigned char)s.data[i] - 128]++;
            beyond++;
        }
    return beyond;
}

static struct charset detect_single(struct charset_tables *t, struct span s, int64_t *score)
{
    uint32_t count[128] = {0}, beyond = count_bytes(s, count);
    struct charset found = {.name = "WINDOWS-1252"};

    fill_tables(t);
    *score = INT64_MIN;
    for (size_t i = 0; i < ENCODINGS && beyond; i++) {
        int64_t n = score_encoding(&encodings[i], &t->of[i], s, count, beyond);

        if (n > *score) {
            *score = n;
            found.name = encodings[i].name;
        }
    }
    found.sure = beyond < FEW_BYTES    ? CHARSET_GUESS
                 : beyond < SURE_BYTES ? CHARSET_LIKELY
                                       : CHARSET_SURE;
    /* Few letters may speak for any language. */
    if (found.sure == CHARSET_GUESS || *score <= (found.sure == CHARSET_LIKELY ? 1000 : 0))
        found = (struct charset){.name = "WINDOWS-1252"};
    return found;
}

/* Counts of pairs of bytes, for a text read as one of the East Asian encodings. */
struct pairs {
    uint32_t all, bad, common;
};

/* The encodings of pairs of bytes: the first byte's range, and those of the common characters. */
static const struct pair_encoding {
    const char *name;
    unsigned char lead, lead_end, trail, common, common_end;
} pair_encodings[] = {
    {"GB18030", 0x81, 0xFE, 0x40, 0xB0, 0xD7}, {"BIG5", 0x81, 0xFE, 0x40, 0xA4, 0xC6},
    {"EUC-KR", 0xA1, 0xFE, 0xA1, 0xB0, 0xC8},  {"EUC-JP", 0xA1, 0xFE, 0xA1, 0xA4, 0xA5},
    {"CP932", 0x81, 0xFC, 0x40, 0x82, 0x83},
};

static bool pair_fits(const struct pair_encoding *e, unsigned char a, unsigned char b)
{
    bool lead = a >= e->lead && a <= e->lead_end;

    /* Big5's trails leave a gap; bytes A0 to DF alone are CP932's narrow signs. */
    if (!strcmp(e->name, "BIG5") && b > 0x7E && b < 0xA1)
        return false;
    return lead && b >= e->trail && b != 0x7F && b < 0xFF;
}

static struct pairs count_pairs(const struct pair_encoding *e, struct span s)
{
    struct pairs p = {0};
    bool narrow = !strcmp(e->name, "CP932");

    for (size_t i = 0; i < s.len; i++) {
        unsigned char a = (unsigned char)s.data[i];
        unsigned char b = i + 1 < s.len ? (unsigned char)s.data[i + 1] : 0;

        if (a < 128)
            continue;
        p.all++;
        if (narrow && a >= 0xA1 && a <= 0xDF)
            continue;
        if (i + 1 < s.len && pair_fits(e, a, b)) {
            p.common += a >= e->common && a <= e->common_end;
            i++;
        } else {
            p.bad += i + 1 < s.len;
        }
    }
    return p;
}

/* Whether P is a text in encoding I: nearly all of it fits, and enough of it is common. Kana are
 * less than half of Japanese, common characters nearly all of Chinese and Korean. */
static bool pairs_convince(size_t i, struct pairs p)
{
    static const uint32_t percent[] = {70, 70, 85, 25, 25};

    return p.all >= FEW_BYTES && p.bad * 200 <= p.all && p.common * 100 >= p.all * percent[i];
}

/* The East Asian encoding of S; its name is NULL if it is none. */
static struct charset detect_pairs(struct span s)
{
    static const size_t order[] = {4, 3, 2, 0, 1};
    struct charset found = {.wide = true, .sure = CHARSET_SURE};

    for (size_t i = 0; i < sizeof order / sizeof *order && !found.name; i++) {
        struct pairs p = count_pairs(&pair_encodings[order[i]], s);

        if (pairs_convince(order[i], p))
            found.name = pair_encodings[order[i]].name;
        if (found.name && p.all < SURE_BYTES)
            found.sure = CHARSET_LIKELY;
    }
    return found;
}

/* uchardet's opinion, as iconv's name; NULL if it has none that counts. */
static struct charset ask_uchardet(struct span s)
{
    static const char *const wide[] = {"GB18030", "BIG5", "EUC-JP",   "EUC-TW",
                                       "EUC-KR",  "UHC",  "SHIFT_JIS"};
    static const char *const single[] = {"TIS-620", "VISCII", "WINDOWS-1258"};
    struct charset found = {.sure = CHARSET_LIKELY};
    uchardet_t detector = uchardet_new();
    const char *name = "";

    if (!uchardet_handle_data(detector, s.data, s.len)) {
        uchardet_data_end(detector);
        name = uchardet_get_charset(detector);
    }
    for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
        if (!strcmp(name, wide[i]))
            found = (struct charset){wide[i], CHARSET_LIKELY, true};
    for (size_t i = 0; i < sizeof single / sizeof *single; i++)
        if (!strcmp(name, single[i]))
            found = (struct charset){single[i], CHARSET_LIKELY, false};
    uchardet_delete(detector);
    return found;
}

struct charset charset_detect(struct charset_tables *t, struct span sample)
{
    struct span look = {sample.data, sample.len < LOOK ? sample.len : LOOK};
    struct charset found = detect_pairs(look), other;
    int64_t score;

    if (found.name)
        return found;
    found = detect_single(t, look, &score);
    if (score > 1000 || look.len < FEW_BYTES)
        return found;
    other = ask_uchardet(look);
    return other.name && found.sure == CHARSET_GUESS ? other : found;
}

const char *charset_shifted(struct span sample)
{
    if (memmem(sample.data, sample.len, "\x1B$B", 3) ||
        memmem(sample.data, sample.len, "\x1B$@", 3))
        return "ISO-2022-JP";
    return memmem(sample.data, sample.len, "\x1B$)C", 4) ? "ISO-2022-KR" : NULL;
}

/* Whether C, the low byte of a character whose high byte is zero, is text. */
static bool is_latin_text(unsigned char c)
{
    return c == '\t' || c == '\n' || c == '\r' || (c >= ' ' && c < 0x7F) || c >= 0xA0;
}

/* Whether START is UTF-16 with its high bytes at HIGH, 0 or 1: an eighth of its characters are
 * blanks or of another Latin text, and none of these a control character. */
static bool is_wide_text(struct span start, size_t high)
{
    size_t latin = 0, n = start.len / 2;

    for (size_t i = 0; i < n; i++) {
        unsigned char low = (unsigned char)start.data[2 * i + 1 - high];

        if (start.data[2 * i + high])
            continue;
        if (!is_latin_text(low))
            return false;
        latin++;
    }
    return n >= 4 && latin > n / 8;
}

const char *charset_zeros(struct span start)
{
    if (!start.len || !memchr(start.data, 0, start.len))
        return NULL;
    return is_wide_text(start, 1) ? "UTF-16LE" : is_wide_text(start, 0) ? "UTF-16BE" : NULL;
}
