/* Runs a fuzz target without a fuzzer: its seeds as they are, then mutations
 * of them that are the same in every run.
 *
 *     fuzz_NAME [FILE]...
 *
 * FILEs are seeds besides the target's own. DATELINE_FUZZ_RUNS=N runs exactly N
 * mutations (default: what two seconds allow, at most 100,000), and
 * DATELINE_FUZZ_SEED=N starts another sequence. The input under which the
 * target dies is left in ./crash-input: give it as FILE to see it die again. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "core/alloc.h"
#include "core/buf.h"
#include "fuzz.h"

void __sanitizer_set_death_callback(void (*callback)(void)) __attribute__((weak));

enum { MAX_RUNS = 100000, MAX_SECONDS = 2, MAX_INPUT = 8192, MAX_MUTATIONS = 8 };

static struct buf *seeds;
static size_t n_seeds, cap_seeds;
static const uint8_t *current;
static size_t current_size;
static uint64_t state = 0x9E3779B97F4A7C15;

/* Marsaglia's xorshift64*. */
static uint32_t below(size_t n)
{
    state ^= state >> 12;
    state ^= state << 25;
    state ^= state >> 27;
    return n ? (uint32_t)((state * 0x2545F4914F6CDD1D >> 32) % n) : 0;
}

static void keep_input(void)
{
    static const char told[] = "the input is in ./crash-input\n";
    int fd = open("crash-input", O_WRONLY | O_CREAT | O_TRUNC, 0644);

    if (fd < 0)
        return;
    if (write(fd, current, current_size) == (ssize_t)current_size)
        (void)!write(STDERR_FILENO, told, sizeof told - 1);
    close(fd);
}

static void on_abort(int sig)
{
    keep_input();
    signal(sig, SIG_DFL);
    raise(sig);
}

/* The target gets an exact copy, so that a read beyond the end is seen. */
static void run(const struct buf *input)
{
    uint8_t *copy = must_alloc(input->len);

    if (input->len)
        memcpy(copy, input->data, input->len);
    current = copy;
    current_size = input->len;
    LLVMFuzzerTestOneInput(copy, input->len);
    free(copy);
}

static void add_seed(const void *data, size_t len)
{
    GROW(seeds, n_seeds, cap_seeds);
    seeds[n_seeds] = (struct buf){0};
    buf_add(&seeds[n_seeds++], data, len);
}

static int add_file(const char *path)
{
    FILE *f = fopen(path, "rb");
    struct buf bytes = {0};
    char block[4096];
    size_t n;

    if (!f) {
        fprintf(stderr, "cannot read %s: %s\n", path, strerror(errno));
        return 1;
    }
    while ((n = fread(block, 1, sizeof block, f)))
        buf_add(&bytes, block, n);
    fclose(f);
    add_seed(bytes.data, bytes.len);
    buf_free(&bytes);
    return 0;
}

/* Puts LEN bytes of DATA in place of the CUT bytes at AT. */
static void replace(struct buf *b, size_t at, size_t cut, const char *data, size_t len)
{
    struct buf out = {0};

    buf_add(&out, b->data, at);
    buf_add(&out, data, len);
    buf_add(&out, b->data + at + cut, b->len - at - cut);
    buf_free(b);
    *b = out;
}

static void mutate(struct buf *b)
{
    const struct buf *other = &seeds[below(n_seeds)];
    size_t at = below(b->len + 1), left = b->len - at;
    size_t from = below(other->len + 1), len = below(other->len - from + 1);
    char byte = (char)below(256);

    switch (below(7)) {
    case 0: /* a bit */
        if (left)
            b->data[at] = (char)(b->data[at] ^ 1 << below(8));
        break;
    case 1: /* another byte */
        replace(b, at, left ? 1 : 0, &byte, 1);
        break;
    case 2: /* one more byte */
        replace(b, at, 0, &byte, 1);
        break;
    case 3: /* some bytes gone */
        replace(b, at, below((left < 16 ? left : 16) + 1), "", 0);
        break;
    case 4: /* the end gone */
        replace(b, at, left, "", 0);
        break;
    case 5: /* a piece of a seed put in */
        replace(b, at, 0, other->data + from, len);
        break;
    default: /* a piece of a seed put over */
        replace(b, at, len < left ? len : left, other->data + from, len);
    }
    if (b->len > MAX_INPUT)
        b->len = MAX_INPUT;
}

static unsigned long mutations(unsigned long runs, time_t until)
{
    unsigned long done;

    for (done = 0; done < runs && (!until || time(NULL) < until); done++) {
        const struct buf *seed = &seeds[below(n_seeds)];
        struct buf input = {0};

        buf_add(&input, seed->data, seed->len);
        for (uint32_t n = 1 + below(MAX_MUTATIONS); n; n--)
            mutate(&input);
        run(&input);
        buf_free(&input);
    }
    return done;
}

int main(int argc, char **argv)
{
    const char *runs = getenv("DATELINE_FUZZ_RUNS"), *seed = getenv("DATELINE_FUZZ_SEED");
    int status = 0;

    signal(SIGABRT, on_abort);
    if (__sanitizer_set_death_callback)
        __sanitizer_set_death_callback(keep_input);
    if (seed)
        state += strtoull(seed, NULL, 10);
    for (int i = 1; i < argc; i++)
        status |= add_file(argv[i]);
    for (const char *const *s = fuzz_seeds; s && *s; s++)
        add_seed(*s, strlen(*s));
    add_seed("", 0);
    for (size_t i = 0; i < n_seeds; i++)
        run(&seeds[i]);
    printf("%zu seeds, %lu mutations\n", n_seeds,
           mutations(runs ? strtoul(runs, NULL, 10) : MAX_RUNS,
                     runs ? 0 : time(NULL) + MAX_SECONDS + 1));
    for (size_t i = 0; i < n_seeds; i++)
        buf_free(&seeds[i]);
    free(seeds);
    return status;
}
