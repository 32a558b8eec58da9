/* forge-manifest INDEX NAME VALUE: gives an index a manifest as of another version, for tests. */
#include <stdio.h>

#include "tests/forge_manifest.h"

int main(int argc, char **argv)
{
    dateline_error err;

    if (argc != 4)
        return 2;
    if (forge_manifest(argv[1], argv[2], argv[3], &err) == DATELINE_OK)
        return 0;
    fprintf(stderr, "forge-manifest: %s\n", err.text);
    return 1;
}
