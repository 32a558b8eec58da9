/* memcpy for what is nearly always short: nothing is called then. */
#ifndef DATELINE_INDEXER_GLASS_COPY_H
#define DATELINE_INDEXER_GLASS_COPY_H

#include <stdint.h>
#include <string.h>

/* Two pieces that may overlap make every length between one's and both's. */
#define COPY_ENDS(type, to, from, len)                                             \
    do {                                                                           \
        type first_, last_;                                                        \
        memcpy(&first_, (from), sizeof first_);                                    \
        memcpy(&last_, (const char *)(from) + (len) - sizeof last_, sizeof last_); \
        memcpy((to), &first_, sizeof first_);                                      \
        memcpy((char *)(to) + (len) - sizeof last_, &last_, sizeof last_);         \
    } while (0)

/* By itself, for a compiler that sees a caller's small array would warn of what
 * never comes here from it. */
static __attribute__((noinline)) void copy_long(void *to, const void *from, size_t len)
{
    memcpy(to, from, len);
}

static inline void copy_short(void *to, const void *from, size_t len)
{
    if (len > 16)
        copy_long(to, from, len);
    else if (len >= 8)
        COPY_ENDS(uint64_t, to, from, len);
    else if (len >= 4)
        COPY_ENDS(uint32_t, to, from, len);
    else if (len >= 2)
        COPY_ENDS(uint16_t, to, from, len);
    else if (len)
        *(char *)to = *(const char *)from;
}

#undef COPY_ENDS

#endif
