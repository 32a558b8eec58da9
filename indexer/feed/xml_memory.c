/* Gives libxml2 an allocator that never returns NULL. */
#include "indexer/feed/xml_memory.h"

#include <libxml/xmlmemory.h>
#include <stdlib.h>
#include <string.h>

#include "core/alloc.h"

static char *copy_string(const char *s)
{
    return must_dup(s, strlen(s));
}

void xml_memory_start(void)
{
    xmlMemSetup(free, must_alloc, must_realloc, copy_string);
}
