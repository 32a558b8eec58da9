/* Guards around calls, and the checks of what they are given. */
#include "api/care.h"

#include <string.h>

dateline_status care_spent(const struct care *c, dateline_error *err)
{
    dateline_status status = (dateline_status)atomic_load(&c->spent);

    if (status == DATELINE_OK)
        return status;
    return fail(err, status, "%s before: the handle can only be closed",
                status == DATELINE_NO_MEMORY ? "memory ran out" : "a file could not be read");
}

dateline_status care_call(struct care *c, alloc_body *body, void *ctx, dateline_error *err)
{
    unsigned left = alloc_guards_left();
    dateline_status status = c ? care_spent(c, err) : DATELINE_OK;

    if (status != DATELINE_OK)
        return status;
    status = alloc_guard(body, ctx, err);
    if (c && (status == DATELINE_NO_MEMORY || left != alloc_guards_left()) && status != DATELINE_OK)
        atomic_store(&c->spent, (int)status);
    return status;
}

dateline_status care_missing(dateline_error *err)
{
    return fail(err, DATELINE_BAD_OPTION, "an argument that is required is NULL");
}

dateline_status care_take(void *own, size_t size, const void *given, const char *name,
                          dateline_error *err)
{
    const unsigned char *bytes = given;
    size_t its;

    memcpy(&its, given, sizeof its);
    if (its < sizeof its)
        return fail(err, DATELINE_BAD_OPTION, "the size of a %s is not set", name);
    for (size_t i = size; i < its; i++)
        if (bytes[i])
            return fail(err, DATELINE_BAD_OPTION,
                        "a %s has a field that this version of the library does not know", name);
    memset(own, 0, size);
    memcpy(own, given, its < size ? its : size);
    return DATELINE_OK;
}

void care_give(void *given, const void *own, size_t size)
{
    size_t its;

    memcpy(&its, given, sizeof its);
    if (its > sizeof its)
        memcpy((char *)given + sizeof its, (const char *)own + sizeof its,
               (its < size ? its : size) - sizeof its);
}

dateline_status care_seconds(double seconds, const char *name, dateline_error *err)
{
    return seconds >= 0 ? DATELINE_OK
                        : fail(err, DATELINE_BAD_OPTION, "%s takes a number of seconds, not %g",
                               name, seconds);
}
