/* What the programs share: an exit status for every status of the library. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include "program/program.h"

#include <cmocka.h>

static void every_status_has_its_exit_status(void **state)
{
    static const struct {
        dateline_status status;
        int value, exit;
    } known[] = {
        {DATELINE_OK, 0, EXIT_DONE},
        {DATELINE_IO, 1, EXIT_TROUBLE},
        {DATELINE_NO_INDEX, 2, EXIT_TROUBLE},
        {DATELINE_LOCKED, 3, EXIT_BUSY},
        {DATELINE_CORRUPT, 4, EXIT_TROUBLE},
        {DATELINE_BAD_QUERY, 5, EXIT_USAGE},
        {DATELINE_BAD_ARTICLE, 6, EXIT_TROUBLE},
        {DATELINE_BAD_OPTION, 7, EXIT_USAGE},
        {DATELINE_NOT_FOUND, 8, EXIT_NOTHING},
        {DATELINE_TIMEOUT, 9, EXIT_USAGE},
        {DATELINE_NO_MEMORY, 10, EXIT_TROUBLE},
        {DATELINE_LIMIT, 11, EXIT_TROUBLE},
        {DATELINE_UNSYNCED, 13, EXIT_TROUBLE},
    };

    (void)state;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        assert_int_equal(known[i].status, known[i].value);
        assert_int_equal(program_exit(known[i].status), known[i].exit);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_status_has_its_exit_status),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
