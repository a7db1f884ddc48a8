/* SPDX-License-Identifier: ISC */
#include "cli/ask/ask.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/core/mem.h"
#include "base/text/text.h"

/* The i-th word a field takes; NULL past the last, or on an error (set). */
static const char *
nth(struct ask *a, const struct field *f, size_t i, struct err *err)
{
	size_t k = 0;

	if (f->type == FIELD_CODE)
		return codes_nth(a->cmd->s.codes, f->list, i, err);
	while (k < i && f->words[k] != NULL)
		k++;
	return f->words[k];
}

int
ask_show_words(struct ask *a, const struct field *f, struct err *err)
{
	struct buf b = BUF_INIT;
	size_t n = 0, widest = 0, across, down;
	const char *w;

	err_clear(err);
	while ((w = nth(a, f, n, err)) != NULL) {
		widest = strlen(w) > widest ? strlen(w) : widest;
		n++;
	}
	if (err->status != ST_DONE)
		return -1;
	across = a->width / (widest + 7);
	across = across == 0 ? 1 : across;
	down = (n + across - 1) / across;
	for (size_t row = 0; row < down; row++) {
		for (size_t i = row; i < n; i += down)
			buf_addf(&b, "  %3zu %-*s", i + 1,
			    i + down < n ? (int)widest + 1 : 0,
			    nth(a, f, i, err));
		buf_addc(&b, '\n');
	}
	ask_show(a, buf_str(&b), b.n == 0 ? 0 : b.n - 1, 0);
	buf_release(&b);
	return 0;
}

static int
numbered(struct ask *a, const struct field *f, const char *s,
    const char **word, struct err *err)
{
	long n = strlen(s) < 5 ? strtol(s, NULL, 10) : 0;

	err_clear(err);
	*word = n == 0 ? NULL : nth(a, f, (size_t)n - 1, err);
	if (*word != NULL)
		return 0;
	if (err->status != ST_DONE)
		return -1;
	return err_set(err, ST_DATA, "bad-number",
	    "The list has no number %.12s.", s);
}

/* None of the words: says which was meant, as far as that can be told. */
static int
unknown(struct ask *a, const struct field *f, const char *typed,
    struct err *err)
{
	const char **words = NULL, *near, *w;
	size_t n = 0;

	do {
		w = nth(a, f, n, err);
		words = mem_resize(words, n + 1, sizeof(*words));
		words[n++] = w;
	} while (w != NULL);
	near = text_nearest(typed, words);
	free(words);
	err_set(err, ST_DATA, "bad-word",
	    "%s is none of the words in the list.", typed);
	return near == NULL ? err_hint(err, "Type a number of the list.")
			    : err_hint(err, "Did you mean %s?", near);
}

int
ask_word(struct ask *a, const struct field *f, const char *s, size_t n,
    const char **word, struct err *err)
{
	char typed[64];
	const char *w;
	size_t begin = 0;

	n = n < sizeof(typed) ? n : sizeof(typed) - 1;
	for (size_t i = 0; i < n; i++)
		typed[i] = s[i] == ' ' || s[i] == '_' ? '-' : s[i];
	typed[n] = '\0';
	if (n > 0 && strspn(typed, "0123456789") == n)
		return numbered(a, f, typed, word, err);
	err_clear(err);
	for (size_t i = 0; (w = nth(a, f, i, err)) != NULL; i++) {
		if (strcasecmp(w, typed) == 0) {
			*word = w;
			return 0;
		}
		if (strncasecmp(w, typed, n) == 0 && begin++ == 0)
			*word = w;
	}
	if (err->status != ST_DONE)
		return -1;
	if (begin == 1)
		return 0;
	if (begin == 0)
		return unknown(a, f, typed, err);
	return err_set(err, ST_DATA, "ambiguous",
	    "%zu words in the list begin with %s. Type more of it, or its "
	    "number.", begin, typed);
}
