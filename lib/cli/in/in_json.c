/* SPDX-License-Identifier: ISC */
#include <string.h>

#include "base/text/text.h"
#include "cli/in/in_part.h"

static bool
is_utf16(const char *s, size_t n)
{
	return n >= 2 && (memcmp(s, "\xff\xfe", 2) == 0 ||
	    memcmp(s, "\xfe\xff", 2) == 0 || s[0] == '\0' || s[1] == '\0');
}

bool
in_looks_like_json(const struct line_reader *l)
{
	static const char blank[] = " \t\r\n";
	const char *s = l->block + l->start, *end = l->block + l->end;

	if (end - s >= 3 && memcmp(s, "\xef\xbb\xbf", 3) == 0)
		s += 3;
	else if (is_utf16(s, (size_t)(end - s)))
		s += s[0] != '{' && s[0] != '\0' ? 2 : 0;
	while (s < end && memchr(blank, *s, sizeof(blank)) != NULL)
		s++; /* and a NUL, of UTF-16 */
	if (s < end && *s == '[')
		for (s++; s < end && memchr(blank, *s, sizeof(blank)) != NULL;)
			s++;
	return s < end && *s == '{';
}

int
in_hint_cut(const struct in *in, struct err *e)
{
	return err_hint(e, "Of this line only the first 1 MiB is kept%s.",
	    in->endless && !in->lines.ended
		? ", and nothing after it was read" : "");
}

static int
bad_line(struct in *in, const char *s, size_t n, struct err *e)
{
	if (in->line == 1 && is_utf16(s, n)) {
		err_set(e, ST_DATA, "bad-utf8",
		    "The file is UTF-16, not UTF-8.");
		err_hint(e, "Save it again as UTF-8; in PowerShell, with "
		    "Out-File -Encoding utf8.");
	} else if (in->lines.cut) {
		err_set(e, ST_DATA, "too-long",
		    "The line is longer than 1 MiB.");
		in_hint_cut(in, e);
	} else if (json_parse(&in->json, s, n, 0, e) != 0) {
		if (!in->lines.ended && e->column > (long)n) {
			err_set(e, ST_DATA, "incomplete",
			    "The last line is not complete: its writer may "
			    "have stopped early.");
			err_hint(e, "Send the whole record again.");
		} else if (n == 1 && *s == '{') {
			err_hint(e, "Write each object on one line, as jq -c "
			    "does.");
		}
	} else if (json_type(&in->json, 0) != JSON_OBJECT) {
		err_set(e, ST_DATA, "not-an-object",
		    "Each line must be one object, {\"field\": …}.");
	} else {
		return 0;
	}
	return err_place(e, NULL, in->line);
}

int
in_next_json(struct in *in, const struct json **record, struct err *e)
{
	const char *s, *text;
	size_t n, ntext;
	int rc;

	do {
		if ((rc = line_next(&in->lines, &s, &n, e)) <= 0)
			return rc;
		text = s;
		ntext = n;
		text_trim(&text, &ntext);
	} while (ntext == 0);
	in->raw = s;
	in->nraw = n;
	in->line = in->lines.number;
	if (in->line == 1 && n >= 3 && memcmp(s, "\xef\xbb\xbf", 3) == 0) {
		s += 3;
		n -= 3;
	}
	if (bad_line(in, s, n, e) != 0)
		return -1;
	*record = &in->json;
	return 1;
}
