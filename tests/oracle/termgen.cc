#include "tests/oracle/termgen.h"

#include <string>
#include <vector>
#include <xapian.h>

/* Whether C is a word of its own in dateline: as Xapian's CJK n-grams have it, without full-width
 * letters and digits. */
static bool stands_alone(unsigned c)
{
    return (c >= 0x2E80 && c <= 0x2EFF) || (c >= 0x3000 && c <= 0x9FFF) ||
           (c >= 0xA700 && c <= 0xA71F) || (c >= 0xAC00 && c <= 0xD7AF) ||
           (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFE30 && c <= 0xFE4F) ||
           (c >= 0xFF66 && c <= 0xFFEF) || (c >= 0x20000 && c <= 0x2A6DF) ||
           (c >= 0x2F800 && c <= 0x2FA1F);
}

static bool is_mark(unsigned c)
{
    const auto category = Xapian::Unicode::get_category(c);

    return c == 0xFF9E || c == 0xFF9F || category == Xapian::Unicode::NON_SPACING_MARK ||
           category == Xapian::Unicode::ENCLOSING_MARK ||
           category == Xapian::Unicode::COMBINING_SPACING_MARK;
}

/* TEXT with a blank before and after each character that stands alone, with its marks: so
 * Xapian's words are those of its n-grams that have positions, without the n-grams' quirks. */
static std::string set_apart(struct span text)
{
    std::string out;
    bool alone = false;

    for (Xapian::Utf8Iterator at(text.data ? text.data : "", text.len);
         at != Xapian::Utf8Iterator(); ++at) {
        const bool mark = is_mark(*at);

        if (!mark && (alone || stands_alone(*at)))
            out += ' ';
        alone = mark ? alone : Xapian::Unicode::is_wordchar(*at) && stands_alone(*at);
        Xapian::Unicode::append_utf8(out, *at);
    }
    return out;
}

struct termgen {
    Xapian::TermGenerator generator;
    Xapian::Document document;
};

struct termgen *termgen_open(const char *language)
{
    termgen *g = new termgen;

    g->generator.set_stemmer(Xapian::Stem(language));
    termgen_clear(g);
    return g;
}

void termgen_close(struct termgen *g)
{
    delete g;
}

void termgen_clear(struct termgen *g)
{
    g->document = Xapian::Document();
    g->generator.set_document(g->document);
}

void termgen_text(struct termgen *g, struct span text, unsigned wdf, const char *prefix)
{
    g->generator.index_text(set_apart(text), wdf, prefix);
    g->document = g->generator.get_document();
}

uint32_t termgen_position(const struct termgen *g)
{
    return g->generator.get_termpos();
}

void termgen_seek(struct termgen *g, uint32_t position)
{
    g->generator.set_termpos(position);
}

void termgen_terms(const struct termgen *g, termgen_each *each, void *context)
{
    std::vector<uint32_t> positions;

    for (auto t = g->document.termlist_begin(); t != g->document.termlist_end(); ++t) {
        const std::string term = *t;

        positions.assign(t.positionlist_begin(), t.positionlist_end());
        each(context, {term.data(), term.size()}, t.get_wdf(), positions.data(), positions.size());
    }
}
