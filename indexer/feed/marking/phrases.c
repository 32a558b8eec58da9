/* The phrases by which lines of a site's furniture are known. */
#include "indexer/feed/marking/phrases.h"

#include "indexer/feed/marking/lines.h"

/* How a phrase matches a line. */
enum match {
    WHOLE,  /* but for marks at the ends */
    START,  /* followed by the end, a blank or a mark */
    COLON,  /* followed by a colon and a headline */
    YEAR,   /* followed by a year, after blanks */
    CLAUSE, /* followed by no further words of its sentence */
};

static const struct phrase phrases[] = {
    {"(c)", FURNITURE_NOTICE, YEAR},
    {"add a comment", FURNITURE_FORM, WHOLE},
    {"advertisement", FURNITURE_PIECE, WHOLE},
    {"advertisements", FURNITURE_PIECE, WHOLE},
    {"advertising", FURNITURE_PIECE, WHOLE},
    {"all rights reserved", FURNITURE_NOTICE, CLAUSE},
    {"alle rechte vorbehalten", FURNITURE_NOTICE, CLAUSE},
    {"also read", FURNITURE_PIECE, COLON},
    {"also read", FURNITURE_HEADING, WHOLE},
    {"anzeige", FURNITURE_PIECE, WHOLE},
    {"around the web", FURNITURE_HEADING, WHOLE},
    {"article continues below advertisement", FURNITURE_PIECE, WHOLE},
    {"article continues after advertisement", FURNITURE_PIECE, WHOLE},
    {"article continues after this advertisement", FURNITURE_PIECE, WHOLE},
    {"articles liés", FURNITURE_HEADING, WHOLE},
    {"articoli correlati", FURNITURE_HEADING, WHOLE},
    {"be the first to comment", FURNITURE_FORM, WHOLE},
    {"cancel reply", FURNITURE_FORM, WHOLE},
    {"click here to subscribe", FURNITURE_PIECE, START},
    {"comments are closed", FURNITURE_FORM, WHOLE},
    {"copyright ©", FURNITURE_NOTICE, YEAR},
    {"copyright (c)", FURNITURE_NOTICE, YEAR},
    {"copyright", FURNITURE_NOTICE, YEAR},
    {"czytaj także", FURNITURE_PIECE, COLON},
    {"czytaj także", FURNITURE_HEADING, WHOLE},
    {"das könnte sie auch interessieren", FURNITURE_HEADING, WHOLE},
    {"deixe um comentário", FURNITURE_FORM, WHOLE},
    {"deja una respuesta", FURNITURE_FORM, WHOLE},
    {"don't miss", FURNITURE_PIECE, COLON},
    {"don't miss", FURNITURE_HEADING, WHOLE},
    {"download our app", FURNITURE_PIECE, START},
    {"editor's picks", FURNITURE_HEADING, WHOLE},
    {"editors' picks", FURNITURE_HEADING, WHOLE},
    {"email this article", FURNITURE_PIECE, WHOLE},
    {"follow us on", FURNITURE_PIECE, START},
    {"from around the web", FURNITURE_HEADING, WHOLE},
    {"from the web", FURNITURE_HEADING, WHOLE},
    {"join the conversation", FURNITURE_FORM, WHOLE},
    {"kommentar schreiben", FURNITURE_FORM, WHOLE},
    {"laisser un commentaire", FURNITURE_FORM, WHOLE},
    {"lascia un commento", FURNITURE_FORM, WHOLE},
    {"latest news", FURNITURE_HEADING, WHOLE},
    {"latest stories", FURNITURE_HEADING, WHOLE},
    {"latest articles", FURNITURE_HEADING, WHOLE},
    {"le puede interesar", FURNITURE_HEADING, WHOLE},
    {"lea también", FURNITURE_PIECE, COLON},
    {"lea también", FURNITURE_HEADING, WHOLE},
    {"leave a reply", FURNITURE_FORM, WHOLE},
    {"leave a comment", FURNITURE_FORM, WHOLE},
    {"leave your comment", FURNITURE_FORM, WHOLE},
    {"lees ook", FURNITURE_PIECE, COLON},
    {"lees ook", FURNITURE_HEADING, WHOLE},
    {"leggi anche", FURNITURE_PIECE, COLON},
    {"leggi anche", FURNITURE_HEADING, WHOLE},
    {"leia também", FURNITURE_PIECE, COLON},
    {"leia também", FURNITURE_HEADING, WHOLE},
    {"lesen sie auch", FURNITURE_PIECE, COLON},
    {"lesen sie auch", FURNITURE_HEADING, WHOLE},
    {"lire aussi", FURNITURE_PIECE, COLON},
    {"lire aussi", FURNITURE_HEADING, WHOLE},
    {"listen to this article", FURNITURE_PIECE, WHOLE},
    {"load comments", FURNITURE_FORM, WHOLE},
    {"log in to comment", FURNITURE_FORM, WHOLE},
    {"may be interested in", FURNITURE_PIECE, COLON},
    {"may be interested in", FURNITURE_HEADING, WHOLE},
    {"may interest you", FURNITURE_HEADING, WHOLE},
    {"mehr zum thema", FURNITURE_PIECE, COLON},
    {"mehr zum thema", FURNITURE_HEADING, WHOLE},
    {"meistgelesen", FURNITURE_HEADING, WHOLE},
    {"more stories", FURNITURE_HEADING, WHOLE},
    {"more news", FURNITURE_HEADING, WHOLE},
    {"more on this story", FURNITURE_HEADING, WHOLE},
    {"more from", FURNITURE_HEADING, START},
    {"most read", FURNITURE_HEADING, WHOLE},
    {"most popular", FURNITURE_HEADING, WHOLE},
    {"most viewed", FURNITURE_HEADING, WHOLE},
    {"must read", FURNITURE_PIECE, COLON},
    {"no comments yet", FURNITURE_FORM, WHOLE},
    {"noticias relacionadas", FURNITURE_HEADING, WHOLE},
    {"popular posts", FURNITURE_HEADING, WHOLE},
    {"post a comment", FURNITURE_FORM, WHOLE},
    {"print this article", FURNITURE_PIECE, WHOLE},
    {"promoted stories", FURNITURE_HEADING, WHOLE},
    {"publicité", FURNITURE_PIECE, WHOLE},
    {"publicidad", FURNITURE_PIECE, WHOLE},
    {"read more", FURNITURE_PIECE, COLON},
    {"read also", FURNITURE_PIECE, COLON},
    {"read next", FURNITURE_PIECE, COLON},
    {"read more", FURNITURE_HEADING, WHOLE},
    {"read next", FURNITURE_HEADING, WHOLE},
    {"read also", FURNITURE_HEADING, WHOLE},
    {"recommended", FURNITURE_PIECE, COLON},
    {"recommended", FURNITURE_HEADING, WHOLE},
    {"recommended for you", FURNITURE_HEADING, WHOLE},
    {"recommended stories", FURNITURE_HEADING, WHOLE},
    {"recommended articles", FURNITURE_HEADING, WHOLE},
    {"recommended reading", FURNITURE_HEADING, WHOLE},
    {"related", FURNITURE_PIECE, COLON},
    {"related article", FURNITURE_PIECE, COLON},
    {"related articles", FURNITURE_PIECE, COLON},
    {"related story", FURNITURE_PIECE, COLON},
    {"related stories", FURNITURE_PIECE, COLON},
    {"related news", FURNITURE_PIECE, COLON},
    {"related", FURNITURE_HEADING, WHOLE},
    {"related articles", FURNITURE_HEADING, WHOLE},
    {"related stories", FURNITURE_HEADING, WHOLE},
    {"related news", FURNITURE_HEADING, WHOLE},
    {"related posts", FURNITURE_HEADING, WHOLE},
    {"related content", FURNITURE_HEADING, WHOLE},
    {"related topics", FURNITURE_HEADING, WHOLE},
    {"related links", FURNITURE_HEADING, WHOLE},
    {"related coverage", FURNITURE_HEADING, WHOLE},
    {"related reading", FURNITURE_HEADING, WHOLE},
    {"required fields are marked", FURNITURE_FORM, START},
    {"save my name, email", FURNITURE_FORM, START},
    {"schreibe einen kommentar", FURNITURE_FORM, WHOLE},
    {"scroll to continue", FURNITURE_PIECE, WHOLE},
    {"scroll down to continue", FURNITURE_PIECE, WHOLE},
    {"see also", FURNITURE_PIECE, COLON},
    {"see also", FURNITURE_HEADING, WHOLE},
    {"share this", FURNITURE_PIECE, WHOLE},
    {"share this article", FURNITURE_PIECE, WHOLE},
    {"share this story", FURNITURE_PIECE, WHOLE},
    {"share this post", FURNITURE_PIECE, WHOLE},
    {"show comments", FURNITURE_FORM, WHOLE},
    {"sign up now", FURNITURE_PIECE, WHOLE},
    {"sign up for our newsletter", FURNITURE_PIECE, START},
    {"sign up to our newsletter", FURNITURE_PIECE, START},
    {"similar content", FURNITURE_HEADING, WHOLE},
    {"similar articles", FURNITURE_HEADING, WHOLE},
    {"similar stories", FURNITURE_HEADING, WHOLE},
    {"similar news", FURNITURE_HEADING, WHOLE},
    {"similar posts", FURNITURE_HEADING, WHOLE},
    {"sponsored", FURNITURE_PIECE, WHOLE},
    {"sponsored content", FURNITURE_PIECE, WHOLE},
    {"sponsored links", FURNITURE_HEADING, WHOLE},
    {"story continues below", FURNITURE_PIECE, WHOLE},
    {"story continues below advertisement", FURNITURE_PIECE, WHOLE},
    {"story continues after advertisement", FURNITURE_PIECE, WHOLE},
    {"subscribe now", FURNITURE_PIECE, WHOLE},
    {"subscribe to our newsletter", FURNITURE_PIECE, START},
    {"subscribe to our newsletters", FURNITURE_PIECE, START},
    {"sur le même sujet", FURNITURE_HEADING, WHOLE},
    {"te puede interesar", FURNITURE_HEADING, WHOLE},
    {"todos los derechos reservados", FURNITURE_NOTICE, CLAUSE},
    {"todos os direitos reservados", FURNITURE_NOTICE, CLAUSE},
    {"top stories", FURNITURE_HEADING, WHOLE},
    {"tous droits réservés", FURNITURE_NOTICE, CLAUSE},
    {"trending", FURNITURE_HEADING, WHOLE},
    {"trending now", FURNITURE_HEADING, WHOLE},
    {"tutti i diritti riservati", FURNITURE_NOTICE, CLAUSE},
    {"up next", FURNITURE_HEADING, WHOLE},
    {"view comments", FURNITURE_FORM, WHOLE},
    {"weitere artikel", FURNITURE_HEADING, WHOLE},
    {"werbung", FURNITURE_PIECE, WHOLE},
    {"what to read next", FURNITURE_HEADING, WHOLE},
    {"write a comment", FURNITURE_FORM, WHOLE},
    {"you may be interested in", FURNITURE_PIECE, COLON},
    {"you may also like", FURNITURE_PIECE, COLON},
    {"you might also like", FURNITURE_PIECE, COLON},
    {"you may also like", FURNITURE_HEADING, WHOLE},
    {"you might also like", FURNITURE_HEADING, WHOLE},
    {"you may be interested in", FURNITURE_HEADING, WHOLE},
    {"you may also be interested in", FURNITURE_HEADING, WHOLE},
    {"your email address will not be published", FURNITURE_FORM, START},
    {"you must be logged in to post a comment", FURNITURE_FORM, START},
    {"you must log in to post a comment", FURNITURE_FORM, START},
    {"zobacz także", FURNITURE_HEADING, WHOLE},
    {"À lire aussi", FURNITURE_PIECE, COLON},
    {"À lire aussi", FURNITURE_HEADING, WHOLE},
    {"à lire aussi", FURNITURE_PIECE, COLON},
    {"à lire aussi", FURNITURE_HEADING, WHOLE},
    {"Реклама", FURNITURE_PIECE, WHOLE},
    {"Читайте также", FURNITURE_PIECE, COLON},
    {"Читайте також", FURNITURE_PIECE, COLON},
    {"Читайте также", FURNITURE_HEADING, WHOLE},
    {"Читайте також", FURNITURE_HEADING, WHOLE},
    {"Все права защищены", FURNITURE_NOTICE, CLAUSE},
    {"Добавить комментарий", FURNITURE_FORM, WHOLE},
    {"По теме", FURNITURE_HEADING, WHOLE},
};

/* Whether REST, of the line after a phrase, is a colon and a headline. */
static bool is_headline_after_colon(struct span rest)
{
    rest = span_trim(rest);
    return rest.len > 1 && *rest.data == ':' && !line_is_prose(rest);
}

/* Whether REST, of the line after a phrase, begins with no further words of its sentence. */
static bool ends_clause(struct span rest)
{
    rest = span_trim(rest);
    return !rest.len || !is_ascii_letter(*rest.data);
}

bool begins_with_year(struct span s)
{
    s = span_trim(s);
    return s.len >= 4 && (*s.data == '1' || *s.data == '2') && is_ascii_digit(s.data[1]) &&
           is_ascii_digit(s.data[2]);
}

static bool matches_phrase(struct span line, struct span bare, const struct phrase *p)
{
    enum { START_WORDS_MAX = 20 };
    struct span rest;

    if (!span_begins_any_case(bare, p->text))
        return false;
    rest = span_from(bare, strlen(p->text));
    switch ((enum match)p->match) {
    case WHOLE:
        return !rest.len;
    case START:
        return (!rest.len || strchr(" .,:!", *rest.data)) && !memchr(line.data, '"', line.len) &&
               line_words(line) <= START_WORDS_MAX &&
               (p->kind != FURNITURE_HEADING || !line_is_prose(line));
    case COLON:
        rest.len = (size_t)(line.data + line.len - rest.data);
        return is_headline_after_colon(rest);
    case YEAR:
        return begins_with_year(rest);
    case CLAUSE:
        return ends_clause(rest);
    }
    return false;
}

/* The first three bytes of TEXT, which has LEN. A bit is set in each, in which capitals of ASCII
 * differ from small letters; some other bytes look the same, too. */
static inline uint32_t opening(const char *text, size_t len)
{
    uint32_t second = len > 1 ? (unsigned char)text[1] : 0;
    uint32_t third = len > 2 ? (unsigned char)text[2] : 0;

    return 0x202020 | (uint32_t)(unsigned char)*text << 16 | second << 8 | third;
}

struct phrases phrases_opening(const struct phrase *list, size_t n, struct span s)
{
    uint32_t sought = opening(s.data, s.len);
    size_t low = 0, high = n, end;

    while (low < high) {
        size_t middle = (low + high) / 2;

        if (opening(list[middle].text, 3) < sought)
            low = middle + 1;
        else
            high = middle;
    }
    for (end = low; end < n && opening(list[end].text, 3) == sought; end++)
        ;
    return (struct phrases){list + low, end - low};
}

enum furniture phrase_kind(struct span line, struct span bare)
{
    struct phrases p = phrases_opening(phrases, sizeof phrases / sizeof *phrases, bare);

    for (size_t i = 0; i < p.len; i++)
        if (matches_phrase(line, bare, &p.list[i]))
            return (enum furniture)p.list[i].kind;
    return FURNITURE_NONE;
}
