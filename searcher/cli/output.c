/* Standard output. */
#include "searcher/cli/output.h"

#include <stdio.h>

#include "program/program.h"

dateline_status output_standard(void *ctx, struct span bytes, dateline_error *err)
{
    (void)ctx;
    if (fwrite(bytes.data, 1, bytes.len, stdout) != bytes.len)
        return fail_errno(err, "cannot write to standard output");
    return DATELINE_OK;
}

void output_warn(char *const *lines, size_t n)
{
    for (size_t i = 0; i < n; i++)
        program_warn("%s", lines[i]);
}
