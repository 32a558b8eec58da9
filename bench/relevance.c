/* relevance -- measures a run against judgements.
 *
 *     relevance QRELS <RUN
 *
 * QRELS are lines of TREC's form, "topic iteration document grade"; RUN those of
 * dateline-search --format=trec, a topic's lines together, the best first. Prints nDCG@10,
 * MAP and recall@1000: means over all topics with a relevant document, of which one without
 * a line in RUN counts 0. */
#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench/measures.h"
#include "core/alloc.h"

enum { GAIN_CUT = 10, RECALL_CUT = 1000, NAME = 256 };

struct judgement {
    char topic[NAME], document[NAME];
    unsigned grade;
};

/* All judgements, by topic, then by document. */
static struct {
    struct judgement *list;
    size_t len, cap;
} all;

/* The topics' documents found, in the order of the judgements' topics. */
struct topic {
    const struct judgement *judged;
    size_t n_judged, relevant;
    unsigned *ranked;
    size_t len, cap;
};
static struct {
    struct topic *list;
    size_t len, cap;
} topics;

/* ---- Reading -------------------------------------------------------------- */

static int by_topic_and_document(const void *a, const void *b)
{
    const struct judgement *x = a, *y = b;
    int order = strcmp(x->topic, y->topic);

    return order ? order : strcmp(x->document, y->document);
}

static void read_judgements(const char *path)
{
    FILE *in = fopen(path, "r");
    struct judgement j;
    int grade, fields;

    if (!in)
        err(3, "%s", path);
    while ((fields = fscanf(in, "%255s %*s %255s %d", j.topic, j.document, &grade)) == 3) {
        j.grade = grade > 0 ? (unsigned)grade : 0;
        GROW(all.list, all.len, all.cap);
        all.list[all.len++] = j;
    }
    if (fields != EOF || !all.len)
        errx(3, "%s: judgement %zu is not \"topic iteration document grade\"", path, all.len + 1);
    fclose(in);
    qsort(all.list, all.len, sizeof *all.list, by_topic_and_document);
}

/* The topic of J, a new one unless it is the last one's. */
static struct topic *topic_of(const struct judgement *j)
{
    if (topics.len && !strcmp(topics.list[topics.len - 1].judged->topic, j->topic))
        return &topics.list[topics.len - 1];
    GROW(topics.list, topics.len, topics.cap);
    topics.list[topics.len] = (struct topic){.judged = j};
    return &topics.list[topics.len++];
}

static void group_topics(void)
{
    for (size_t i = 0; i < all.len; i++) {
        struct topic *t = topic_of(&all.list[i]);

        t->n_judged++;
        t->relevant += all.list[i].grade > 0;
    }
}

static int by_topic(const void *name, const void *topic)
{
    return strcmp(name, ((const struct topic *)topic)->judged->topic);
}

static int by_document(const void *name, const void *judgement)
{
    return strcmp(name, ((const struct judgement *)judgement)->document);
}

static void read_run(FILE *in)
{
    char name[NAME], document[NAME];
    int fields;

    while ((fields = fscanf(in, "%255s %*s %255s %*s %*s %*s", name, document)) == 2) {
        struct topic *t = bsearch(name, topics.list, topics.len, sizeof *t, by_topic);
        const struct judgement *j;

        if (!t)
            continue;
        j = bsearch(document, t->judged, t->n_judged, sizeof *j, by_document);
        GROW(t->ranked, t->len, t->cap);
        t->ranked[t->len++] = j ? j->grade : 0;
    }
    if (fields != EOF)
        errx(3, "the run has a line that is not of TREC's form");
}

/* ---- Measuring ------------------------------------------------------------ */

static double gain_of(const struct topic *t)
{
    unsigned *judged = must_alloc(t->n_judged * sizeof *judged);
    double gain;

    for (size_t i = 0; i < t->n_judged; i++)
        judged[i] = t->judged[i].grade;
    gain = measure_ndcg(t->ranked, t->len, judged, t->n_judged, GAIN_CUT);
    free(judged);
    return gain;
}

static void print_means(void)
{
    double gain = 0, precision = 0, recall = 0;
    size_t n = 0;

    for (size_t i = 0; i < topics.len; i++) {
        const struct topic *t = &topics.list[i];

        if (!t->relevant)
            continue;
        n++;
        gain += gain_of(t);
        precision += measure_average_precision(t->ranked, t->len, t->relevant);
        recall += measure_recall(t->ranked, t->len, t->relevant, RECALL_CUT);
    }
    if (!n)
        errx(3, "no topic has a relevant document");
    printf("nDCG@10 %.4f  MAP %.4f  recall@1000 %.4f  topics %zu\n", gain / (double)n,
           precision / (double)n, recall / (double)n, n);
}

int main(int argc, char **argv)
{
    if (argc != 2)
        errx(2, "usage: relevance QRELS <RUN");
    read_judgements(argv[1]);
    group_topics();
    read_run(stdin);
    print_means();
    for (size_t i = 0; i < topics.len; i++)
        free(topics.list[i].ranked);
    free(topics.list);
    free(all.list);
    return 0;
}
