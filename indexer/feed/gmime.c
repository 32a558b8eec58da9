/* Loads GMime's functions. */
#include "indexer/feed/gmime.h"

#include <dlfcn.h>
#include <stdbool.h>
#include <string.h>

/* Finds all functions of G in LIBRARY and those it needs. */
static bool find_gmime_functions(void *library, struct gmime *g)
{
    void *found;

#define GMIME_FIND(name)           \
    found = dlsym(library, #name); \
    if (!found)                    \
        return false;              \
    memcpy(&g->name, &found, sizeof found);
    GMIME_FUNCTIONS(GMIME_FIND)
#undef GMIME_FIND
    return true;
}

const struct gmime *gmime_load(void)
{
    static struct gmime functions;
    static bool tried, loaded;
    void *library;

    if (tried)
        return loaded ? &functions : NULL;
    tried = true;
    library = dlopen("libgmime-3.0.so.0", RTLD_NOW | RTLD_LOCAL);
    loaded = library && find_gmime_functions(library, &functions);
    if (loaded)
        functions.g_mime_init();
    return loaded ? &functions : NULL;
}
