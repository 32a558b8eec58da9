#include "tests/bytes.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

struct span hex(const char *digits)
{
    static char rooms[8][64];
    static unsigned next;
    char *room = rooms[next++ % 8];
    size_t len = 0;
    int read;

    for (unsigned byte; sscanf(digits, "%2x%n", &byte, &read) == 1; digits += read)
        room[len++] = (char)byte;
    return (struct span){room, len};
}

void assert_bytes(struct span have, struct span want)
{
    assert_int_equal(have.len, want.len);
    if (want.len)
        assert_memory_equal(have.data, want.data, want.len);
}

uint32_t below(uint32_t n)
{
    static uint64_t state = 88172645463325252;

    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (uint32_t)(state >> 32) % n;
}
