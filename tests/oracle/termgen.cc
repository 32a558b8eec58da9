#include "tests/oracle/termgen.h"

#include <string>
#include <vector>
#include <xapian.h>

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
    Xapian::Utf8Iterator words(text.data ? text.data : "", text.len);

    g->generator.index_text(words, wdf, prefix);
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
