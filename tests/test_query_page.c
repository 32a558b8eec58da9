/* The page docs/query-language.md: every row of its tables is true. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "query_listing.h"

enum { LINE = 1024 };

/* The text between the backticks of CELL, which is cut; a bar in it is written \|. */
static char *code(char *cell)
{
    char *start = strchr(cell, '`'), *end = start ? strrchr(start, '`') : NULL, *bar;

    if (!start || end == start)
        return NULL;
    *end = '\0';
    while ((bar = strstr(start, "\\|")))
        memmove(bar, bar + 1, strlen(bar));
    return start + 1;
}

/* Runs a table's row, "| `query` | ... | `tree` |"; false for other lines. */
static bool run_row(char *line)
{
    char *last = strrchr(line, '|'), *cell, *query, *tree;

    if (line[0] != '|' || last == line)
        return false;
    *last = '\0';
    cell = strrchr(line, '|');
    tree = code(cell);
    *cell = '\0';
    cell = strstr(line + 1, " | ");
    if (cell)
        *cell = '\0';
    query = code(line);
    if (!query || !tree)
        return false;
    assert_query_tree(query, tree);
    return true;
}

static void the_page_is_true(void **state)
{
    FILE *page = fopen(FIXTURES "/../docs/query-language.md", "r");
    char line[LINE];
    int rows = 0;

    (void)state;
    assert_non_null(page);
    while (fgets(line, sizeof line, page))
        rows += run_row(line);
    fclose(page);
    assert_true(rows >= 60);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(the_page_is_true)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
