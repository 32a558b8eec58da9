/* Collects the claims of a page's JSON-LD about its article. */
#include "indexer/feed/html/claims.h"

/* The rank of the claims of an object of TYPE; RANK_NOTHING: it is not the article. */
static enum claim_rank rank_of_type(struct span type)
{
    static const char *const articles[] = {"Article", "Posting", "Report", "Recipe", "Review"};

    for (size_t i = 0; i < sizeof articles / sizeof *articles; i++)
        if (html_holds(type, articles[i]))
            return RANK_STATED;
    return html_holds(type, "WebPage") ? RANK_LOOSE : RANK_NOTHING;
}

/* The rank by VALUE's @type, a string or a list of them. */
static enum claim_rank rank_of_object(const struct json_value *value)
{
    const struct json_value *type = json_member(value, span_of("@type"));
    enum claim_rank best = RANK_NOTHING;

    for (size_t i = 0; type && i < type->size; i++)
        if (type[i].type == JSON_STRING && rank_of_type(type[i].text) < best)
            best = rank_of_type(type[i].text);
    return best;
}

/* The text of member NAME: a string, the first of a list, or an object's name or address. */
static struct span member_text(const struct json_value *object, const char *name)
{
    const struct json_value *v = json_member(object, span_of(name)), *inner;

    if (v && v->type == JSON_ARRAY && v->size > 1)
        v++;
    if (v && v->type == JSON_OBJECT) {
        inner = json_member(v, span_of("name"));
        v = inner ? inner : json_member(v, span_of("@id"));
    }
    return v && (v->type == JSON_STRING || v->type == JSON_NUMBER) ? v->text
                                                                   : (struct span){NULL, 0};
}

static void read_object(struct html_claims *c, const struct json_value *object)
{
    static const struct {
        const char *member;
        enum html_claim claim;
    } members[] = {
        {"headline", CLAIM_TITLE},       {"datePublished", CLAIM_PUBLISHED},
        {"dateModified", CLAIM_CHANGED}, {"author", CLAIM_AUTHOR},
        {"publisher", CLAIM_SITE},       {"inLanguage", CLAIM_LANG},
        {"mainEntityOfPage", CLAIM_URL}, {"url", CLAIM_URL},
    };
    enum claim_rank rank = rank_of_object(object);

    if (rank == RANK_NOTHING)
        return;
    for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
        enum html_claim claim = members[i].claim;
        bool weak = claim == CLAIM_SITE || claim == CLAIM_URL || claim == CLAIM_LANG;

        claims_add(c, claim, weak ? RANK_LOOSE : rank, member_text(object, members[i].member));
    }
    if (rank == RANK_STATED)
        claims_add(c, CLAIM_PUBLISHED, RANK_NAMED, member_text(object, "dateCreated"));
}

/* TEXT without the CDATA section or the call that some scripts put around it. */
static struct span bare_json(struct span text)
{
    static const char open[] = "<![CDATA[", close[] = "]]>";
    const char *inside = text.len ? memmem(text.data, text.len, open, strlen(open)) : NULL;

    if (inside)
        text = span_from(text, (size_t)(inside - text.data) + strlen(open));
    inside = inside ? memmem(text.data, text.len, close, strlen(close)) : NULL;
    if (inside)
        text.len = (size_t)(inside - text.data);
    while (text.len && *text.data != '{' && *text.data != '[')
        text = span_from(text, 1);
    while (text.len && !strchr("}]", text.data[text.len - 1]))
        text.len--;
    return text;
}

void claims_read_json(struct html_claims *c, struct span text)
{
    const struct json_value *all = json_read(&c->json, bare_json(text));

    for (size_t i = 0; all && i < all->size; i++)
        if (all[i].type == JSON_OBJECT)
            read_object(c, &all[i]);
}
