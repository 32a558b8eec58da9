/* Plans over the lists of all segments: look-ups and passes. */
#include "searcher/match/list_plan.h"

#include "core/alloc.h"

enum { LOOK_TERMS = 256 /* between two looks at the clock; about 100 us */ };

static size_t count_plan_terms(const struct plan_node *n)
{
    size_t terms = n->kind == PLAN_TERM;

    for (size_t i = 0; i < n->n_children; i++)
        terms += count_plan_terms(n->children[i]);
    return terms;
}

dateline_status list_plan_count(struct list_plan *s, dateline_error *err)
{
    struct list_pass p = {.limits = s->limits};

    if (s->memory->arena.held > PLAN_MEMORY)
        return plan_too_large(err);
    if (++s->steps % LOOK_TERMS)
        return DATELINE_OK;
    list_pass_look(&p);
    return list_pass_status(&p, err);
}

static dateline_status look_up_term(struct list_plan *s, struct span term, struct list_lookup *out,
                                    dateline_error *err)
{
    const struct list_term *entries;
    dateline_status status = list_plan_count(s, err);

    if (status == DATELINE_OK)
        status = snapshot_look_up(s->snapshot, term, &entries, err);
    if (status != DATELINE_OK)
        return status;
    out->entries = arena_zalloc(&s->memory->arena, s->n * sizeof *out->entries);
    for (size_t i = 0; i < s->n; i++) {
        out->entries[i] = entries[i];
        out->documents += entries[i].documents;
    }
    return DATELINE_OK;
}

static dateline_status look_up_terms(struct list_plan *s, const struct plan_node *n,
                                     dateline_error *err)
{
    dateline_status status = DATELINE_OK;

    if (n->kind == PLAN_TERM)
        status = look_up_term(s, n->term, &s->terms[s->n_terms++], err);
    for (size_t i = 0; i < n->n_children && status == DATELINE_OK; i++)
        status = look_up_terms(s, n->children[i], err);
    return status;
}

static void count_plan_documents(struct list_plan *s)
{
    uint64_t length = 0;

    for (size_t i = 0; i < s->n; i++) {
        s->documents += s->segments[i].lists->documents;
        length += s->segments[i].lists->total_length;
    }
    s->settings.average = s->documents ? (double)length / (double)s->documents : 0;
}

static dateline_status begin_passes(struct list_plan *s, const struct pass_limits *limits,
                                    dateline_error *err)
{
    dateline_status status = DATELINE_OK;

    s->parts = arena_zalloc(&s->memory->arena, s->n * sizeof *s->parts);
    for (size_t i = 0; i < s->n && status == DATELINE_OK; i++) {
        struct list_pass *p = &s->parts[i].pass;

        p->lists = s->segments[i].lists;
        p->deleted = s->segments[i].deleted;
        p->limits = *limits;
        p->memory = s->memory;
        list_pass_begin(p, &s->settings);
        list_pass_look(p);
        if (p->lists->documents)
            status = list_grow(s, i, err);
    }
    return status;
}

dateline_status list_plan_open(struct list_plan *s, struct list_memory *memory,
                               struct snapshot *snapshot, const struct plan_node *root, bool scored,
                               const struct impact_settings *settings,
                               const struct pass_limits *limits, dateline_error *err)
{
    dateline_status status;

    *s = (struct list_plan){.snapshot = snapshot,
                            .n = snapshot_segments(snapshot),
                            .root = root,
                            .scored = scored,
                            .settings = *settings,
                            .memory = memory,
                            .limits = *limits};
    status = snapshot_lists(snapshot, &s->segments, err);
    if (status != DATELINE_OK)
        return status;
    count_plan_documents(s);
    s->terms = arena_zalloc(&s->memory->arena, (count_plan_terms(root) + 1) * sizeof *s->terms);
    status = look_up_terms(s, root, err);
    return status == DATELINE_OK ? begin_passes(s, limits, err) : status;
}

void list_plan_close(struct list_plan *s)
{
    for (size_t i = 0; s->parts && i < s->n; i++)
        if (s->parts[i].root)
            list_node_close(s->parts[i].root);
    if (!s->memory)
        return;
    s->memory->positions = 0;
    arena_clear(&s->memory->arena);
}

dateline_status list_part_status(struct list_part *part, dateline_error *err)
{
    if (part->root)
        list_node_check(&part->pass, part->root);
    return list_pass_status(&part->pass, err);
}
