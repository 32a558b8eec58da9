/* Joins nodes on the reader's stack: lists, conjunctions and chains. */
#include "searcher/query/query_combine.h"

#include "searcher/query/query_join.h"
#include "searcher/query/query_lexeme.h"

static void push_unless_null(struct query_reader *r, struct query_node *n, enum role role)
{
    if (n)
        query_push(r, n, role);
}

/* Pushes again the items BASE to END - 1 whose role is ROLE. */
static void push_items_of_role(struct query_reader *r, size_t base, size_t end, enum role role)
{
    for (size_t i = base; i < end; i++)
        if (r->items.list[i].role == role)
            query_push(r, r->items.list[i].node, role);
}

/* Removes the items BASE to FROM - 1. */
static void move_items_down(struct query_reader *r, size_t base, size_t from)
{
    size_t n = r->items.len - from;

    if (n)
        memmove(&r->items.list[base], &r->items.list[from], n * sizeof *r->items.list);
    r->items.len = base + n;
}

/* The AND of the items that are not excluded; a `*` is dropped unless it is the only one.
 * NULL if all are excluded. */
static struct query_node *join_positive(struct query_reader *r, size_t base, size_t end)
{
    struct query_node *all = NULL, *rest;
    size_t top = r->items.len;

    for (size_t i = base; i < end; i++) {
        struct query_node *n = r->items.list[i].node;

        if (r->items.list[i].role == ROLE_EXCLUDED)
            continue;
        if (n->kind == QUERY_ALL)
            all = n;
        else
            query_push(r, n, ROLE_PLAIN);
    }
    rest = query_join(r, QUERY_AND, top);
    return rest ? rest : all;
}

/* ---- Lists -------------------------------------------------------------- */

static bool is_leaf_filter(const struct query_node *n)
{
    return n->kind == QUERY_DATE || n->kind == QUERY_FILTER;
}

/* Whether N joins only filters, or excludes filters from `*`. */
static bool is_pure_filter(const struct query_node *n)
{
    bool joins =
        n->kind == QUERY_AND || n->kind == QUERY_OR || n->kind == QUERY_XOR || n->kind == QUERY_NOT;

    for (size_t i = 0; joins && i < n->n_children; i++) {
        bool all = n->kind == QUERY_NOT && !i && n->children[i]->kind == QUERY_ALL;

        joins = all || is_pure_filter(n->children[i]);
    }
    return joins || is_leaf_filter(n);
}

/* Whether N matches whatever words an article has, or is `*` without some. */
static bool needs_no_words(const struct query_node *n)
{
    return n->kind == QUERY_ALL || (n->kind == QUERY_NOT && n->children[0]->kind == QUERY_ALL) ||
           is_pure_filter(n);
}

/* Whether some of the list's words need not match when the query is widened. */
static bool list_widens(const struct query_reader *r, size_t base, size_t end)
{
    size_t plain = 0, must = 0;

    for (size_t i = base; i < end; i++) {
        const struct item *item = &r->items.list[i];

        if (item->role == ROLE_EXCLUDED || needs_no_words(item->node))
            continue;
        plain += item->role == ROLE_PLAIN;
        must += item->role == ROLE_MUST;
    }
    return !r->signs && plain && plain + must > 1;
}

/* With --any: the OR of the plain operands, or, if some are required, the AND of these
 * scored with the plain ones. */
static void push_list_any(struct query_reader *r, size_t base, size_t end)
{
    size_t top = r->items.len, n_must, least;
    struct query_node *must;

    push_items_of_role(r, base, end, ROLE_PLAIN);
    push_items_of_role(r, base, end, ROLE_MUST);
    least = query_demanded(r, top);
    r->items.len = top;
    push_items_of_role(r, base, end, ROLE_MUST);
    n_must = r->items.len - top;
    must = join_positive(r, top, r->items.len);
    r->items.len = top;
    push_unless_null(r, must, ROLE_PLAIN);
    if (must && least > n_must)
        top++; /* the plain ones are more than a bonus */
    push_items_of_role(r, base, end, ROLE_PLAIN);
    if (r->items.len > top)
        query_push(r,
                   must && least <= n_must ? query_gather(r, QUERY_MAYBE, QUERY_NOTHING, top)
                                           : query_alternatives(r, top, least - n_must),
                   ROLE_PLAIN);
}

static void push_list_all(struct query_reader *r, size_t base, size_t end)
{
    for (size_t i = base; i < end; i++)
        if (r->items.list[i].role == ROLE_PLAIN || r->items.list[i].role == ROLE_MUST)
            query_push(r, r->items.list[i].node, ROLE_PLAIN);
}

/* Whether N and filters of its field beside it are alternatives. */
static bool is_alternative_filter(const struct query_node *n)
{
    return is_leaf_filter(n) && !n->bound;
}

/* Filters of one field are alternatives; bounds and joined filters are pushed as they are. */
static void push_list_filters(struct query_reader *r, size_t base, size_t end)
{
    static const enum schema_field kinds[] = {FIELD_ID, FIELD_SOURCE, FIELD_LANG, FIELD_DAY,
                                              FIELD_DATE_SOURCE};

    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        size_t top = r->items.len;

        for (size_t i = base; i < end; i++) {
            const struct item *item = &r->items.list[i];

            if (item->role == ROLE_FILTER && is_alternative_filter(item->node) &&
                item->node->field == kinds[k])
                query_push(r, item->node, ROLE_PLAIN);
        }
        push_unless_null(r, query_join(r, QUERY_OR, top), ROLE_PLAIN);
    }
    for (size_t i = base; i < end; i++)
        if (r->items.list[i].role == ROLE_FILTER && !is_alternative_filter(r->items.list[i].node))
            query_push(r, r->items.list[i].node, ROLE_PLAIN);
}

void query_list(struct query_reader *r, size_t base)
{
    size_t end = r->items.len;
    bool any = query_joins_any(r), widened = any && r->question->widened;

    r->widens |= list_widens(r, base, end);
    for (size_t i = base; i < end; i++) {
        struct item *item = &r->items.list[i];
        bool filter = is_leaf_filter(item->node) || (any && is_pure_filter(item->node)) ||
                      (widened && needs_no_words(item->node));

        if (filter && item->role != ROLE_EXCLUDED)
            item->role = ROLE_FILTER;
    }
    if (any)
        push_list_any(r, base, end);
    else
        push_list_all(r, base, end);
    push_list_filters(r, base, end);
    push_items_of_role(r, base, end, ROLE_EXCLUDED);
    move_items_down(r, base, end);
}

/* ---- AND ---------------------------------------------------------------- */

/* Pushes the children of a QUERY_NOT, so that (a -b) -c becomes one node. */
static void push_positive(struct query_reader *r, struct query_node *n)
{
    if (n->kind != QUERY_NOT)
        query_push(r, n, ROLE_PLAIN);
    else
        for (size_t i = 0; i < n->n_children; i++)
            query_push(r, n->children[i], ROLE_PLAIN);
}

struct query_node *query_conjunction(struct query_reader *r, size_t base)
{
    size_t end = r->items.len, excluded;
    struct query_node *n = join_positive(r, base, end);
    uint32_t start = r->items.list[base].node->start;

    if (!n)
        n = query_node_new(r, QUERY_ALL, start, start);
    push_positive(r, n);
    excluded = r->items.len;
    push_items_of_role(r, base, end, ROLE_EXCLUDED);
    if (r->items.len > excluded)
        n = query_gather(r, QUERY_NOT, QUERY_NOTHING, end);
    r->items.len = base;
    return n;
}

/* ---- NEAR and ADJ ------------------------------------------------------- */

static bool is_lone_word(const struct item *item)
{
    return (item->role == ROLE_PLAIN || item->role == ROLE_MUST) && item->node->n_words == 1 &&
           (item->node->kind == QUERY_WORD || item->node->kind == QUERY_PHRASE);
}

static bool links_words(const struct item *left)
{
    return is_lone_word(left) && is_lone_word(left + 1) && left->node->field == left[1].node->field;
}

/* A QUERY_NEAR or QUERY_ADJ of the words of the items FIRST to LAST. */
static struct query_node *proximity_node(struct query_reader *r, size_t first, size_t last,
                                         const struct lexeme *operator)
{
    const struct item *items = r->items.list;
    struct query_node *n = query_node_new(r, operator->kind == LEX_NEAR ? QUERY_NEAR : QUERY_ADJ,
                                          items[first].node->start, items[last].node->end);

    n->field = items[first].node->field;
    n->distance = operator->distance;
    n->words = arena_zalloc(&r->memory, (last - first + 1) * sizeof *n->words);
    for (; first <= last; first++) {
        const struct query_node *word = items[first].node;

        if (word->weight > 0)
            query_warn(r, word->start, word->end,
                       "has a weight that is left out: (a NEAR b)^2 weighs the words together");
        n->words[n->n_words++] = word->words[0];
    }
    return n;
}

/* The last item of the stretch that begins at FIRST and has equal links. */
static size_t chain_stretch(const struct item *items, size_t first, size_t end)
{
    const struct lexeme *link = items[first].link;
    size_t last = first;

    while (last + 1 < end && links_words(&items[last]) && items[last].link->kind == link->kind &&
           items[last].link->distance == link->distance)
        last++;
    return last;
}

struct query_node *query_chain(struct query_reader *r, size_t base)
{
    size_t end = r->items.len, last;
    bool taken = false; /* item i belongs to the previous stretch */
    struct query_node *n;

    for (size_t i = base; i < end; i = last) {
        struct item item = r->items.list[i];

        last = chain_stretch(r->items.list, i, end);
        if (last > i) {
            query_push(r, proximity_node(r, i, last, item.link), ROLE_PLAIN);
            taken = true;
            continue;
        }
        if (!taken)
            query_push(r, item.node, item.role);
        taken = false;
        if (i + 1 < end)
            query_warn(r, item.link->start, item.link->end,
                       "is read as AND: it joins words of one field, nothing else");
        last = i + 1;
    }
    n = query_conjunction(r, end);
    r->items.len = base;
    return n;
}
