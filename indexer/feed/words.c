/* Splits a command into words, and finds its program. */
#include "indexer/feed/words.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* Appends the word at P, which is no blank, to OUT, and returns its end; NULL if a quote is not
 * closed. */
static const char *split_word(const char *p, const char *file, struct buf *out)
{
    char quote = '\0';

    for (; *p && (quote || !is_blank(*p)); p++)
        if (*p == quote)
            quote = '\0';
        else if (!quote && (*p == '\'' || *p == '"'))
            quote = *p;
        else if (*p == '\\' && quote != '\'' && p[1])
            buf_char(out, *++p);
        else if (*p == '{' && p[1] == '}') {
            buf_str(out, file);
            p++;
        } else
            buf_char(out, *p);
    buf_char(out, '\0');
    return quote ? NULL : p;
}

/* Points W's list to its N words. */
static void list_words(struct words *w, size_t n)
{
    char *at = w->text.data;

    for (size_t i = 0; i < n; i++) {
        w->list[i] = at;
        at += strlen(at) + 1;
    }
    w->list[n] = NULL;
}

const char *words_split(const char *command, const char *file, struct words *w)
{
    size_t n = 0;

    *w = (struct words){0};
    for (const char *p = command;; n++) {
        while (is_blank(*p))
            p++;
        if (!*p)
            break;
        if (n == WORDS_MAX)
            return "the command has more than 64 words";
        if (!(p = split_word(p, file, &w->text)))
            return "a quote is not closed";
    }
    if (!n || !*w->text.data)
        return "it names no command";
    list_words(w, n);
    return NULL;
}

void words_free(struct words *w)
{
    buf_free(&w->text);
}

static bool is_program(const char *path)
{
    struct stat st;

    if (stat(path, &st) != 0 || access(path, X_OK) != 0)
        return false;
    if (S_ISREG(st.st_mode))
        return true;
    errno = EACCES;
    return false;
}

bool words_find_program(const struct words *w, struct buf *path)
{
    const char *dirs = getenv("PATH");

    buf_clear(path);
    buf_str(path, *w->list);
    if (strchr(*w->list, '/'))
        return is_program(path->data);
    for (const char *dir = dirs ? dirs : "/usr/bin:/bin", *end;; dir = end + 1) {
        end = strchrnul(dir, ':');
        buf_clear(path);
        buf_printf(path, "%.*s/%s", end > dir ? (int)(end - dir) : 1, end > dir ? dir : ".",
                   *w->list);
        if (is_program(path->data))
            return true;
        if (!*end)
            break;
    }
    errno = ENOENT;
    return false;
}
