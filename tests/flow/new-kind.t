# SPDX-License-Identifier: ISC
# A register is four files and at most 120 lines: an invented kind is added to a
# copy of the tree by the recipe in README.md, built and used.
. "${VIGIL_SRC:-.}/tests/lib.sh"

tree=$T/tree
mkdir "$tree"
(cd "$src" && cp -R Makefile README.md cmd data include lib man scripts tests \
    "$tree")
cd "$tree"

cat >lib/model/kind/visitor.c <<'END'
/* SPDX-License-Identifier: ISC */
#include "model/kind.h"

static const struct field fields[] = {
	{ .name = "visitor", .type = FIELD_LINE,
	    .flags = FIELD_REQUIRED | FIELD_SENSITIVE | FIELD_COLUMN,
	    .label = "Visitor", .help = "Who came.",
	    .why = "the book says who was in the building" },
	{ .name = "organisation", .type = FIELD_LINE, .flags = FIELD_COLUMN,
	    .label = "From", .help = "Whom the visitor works for." },
	{ .name = "host", .type = FIELD_REF,
	    .flags = FIELD_REQUIRED | FIELD_COLUMN, .label = "Host",
	    .help = "The adult who goes with the visitor.",
	    .refs = "person",
	    .why = "nobody from outside is alone with children" },
	{ .name = "arrived", .type = FIELD_TIME,
	    .flags = FIELD_REQUIRED | FIELD_PAST | FIELD_COLUMN,
	    .label = "Arrived", .help = "When the visitor came.",
	    .why = "the book says when somebody was in the building" },
	{ .name = "left", .type = FIELD_TIME,
	    .flags = FIELD_PAST | FIELD_PROGRESS | FIELD_COLUMN,
	    .label = "Left", .help = "When the visitor went." },
	FIELDS_STORED
};

static int
check(const struct json *c, struct err *err)
{
	return kind_in_order(c, json_get(c, 0, "arrived"),
	    json_get(c, 0, "left"), "left",
	    "The visitor left before arriving.", err);
}

static const struct question questions[] = {
	{ .field = "visitor" },
	{ .field = "organisation" },
	{ .field = "host" },
	{ .field = "arrived", .preset = "now" },
	{ .field = NULL }
};

static const char *const mine[] = { "host", NULL };

const struct kind kind_visitor = { .name = "visitor", .prefix = "VI",
	.verbs = {
		[VERB_ADD] = "record that a visitor came",
		[VERB_LIST] = "list visitors",
		[VERB_SHOW] = "show one visit",
		[VERB_AMEND] = "say that a visitor left, or put a visit right",
	},
	.plural = "visitors", .summary = "a visitor in the building",
	.flags = KIND_STORED, .fields = fields, .at = "arrived",
	.subject = "host", .mine = mine, .check = check,
	.questions = questions };
END
cat >man/kind/visitor.mdoc <<'END'
.\" SPDX-License-Identifier: ISC
Visitors sign in at the door, and out again.
.Ss amend
To say that the visitor has gone, fill in
.Cm left .
.Sh EXAMPLES
Somebody comes, and goes:
.Bd -literal -offset indent
$ visitor-add >visit <<END
{"visitor":"Ada Kyle","host":"S-7KQ2MX","arrived":"2025-11-20T09:00"}
.nop END
$ jq -c '{id, left: "2025-11-20T10:10"}' visit | visitor-amend
.Ed
.Sh SEE ALSO
.Xr person-add 1
END
sed -i 's/^\.nop //' man/kind/visitor.mdoc
cat >tests/data/kind/visitor.jsonl <<'END'
{"case":"good","record":{"visitor":"Ada Kyle","organisation":"Gas board","host":"@person","arrived":"2025-10-01T09:00"}}
{"case":"change","record":{"left":"2025-10-01T10:00:00Z"}}
{"case":"refused","record":{"left":"2025-10-01T08:00"},"field":"left"}
{"case":"refused","record":{"host":"P-7KQ2MX"},"field":"host"}
END
cat >>data/tasks.yaml <<'END'
      - when: "Somebody from outside comes, or goes"
        use: "visitor-add, visitor-amend; who was here: visitor-list, visitor-show."
END

changed=$(for part in Makefile README.md cmd data include lib man scripts tests
do
	diff -rN "$src/$part" "$tree/$part"
done)
is "the recipe takes four files" "$(echo "$changed" | grep -c '^diff ')" 4
ok "and at most 120 lines" test "$(echo "$changed" | grep -c '^[<>]')" -le 120

# Without the options of the make that runs this test.
ok "it builds" env -u MAKEFLAGS -u MAKELEVEL -u MFLAGS -u MAKEOVERRIDES make \
    -s -j"$(nproc)" BUILD=.build HARDEN=-fPIE CFLAGS=-O0 LDFLAGS= \
    PREFIX="$T/usr" install .build/unit/kinds
ok "and its table is well" .build/unit/kinds
VIGIL_SRC=$tree VIGIL_BUILD=.build
export VIGIL_SRC VIGIL_BUILD
run 0 "it keeps what its table promises" sh tests/flow/every-kind.t visitor
is "in all of it" "$(grep -v '^ok' "$T/out")" "1..6"
sh scripts/man-check >"$T/out" 2>&1
is "its commands have all that a command has" \
    "$(grep -c '^ok.* visitor-.* has its manual' "$T/out")" 4
is "and lack nothing" "$(grep -A3 '^not ok.*visitor' "$T/out")" ""

cd "$T"
PATH=$T/usr/bin:$PATH
people
echo '{"visitor":"Ada Kyle","host":"ihale","arrived":"2025-11-20T09:00"}' |
    visitor-add >"$T/visit"
is "it is stored under its prefix" "$(jq -r .id "$T/visit" | cut -c 1-3)" VI-
run 0 "it is in the list" visitor-list --format table
out "below its headings" "Visitor"
out "by name" "Ada Kyle"
run 0 "it is shown" visitor-show "$(jq -r .id "$T/visit" | cut -c 1-7)"
jq -c '{id, left: "2025-11-20T10:10"}' "$T/visit" >"$T/in"
run 0 "it is amended" visitor-amend "$T/in"
run 0 "vigil help finds it" vigil help outside
out "by the task" visitor-add
run 0 "the shell completes it" visitor-list --completion bash
out "by its name" "-F _visitor_list visitor-list"
for verb in add list show amend; do
	run 0 "visitor-$verb has its manual" \
	    mandoc -T markdown "usr/share/man/man1/visitor-$verb.1"
	out "of all four" "**visitor-$verb**"
done
finish
