/* Where the program's answers go, and what is said of them. */
#ifndef DATELINE_SEARCHER_CLI_OUTPUT_H
#define DATELINE_SEARCHER_CLI_OUTPUT_H

#include "searcher/render/render_output.h"

/* A write to standard output, which buffers; CTX is not used. */
dateline_status output_standard(void *ctx, struct span bytes, dateline_error *err);
/* LINES on standard error. */
void output_warn(char *const *lines, size_t n);

#endif
