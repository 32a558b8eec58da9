/* libdateline with files that become shorter while they are mapped: with dateline_guard_files
 * each call ends with DATELINE_CORRUPT, in any thread, and other signals are passed on. */
#include <fcntl.h>
#include <glob.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "api_index.h"

enum { THREADS = 4, ARTICLES = 2000, WORDS = 400 };

static sigjmp_buf back;
static volatile sig_atomic_t hosts;

/* The handler of the library's host. */
static void on_hosts_bus_error(int sig)
{
    (void)sig;
    hosts++;
    siglongjmp(back, 1);
}

static void install_handlers(void)
{
    struct sigaction action = {.sa_handler = on_hosts_bus_error};

    sigaction(SIGBUS, &action, NULL);
    dateline_guard_files();
    dateline_guard_files();
}

/* An index whose files are many pages long. */
static void make_many(void)
{
    dateline_writer *w = writer_open();
    char id[32], *body = malloc(WORDS * 16);

    assert_non_null(body);
    for (int i = 0; i < ARTICLES; i++) {
        size_t len = 0;

        snprintf(id, sizeof id, "article-%d", i);
        for (int k = 0; k < WORDS; k++)
            len += (size_t)sprintf(body + len, "w%x ", (i * 7919 + k * k * 31) % 50000);
        sprintf(body + len, "common");
        add(w, id, 20250101 + i % 28, id, body);
    }
    free(body);
    commit(w);
    dateline_writer_close(w);
}

/* Cuts off every file of the index's segments that has NAME. */
static void cut_off(const char *name)
{
    char pattern[128];
    glob_t files;

    snprintf(pattern, sizeof pattern, "%s/seg-*/%s", path, name);
    assert_int_equal(glob(pattern, 0, NULL, &files), 0);
    for (size_t i = 0; i < files.gl_pathc; i++)
        assert_int_equal(truncate(files.gl_pathv[i], 0), 0);
    globfree(&files);
}

static dateline_status search_all(dateline_reader *r, const char *text, dateline_error *why)
{
    dateline_query q = DATELINE_QUERY_INIT;
    dateline_results *found = NULL;
    dateline_status status;

    q.text = text;
    q.limit = 10;
    status = dateline_search(r, &q, &found, why);
    dateline_results_free(found);
    return status;
}

static void a_file_cut_off_ends_the_call_and_the_handle(void **state)
{
    static const char *const names[] = {"lists.postings", "lists.terms", "lists.lengths",
                                        "texts.heads", "texts.bodies"};
    dateline_article *fetched = NULL;

    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        dateline_reader *r, *clone;
        dateline_status status = DATELINE_OK;

        make_many();
        r = reader_open();
        cut_off(names[i]);
        for (int k = 0; k < 50 && status == DATELINE_OK; k++) {
            char text[32];

            snprintf(text, sizeof text, "common w%x*", k + 16);
            status = search_all(r, text, &err);
            if (status == DATELINE_OK)
                status = dateline_fetch(r, "article-77", &fetched, &err);
            if (status == DATELINE_OK)
                dateline_article_free(fetched);
        }
        if (status != DATELINE_CORRUPT || !strstr(err.text, names[i]) ||
            !strstr(err.text, "became shorter"))
            fail_msg("%s: status %d, %s", names[i], (int)status, err.text);
        expect(DATELINE_CORRUPT, search_all(r, "common", &err));
        assert_non_null(strstr(err.text, "can only be closed"));
        expect(DATELINE_CORRUPT, dateline_reader_clone(r, &clone, &err));
        dateline_reader_close(r);
        remove_home(NULL);
        make_home(NULL);
    }
    assert_int_equal(hosts, 0);
}

/* ---- Threads ------------------------------------------------------------- */

static atomic_bool cut;
static atomic_int started;

/* Searches until that fails; returns the status. */
static void *search_until_cut(void *reader)
{
    dateline_error why;
    dateline_status status = DATELINE_OK;

    for (int k = 0; status == DATELINE_OK && (k < 1000 || !atomic_load(&cut)); k++) {
        char text[32];

        snprintf(text, sizeof text, "common OR w%x", k % 50000);
        status = search_all(reader, text, &why);
        if (k == 0)
            atomic_fetch_add(&started, 1);
    }
    return (void *)(intptr_t)status;
}

static void each_thread_s_call_ends(void **state)
{
    dateline_reader *readers[THREADS];
    pthread_t threads[THREADS];

    (void)state;
    make_many();
    readers[0] = reader_open();
    for (int i = 1; i < THREADS; i++)
        expect(DATELINE_OK, dateline_reader_clone(readers[0], &readers[i], &err));
    for (int i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, search_until_cut, readers[i]), 0);
    while (atomic_load(&started) < THREADS)
        usleep(100);
    cut_off("lists.postings");
    cut_off("texts.heads");
    atomic_store(&cut, true);
    for (int i = 0; i < THREADS; i++) {
        void *status;

        assert_int_equal(pthread_join(threads[i], &status), 0);
        assert_int_equal((intptr_t)status, DATELINE_CORRUPT);
        dateline_reader_close(readers[i]);
    }
    assert_int_equal(hosts, 0);
}

/* ---- Files of others ------------------------------------------------------ */

static void another_bus_error_goes_to_the_handler_before(void **state)
{
    char name[128];
    volatile char *page;
    int fd;

    (void)state;
    snprintf(name, sizeof name, "%s/file", home);
    fd = open(name, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    assert_true(fd >= 0);
    page = mmap(NULL, 4096, PROT_READ, MAP_SHARED, fd, 0);
    assert_true(page != MAP_FAILED);
    hosts = 0;
    if (sigsetjmp(back, 1) == 0) {
        assert_int_equal(page[0], 1); /* past the end of the file */
        fail_msg("no signal came");
    }
    assert_int_equal(hosts, 1);
    munmap((void *)page, 4096);
    close(fd);
    unlink(name);
}

/* In one test: cmocka installs handlers of its own before each. */
static void files_that_become_shorter_are_survived(void **state)
{
    install_handlers();
    a_file_cut_off_ends_the_call_and_the_handle(state);
    each_thread_s_call_ends(state);
    another_bus_error_goes_to_the_handler_before(state);
}

int main(void)
{
    const struct CMUnitTest tests[] = {in_home(files_that_become_shorter_are_survived)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
