/* Finds the file that is mapped at an address, with what a signal handler may call. */
#ifndef DATELINE_CORE_MAPPING_H
#define DATELINE_CORE_MAPPING_H

#include <limits.h>
#include <stddef.h>

/* Reads the lines of /proc/self/maps; needs no initialisation. */
struct mapping_reader {
    int fd;
    size_t len, used; /* bytes in TEXT; those of lines already returned */
    char text[PATH_MAX + 256];
};

/* The path of the file that is mapped at the address AT, in R; NULL if there is none. */
char *mapping_path(struct mapping_reader *r, const void *at);

#endif
