/* Snowball stemmers, by language. */
#include "text/stem.h"

#include <libstemmer.h>
#include <limits.h>
#include <stdlib.h>

#include "core/alloc.h"

struct stemmer {
    const char *language;
    struct sb_stemmer *snowball; /* NULL for "none" */
};

static const char none[] = "none";

/* ISO 639 codes. libstemmer accepts them but does not map them to its names. */
static const struct {
    const char *language, *codes[3];
} aliases[] = {
    {"arabic", {"ar", "ara"}},          {"armenian", {"hy", "hye", "arm"}},
    {"basque", {"eu", "eus", "baq"}},   {"catalan", {"ca", "cat"}},
    {"danish", {"da", "dan"}},          {"dutch", {"nl", "nld", "dut"}},
    {"english", {"en", "eng"}},         {"finnish", {"fi", "fin"}},
    {"french", {"fr", "fra", "fre"}},   {"german", {"de", "deu", "ger"}},
    {"greek", {"el", "ell", "gre"}},    {"hindi", {"hi", "hin"}},
    {"hungarian", {"hu", "hun"}},       {"indonesian", {"id", "ind"}},
    {"irish", {"ga", "gle"}},           {"italian", {"it", "ita"}},
    {"lithuanian", {"lt", "lit"}},      {"nepali", {"ne", "nep"}},
    {"norwegian", {"no", "nor"}},       {"portuguese", {"pt", "por"}},
    {"romanian", {"ro", "ron", "rum"}}, {"russian", {"ru", "rus"}},
    {"serbian", {"sr", "srp"}},         {"spanish", {"es", "spa", "esl"}},
    {"swedish", {"sv", "swe"}},         {"tamil", {"ta", "tam"}},
    {"turkish", {"tr", "tur"}},         {"yiddish", {"yi", "yid"}},
};

static const char *language_of_code(const char *code)
{
    for (size_t i = 0; i < sizeof aliases / sizeof *aliases; i++)
        for (size_t k = 0; k < 3 && aliases[i].codes[k]; k++)
            if (!strcmp(code, aliases[i].codes[k]))
                return aliases[i].language;
    return code;
}

/* The name in libstemmer's own list, or NULL. */
static const char *canonical_language(const char *language)
{
    const char *name = language_of_code(language);

    for (const char **known = sb_stemmer_list(); *known; known++)
        if (!strcmp(name, *known))
            return *known;
    return strcmp(name, none) ? NULL : none;
}

static dateline_status fail_unknown(const char *language, dateline_error *err)
{
    struct buf names = {0};

    for (const char **known = sb_stemmer_list(); *known; known++)
        buf_printf(&names, "%s, ", *known);
    fail(err, DATELINE_BAD_OPTION, "unknown language \"%.40s\": there are %s%s", language,
         names.data ? names.data : "", none);
    buf_free(&names);
    return DATELINE_BAD_OPTION;
}

dateline_status stemmer_open(const char *language, struct stemmer **out, dateline_error *err)
{
    const char *name = canonical_language(language);
    struct sb_stemmer *snowball = name && name != none ? sb_stemmer_new(name, NULL) : NULL;

    if (!name)
        return fail_unknown(language, err);
    if (name != none && !snowball)
        out_of_memory(0); /* it knows all names in its own list */
    *out = must_zalloc(sizeof **out);
    (*out)->language = name;
    (*out)->snowball = snowball;
    return DATELINE_OK;
}

void stemmer_close(struct stemmer *s)
{
    if (!s)
        return;
    sb_stemmer_delete(s->snowball);
    free(s);
}

const char *stemmer_language(const struct stemmer *s)
{
    return s->language;
}

bool stemmer_keeps_start(const struct stemmer *s)
{
    return !s->snowball || !strcmp(s->language, "english");
}

enum { STEM_ROOM = 1 << 16 /* bytes; more than a stem takes */ };

struct span stemmer_stem(struct stemmer *s, struct span word)
{
    const sb_symbol *stem;

    if (!s->snowball || !word.len || word.len > INT_MAX)
        return (struct span){0};
    stem = sb_stemmer_stem(s->snowball, (const sb_symbol *)word.data, (int)word.len);
    if (!stem) { /* libstemmer had no memory; we have, or end here; so has it, the second time */
        free(must_alloc(STEM_ROOM));
        stem = sb_stemmer_stem(s->snowball, (const sb_symbol *)word.data, (int)word.len);
    }
    if (!stem)
        return (struct span){0};
    return (struct span){(const char *)stem, (size_t)sb_stemmer_length(s->snowball)};
}
