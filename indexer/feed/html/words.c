/* The words by which sites name the parts of a page, in classes and ids. */
#include "indexer/feed/html/words.h"

#include <stdlib.h>

enum { WORD_MAX = 24 };

struct word_row {
    const char *word;
    unsigned senses;
};

/* In the order of their words. */
static const struct word_row rows[] = {
    {"actions", WORD_AROUND},
    {"ad", WORD_ASIDE},
    {"addthis", WORD_ASIDE},
    {"addtoany", WORD_ASIDE},
    {"ads", WORD_ASIDE},
    {"advert", WORD_ASIDE},
    {"advertisement", WORD_ASIDE},
    {"advertising", WORD_ASIDE},
    {"anzeige", WORD_ASIDE},
    {"art", WORD_ARTICLE},
    {"article", WORD_ARTICLE},
    {"articlebody", WORD_ARTICLE | WORD_TEXT},
    {"artikel", WORD_ARTICLE},
    {"author", WORD_AUTHOR},
    {"authorbox", WORD_ASIDE},
    {"authors", WORD_AUTHOR},
    {"autor", WORD_AUTHOR},
    {"banner", WORD_AROUND},
    {"bio", WORD_AROUND},
    {"biography", WORD_AROUND},
    {"body", WORD_TEXT},
    {"bookmark", WORD_AROUND},
    {"breadcrumb", WORD_ASIDE},
    {"breadcrumbs", WORD_ASIDE},
    {"byline", WORD_AUTHOR},
    {"caption", WORD_AROUND},
    {"carousel", WORD_AROUND},
    {"comment", WORD_COMMENT},
    {"commentaires", WORD_COMMENT},
    {"commentlist", WORD_COMMENT},
    {"comments", WORD_COMMENT},
    {"consent", WORD_ASIDE},
    {"content", WORD_TEXT},
    {"contents", WORD_TEXT},
    {"cookie", WORD_ASIDE},
    {"cookies", WORD_ASIDE},
    {"copyright", WORD_AROUND},
    {"credit", WORD_AROUND},
    {"credits", WORD_AROUND},
    {"date", WORD_DATE},
    {"dateline", WORD_DATE},
    {"datum", WORD_DATE},
    {"disclaimer", WORD_AROUND},
    {"disqus", WORD_COMMENT},
    {"donate", WORD_AROUND},
    {"donation", WORD_AROUND},
    {"entry", WORD_ARTICLE},
    {"facebook", WORD_AROUND},
    {"fecha", WORD_DATE},
    {"foot", WORD_AROUND},
    {"footer", WORD_ASIDE},
    {"fulltext", WORD_ARTICLE | WORD_TEXT},
    {"gallery", WORD_AROUND},
    {"gdpr", WORD_ASIDE},
    {"kommentare", WORD_COMMENT},
    {"legal", WORD_AROUND},
    {"like", WORD_AROUND},
    {"likes", WORD_AROUND},
    {"link", WORD_LINK},
    {"links", WORD_LINK},
    {"login", WORD_ASIDE},
    {"main", WORD_MAIN},
    {"masthead", WORD_ASIDE},
    {"menu", WORD_ASIDE},
    {"meta", WORD_AROUND},
    {"metadata", WORD_AROUND},
    {"modal", WORD_ASIDE},
    {"more", WORD_LINK},
    {"nav", WORD_ASIDE},
    {"navbar", WORD_ASIDE},
    {"navi", WORD_ASIDE},
    {"navigation", WORD_ASIDE},
    {"newsletter", WORD_ASIDE},
    {"next", WORD_LINK},
    {"noprint", WORD_ASIDE},
    {"outbrain", WORD_ASIDE},
    {"overlay", WORD_AROUND},
    {"pager", WORD_ASIDE},
    {"pagination", WORD_ASIDE},
    {"paywall", WORD_AROUND},
    {"pingback", WORD_COMMENT},
    {"pop", WORD_AROUND},
    {"popular", WORD_AROUND},
    {"popup", WORD_ASIDE},
    {"post", WORD_ARTICLE},
    {"prev", WORD_LINK},
    {"previous", WORD_LINK},
    {"primary", WORD_MAIN},
    {"print", WORD_AROUND},
    {"promo", WORD_AROUND},
    {"promoted", WORD_ASIDE},
    {"promotion", WORD_AROUND},
    {"publish", WORD_DATE},
    {"published", WORD_DATE},
    {"rating", WORD_AROUND},
    {"ratings", WORD_AROUND},
    {"readmore", WORD_ASIDE},
    {"recommend", WORD_ASIDE},
    {"recommendation", WORD_ASIDE},
    {"recommendations", WORD_ASIDE},
    {"recommended", WORD_ASIDE},
    {"related", WORD_ASIDE},
    {"relatedposts", WORD_ASIDE},
    {"reply", WORD_COMMENT},
    {"respond", WORD_COMMENT},
    {"share", WORD_AROUND},
    {"sharedaddy", WORD_ASIDE},
    {"shares", WORD_AROUND},
    {"sharing", WORD_AROUND},
    {"sidebar", WORD_ASIDE},
    {"signup", WORD_ASIDE},
    {"similar", WORD_AROUND},
    {"skip", WORD_AROUND},
    {"slider", WORD_AROUND},
    {"social", WORD_ASIDE},
    {"socials", WORD_ASIDE},
    {"sponsor", WORD_ASIDE},
    {"sponsored", WORD_ASIDE},
    {"sponsors", WORD_ASIDE},
    {"story", WORD_ARTICLE},
    {"subscribe", WORD_ASIDE},
    {"subscription", WORD_ASIDE},
    {"taboola", WORD_ASIDE},
    {"tag", WORD_LINK},
    {"tagcloud", WORD_ASIDE},
    {"taglist", WORD_ASIDE},
    {"tags", WORD_AROUND},
    {"teaser", WORD_AROUND},
    {"teasers", WORD_AROUND},
    {"text", WORD_TEXT},
    {"time", WORD_DATE},
    {"timestamp", WORD_DATE},
    {"toc", WORD_AROUND},
    {"toolbar", WORD_ASIDE},
    {"tools", WORD_AROUND},
    {"trackback", WORD_COMMENT},
    {"trending", WORD_ASIDE},
    {"tweet", WORD_AROUND},
    {"twitter", WORD_LINK},
    {"vote", WORD_AROUND},
    {"werbung", WORD_ASIDE},
    {"widget", WORD_ASIDE},
    {"widgets", WORD_ASIDE},
    {"wpcnt", WORD_ASIDE},
    {"yarpp", WORD_ASIDE},
};

static int compare_word(const void *word, const void *row)
{
    return strcmp(word, ((const struct word_row *)row)->word);
}

static bool ends_with(const char *word, const char *end)
{
    size_t len = strlen(word), end_len = strlen(end);

    return len > end_len && !strcmp(word + len - end_len, end);
}

static unsigned senses_of(const char *word)
{
    const struct word_row *row =
        bsearch(word, rows, sizeof rows / sizeof *rows, sizeof *rows, compare_word);

    if (row)
        return row->senses;
    return (ends_with(word, "date") && strcmp(word, "update") != 0) || ends_with(word, "datum")
               ? WORD_DATE
               : 0;
}

static bool is_small(char c)
{
    return c >= 'a' && c <= 'z';
}

static bool is_capital(char c)
{
    return c >= 'A' && c <= 'Z';
}

/* The senses of the words of VALUE; a capital after a small letter begins a word. */
static unsigned senses_in(struct span value)
{
    unsigned senses = 0;
    char word[WORD_MAX + 1];
    size_t len = 0;

    for (size_t i = 0; i <= value.len; i++) {
        char c = i < value.len ? value.data[i] : ' ';
        bool begins = is_capital(c) && i && is_small(value.data[i - 1]);

        if (len && (begins || !(is_small(c) || is_capital(c)))) {
            word[len <= WORD_MAX ? len : 0] = '\0';
            senses |= senses_of(word);
            len = 0;
        }
        if (is_small(c) || is_capital(c)) {
            if (len < WORD_MAX)
                word[len] = (char)(c | 0x20);
            len++;
        }
    }
    return senses;
}

unsigned words_of(const struct html_tree *t, size_t node)
{
    return senses_in(tree_value(t, node, ATTR_CLASS)) | senses_in(tree_value(t, node, ATTR_ID)) |
           senses_in(tree_value(t, node, ATTR_ROLE));
}
