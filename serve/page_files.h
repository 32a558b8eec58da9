/* The files of the page and of the API's description, embedded in the program by page/embed.cmake.
 */
#ifndef DATELINE_SERVE_PAGE_FILES_H
#define DATELINE_SERVE_PAGE_FILES_H

#include <stddef.h>

struct page_file {
    const char *data;
    size_t len;
};

extern const struct page_file page_css, page_js, openapi_schemas;

#endif
