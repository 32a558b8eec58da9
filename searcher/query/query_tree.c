/* Recursive-descent parser, loosest first: OR, XOR, AND and lists, NEAR and ADJ, signs
 * and NOT, brackets. query_balance() has made failure impossible and bounded the depth. */
#include "searcher/query/query_tree.h"

#include "searcher/query/query_combine.h"
#include "searcher/query/query_join.h"
#include "searcher/query/query_suffix.h"

struct parser {
    struct query_reader *r;
    const struct lexeme *next, *end;
};

static struct query_node *parse_alternatives(struct parser *p);

static bool accept_lexeme(struct parser *p, enum lexeme_kind kind)
{
    if (p->next == p->end || p->next->kind != kind)
        return false;
    p->next++;
    return true;
}

static struct query_node *parse_query_operand(struct parser *p)
{
    const struct lexeme *l = p->next++, *close;
    struct query_node *n;

    if (l->kind == LEX_OPERAND)
        return l->node;
    n = parse_alternatives(p);
    close = p->next++;
    if (close->weight > 0) {
        query_weigh(n, close->weight);
        query_weight_warn(p->r, close->start, close->end, close->weight);
    }
    if (l->field != FIELD_TEXT)
        query_set_field(n, l->field);
    return n;
}

/* The operand of a sign. */
static struct item parse_operand_in_role(struct parser *p, enum role role)
{
    struct item item = {.role = role};

    p->r->signs++;
    item.node = parse_query_operand(p);
    p->r->signs--;
    return item;
}

/* An operand with its sign or NOTs. */
static struct item parse_signed_operand(struct parser *p)
{
    uint32_t start = p->next->start;
    struct item item;

    if (accept_lexeme(p, LEX_PLUS))
        return parse_operand_in_role(p, ROLE_MUST);
    if (accept_lexeme(p, LEX_MINUS))
        return parse_operand_in_role(p, ROLE_EXCLUDED);
    if (!accept_lexeme(p, LEX_NOT))
        return (struct item){.node = parse_query_operand(p), .role = ROLE_PLAIN};
    p->r->signs++;
    item = parse_signed_operand(p);
    p->r->signs--;
    if (item.role == ROLE_EXCLUDED) { /* NOT -x excludes all articles without x */
        size_t base = p->r->items.len;

        query_push(p->r, item.node, ROLE_EXCLUDED);
        item.node = query_conjunction(p->r, base);
        item.node->start = start;
    }
    return (struct item){.node = item.node, .role = ROLE_EXCLUDED};
}

static bool at_chain_operator(const struct parser *p)
{
    return p->next < p->end && (p->next->kind == LEX_NEAR || p->next->kind == LEX_ADJ);
}

/* Pushes one operand, or the node of a chain. */
static void parse_operand_chain(struct parser *p)
{
    struct query_reader *r = p->r;
    size_t base = r->items.len;
    enum role role;
    struct item item = parse_signed_operand(p);

    query_push(r, item.node, item.role);
    if (!at_chain_operator(p))
        return;
    role = item.role == ROLE_MUST ? ROLE_MUST : ROLE_PLAIN;
    while (at_chain_operator(p)) {
        r->items.list[r->items.len - 1].link = p->next++;
        item = parse_signed_operand(p);
        query_push(r, item.node, item.role);
    }
    query_push(r, query_chain(r, base), role);
}

static bool at_list_end(const struct parser *p)
{
    return p->next == p->end || p->next->kind == LEX_AND || p->next->kind == LEX_OR ||
           p->next->kind == LEX_XOR || p->next->kind == LEX_CLOSE;
}

static struct query_node *parse_conjunction(struct parser *p)
{
    size_t base = p->r->items.len;

    do {
        size_t list = p->r->items.len;

        while (!at_list_end(p))
            parse_operand_chain(p);
        query_list(p->r, list);
    } while (accept_lexeme(p, LEX_AND));
    return query_conjunction(p->r, base);
}

static struct query_node *parse_exclusive(struct parser *p)
{
    size_t base = p->r->items.len;

    do
        query_push(p->r, parse_conjunction(p), ROLE_PLAIN);
    while (accept_lexeme(p, LEX_XOR));
    return query_join(p->r, QUERY_XOR, base);
}

static struct query_node *parse_alternatives(struct parser *p)
{
    size_t base = p->r->items.len;

    do
        query_push(p->r, parse_exclusive(p), ROLE_PLAIN);
    while (accept_lexeme(p, LEX_OR));
    return query_join(p->r, QUERY_OR, base);
}

struct query_node *query_tree(struct query_reader *r, const struct query_lexemes *l)
{
    struct parser p = {.r = r, .next = l->list};

    if (!l->len)
        return NULL;
    p.end = l->list + l->len;
    return parse_alternatives(&p);
}
