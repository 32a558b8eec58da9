/* Topics of the news, which break out and fade.
 *
 * A topic is a set of words that its articles use more than others do. It
 * starts on some day at full strength and decays geometrically (Kleinberg,
 * "Bursty and Hierarchical Structure in Streams", 2003, describes the effect),
 * so that words crowd together in time as they do in an archive. */
#ifndef DATELINE_BENCH_TOPICS_H
#define DATELINE_BENCH_TOPICS_H

#include "bench/lexicon.h"

enum { TOPIC_WORDS = 63, TOPICS_ACTIVE = 48 };

struct topic {
    uint32_t ranks[TOPIC_WORDS]; /* the first are used most */
    uint32_t strength;
    uint32_t daily; /* what is left of the strength a day later, of 65536 */
};

struct topics {
    struct topic active[TOPICS_ACTIVE];
    uint64_t strength; /* of all together */
};

void topics_init(struct topics *t, struct chance *c, const struct lexicon *l);
/* A day passes: topics fade, and in two of five cases a new one replaces the weakest. */
void topics_next_day(struct topics *t, struct chance *c, const struct lexicon *l);
/* A topic by its strength. */
const struct topic *topics_draw(const struct topics *t, struct chance *c);
/* One of the topic's words. */
uint32_t topic_draw_word(const struct topic *t, struct chance *c);

#endif
