/* SPDX-License-Identifier: ISC */
/*
 * The records that are measured with, the same every time: gen pupils N, or
 * gen concerns N LENGTH FILE, where FILE holds an id of a pupil on each line;
 * a LENGTH counts the line's end.  gen sheet N is a central record as a school
 * keeps it: N adults with 14 kinds of check.
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ID_LEN 9
#define MAX_LINE 4096

static const char *const words[] = { "he", "said", "she", "was", "in", "the",
	"corridor", "after", "lunch", "with", "two", "other", "pupils", "and",
	"told", "me", "that", "it", "had", "happened", "again", "at", "home",
	"on", "Friday", "when", "mum", "out", "jumper", "smelt", "of",
	"smoke", "there", "mark", "by", "left", "ear", "quiet", "all", "day",
	"asked", "to", "stay", "behind", "did", "not", "want", "go" };

static unsigned long long state = 7;

static unsigned
number(unsigned below)
{
	state = state * 6364136223846793005ULL + 1442695040888963407ULL;
	return (unsigned)(state >> 33) % below;
}

static void
upn(char out[14], int i)
{
	static const char letters[] = "ABCDEFGHJKLMNPQRTUVWXYZ";
	unsigned sum = 0;

	snprintf(out + 1, 13, "856%04d%02d%03d", 1000 + i / 1000 % 9000,
	    i % 20 + 5, i % 1000);
	for (unsigned k = 1; k <= 12; k++)
		sum += (k + 1) * (unsigned)(out[k] - '0');
	out[0] = letters[sum % 23];
}

static void
pupils(int n)
{
	char s[14];

	for (int i = 0; i < n; i++) {
		upn(s, i);
		printf("{\"family_name\":\"Family%d\",\"given_name\":"
		    "\"Given%d\",\"dob\":\"20%02d-%02d-%02d\",\"upn\":"
		    "\"%s\",\"key_stage\":\"KS%d\"}\n", i, i, 9 + i % 5,
		    1 + i % 12, 1 + i % 28, s, 3 + i % 2);
	}
}

/* Without client_id the same line again is another record. */
static void
concern(int i, bool named, size_t length, const char *pupil)
{
	char tail[MAX_LINE], text[MAX_LINE] = "";
	size_t n, room;

	n = (size_t)snprintf(tail, sizeof(tail), "\",\"observed_at\":"
	    "\"2025-%02d-%02dT%02d:%02d:00Z\",\"place\":\"KS3 corridor\","
	    "\"passed_to\":\"lead-dsl\",\"pupil\":\"%s\",\"source\":"
	    "\"behaviour\",\"medium\":\"electronic\",\"categories\":"
	    "[\"neglect\"],\"context\":[\"home\"],\"significant_harm\":"
	    "\"no\"", 1 + i % 10, 1 + i % 28, 8 + i % 8, i % 60, pupil);
	if (named)
		n += (size_t)snprintf(tail + n, sizeof(tail) - n,
		    ",\"client_id\":\"b-%d\"", i);
	room = length - n - strlen("{\"account\":\"}\n");
	for (n = 0; n < room;)
		n += (size_t)snprintf(text + n, sizeof(text) - n, "%s ",
		    words[number(sizeof(words) / sizeof(*words))]);
	memset(text + room - 1, '.', 1);
	printf("{\"account\":\"%.*s%s}\n", (int)room, text, tail);
}

static void
concerns(int n, size_t length, FILE *f)
{
	char (*id)[ID_LEN + 1] = NULL;
	unsigned k = 0;

	for (;;) {
		id = realloc(id, (k + 1) * sizeof(*id));
		if (id == NULL || fscanf(f, "%9s", id[k]) != 1)
			break;
		k++;
	}
	for (int i = 0; k > 0 && i < n; i++)
		concern(i, n > 1, length, id[number(k)]);
	free(id);
}

/* A cell of a check; most were made before the adult began. */
static void
check(int year, int kind)
{
	unsigned day = 1 + number(28), month = 1 + number(12);

	switch (number(40)) {
	case 0:
		printf(",");
		break;
	case 1:
		printf(",yes");
		break;
	case 2:
		printf(",awaiting the post");
		break;
	case 3:
		printf(",%02u/%02u/%d", day, month, year + 1);
		break;
	default:
		printf(kind == 2 ? ",clear %02u/%02u/%d" :
		    ",%02u/%02u/%d", day, month, year - 1);
	}
}

static void
sheet(int n)
{
	static const char *const category[] = { "teacher", "support-staff",
		"leader", "supply", "agency", "trainee-salaried",
		"trainee-fee-funded", "volunteer", "contractor",
		"committee-member", "visiting-professional", "ap-staff",
		"hirer" };

	printf("client_id,family_name,given_name,dob,category,start_date,"
	    "end_date,regulated_activity,lived_overseas,identity,"
	    "right-to-work,right-to-work.expires,barred-list,enhanced-dbs,"
	    "enhanced-dbs.reference,prohibition-teaching,section-128,"
	    "overseas,qualifications,references,online-search,"
	    "medical-fitness,agency-confirmation,contractor-confirmation,"
	    "volunteer-risk-assessment\n");
	for (int i = 0; i < n; i++) {
		int year = 2004 + (int)number(20);
		int same = i % 500 == 499 ? i - 1 : i; /* a duplicate */

		printf("a%d,Family%d,Given%d,%02d/%02d/19%02d,%s,"
		    "01/09/%d,%s,%s,%s", i, same, same, 1 + same % 28,
		    1 + same % 12, 60 + same % 40, category[i % 13], year,
		    number(50) == 0 ? "31/08/2026" : "",
		    number(3) == 0 ? "no" : "yes",
		    number(9) == 0 ? "Spain" : "");
		check(year, 0);
		printf(",%02u/%02u/%d", 1 + number(28), 1 + number(12), year -
		    1);
		printf(number(5) == 0 ? ",%02u/%02u/%d" : ",",
		    1 + number(28), 1 + number(12), 2026 + number(3));
		check(year, 2);
		printf(",%02u/%02u/%d,%012d", 1 + number(28), 1 + number(12),
		    year - 1, number(200) == 0 ? i % 40 : i + 100);
		for (int k = 0; k < 10; k++)
			check(year, 3);
		printf("\n");
	}
}

int
main(int argc, char **argv)
{
	FILE *f;

	if (argc == 3 && strcmp(argv[1], "pupils") == 0) {
		pupils(atoi(argv[2]));
	} else if (argc == 3 && strcmp(argv[1], "sheet") == 0) {
		sheet(atoi(argv[2]));
	} else if (argc == 5 && strcmp(argv[1], "concerns") == 0 &&
	    atoi(argv[3]) >= 500 && atoi(argv[3]) < MAX_LINE &&
	    (f = fopen(argv[4], "r")) != NULL) {
		concerns(atoi(argv[2]), (size_t)atoi(argv[3]), f);
		fclose(f);
	} else {
		fprintf(stderr, "usage: gen pupils N\n"
		    "       gen concerns N LENGTH IDS\n"
		    "       gen sheet N\n");
		return 64;
	}
	return fflush(stdout) == 0 ? 0 : 74;
}
