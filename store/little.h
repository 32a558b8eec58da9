/* Little-endian numbers at any address. */
#ifndef DATELINE_STORE_LITTLE_H
#define DATELINE_STORE_LITTLE_H

#include <endian.h>
#include <stdint.h>
#include <string.h>

static inline uint16_t little_get16(const uint8_t *p)
{
    uint16_t v;

    memcpy(&v, p, sizeof v);
    return le16toh(v);
}

static inline uint32_t little_get32(const uint8_t *p)
{
    uint32_t v;

    memcpy(&v, p, sizeof v);
    return le32toh(v);
}

static inline uint64_t little_get64(const uint8_t *p)
{
    uint64_t v;

    memcpy(&v, p, sizeof v);
    return le64toh(v);
}

static inline float little_get_float(const uint8_t *p)
{
    uint32_t bits = little_get32(p);
    float f;

    memcpy(&f, &bits, sizeof f);
    return f;
}

static inline double little_get_double(const uint8_t *p)
{
    uint64_t bits = little_get64(p);
    double d;

    memcpy(&d, &bits, sizeof d);
    return d;
}

static inline uint8_t *little_put16(uint8_t *p, uint16_t v)
{
    v = htole16(v);
    memcpy(p, &v, sizeof v);
    return p + sizeof v;
}

static inline uint8_t *little_put32(uint8_t *p, uint32_t v)
{
    v = htole32(v);
    memcpy(p, &v, sizeof v);
    return p + sizeof v;
}

static inline uint8_t *little_put64(uint8_t *p, uint64_t v)
{
    v = htole64(v);
    memcpy(p, &v, sizeof v);
    return p + sizeof v;
}

static inline uint8_t *little_put_float(uint8_t *p, float f)
{
    uint32_t bits;

    memcpy(&bits, &f, sizeof bits);
    return little_put32(p, bits);
}

static inline uint8_t *little_put_double(uint8_t *p, double d)
{
    uint64_t bits;

    memcpy(&bits, &d, sizeof bits);
    return little_put64(p, bits);
}

#endif
