/* memcpy for what is nearly always short: nothing is called then. */
#ifndef DATELINE_CORE_COPY_H
#define DATELINE_CORE_COPY_H

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

static inline void copy_short(void *to, const void *from, size_t len)
{
    if (len > 16)
        memcpy(to, from, len);
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
