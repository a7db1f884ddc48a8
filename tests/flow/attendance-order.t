# SPDX-License-Identifier: ISC
# Marks are those of their pupil in whatever order a file names the pupils,
# and by whatever it names them.
. "${VIGIL_SRC:-.}/tests/lib.sh"

school
awk 'BEGIN {
	for (i = 1; i <= 80; i++) {
		digits = sprintf("8561%08d", i * 37)
		sum = 0
		for (k = 1; k <= 12; k++)
			sum += (k + 1) * substr(digits, k, 1)
		upn = substr("ABCDEFGHJKLMNPQRTUVWXYZ", sum % 23 + 1, 1) digits
		printf "{\"family_name\":\"Pupil\",\"given_name\":\"%d\"," \
		    "\"dob\":\"2011-03-04\",\"entry_date\":\"2025-09-%02d\"," \
		    "\"upn\":\"%s\",\"client_id\":\"c%d\"}\n", i,
		    i == 60 ? 30 : 2, upn, i
	}
}' >pupils
run 0 'eighty pupils' pupil-add pupils
jq -r '[.client_id, .id] | @tsv' out >ids
jq -r '[.client_id, .upn] | @tsv' pupils >upns
cp "$VIGIL_STORE" bare.db

# marks COLUMN-OF-NAMES: a grid of all, each with marks of its own
marks() {
	echo 'upn,2025-10-01 AM,2025-10-01 PM'
	awk '{ split("/ L N C I", a, " "); split("\\ U V M O", b, " ")
	    print $2 "," a[NR % 5 + 1] "," b[NR % 3 + 1] }' "$1"
}
# stands NAME FILE: what is on record after it, of a store of its own
stands() {
	name=$1
	cp bare.db "$VIGIL_STORE"
	run 0 "$name" attendance-import --as-at 2025-10-31 "$2"
	is "$name: all came in" "$(jq -c '[.marks, .corrected]' out)" "$3"
	cut -f 2 ids | while read -r id; do
		attendance-check --explain "$id" --as-at 2025-10-31 2>err |
		    jq -r 'select(.kind == "recount" and .code) |
		    [.pupil, .date, .session, .code] | @tsv'
	done >"$4"
}

marks upns >forward
stands 'in the order of the roll' forward '[160,0]' want
is 'each has its own' "$(wc -l <want | tr -d ' ')" 160
is 'the last as it came' "$(tail -n 2 want | cut -f 4 | tr '\n' ' ')" \
    "$(tail -n 1 forward | cut -d , -f 2- | tr , ' ') "
{ sed 1q forward; sed 1d forward | tac; } >backward
stands 'the other way round' backward '[160,0]' got
ok 'it is the same' cmp want got
# in order at first, then from the middle, then what was left out
{ sed -n 1,20p forward; sed -n '41,$p' forward; sed -n 21,40p forward; } >mixed
stands 'in order only at first' mixed '[160,0]' got
ok 'that too' cmp want got
marks ids >by-id
stands 'by id' by-id '[160,0]' got
ok 'and that' cmp want got
{ sed -n 1,30p forward; sed -n '31,$p' by-id; } >both
stands 'by UPN and then by id' both '[160,0]' got
ok 'and so' cmp want got
cut -f 1 ids | paste - ids >own
marks own | sed 's/^\(c[0-9]*\)	[^,]*/\1/' >by-own
stands 'by the number of their own' by-own '[160,0]' got
ok 'and so too' cmp want got
{ cat forward; sed 1d forward | head -n 3; } >twice
stands 'some twice' twice '[166,0]' got
ok 'is no other thing' cmp want got

# what is said of a pupil names that one
cp bare.db "$VIGIL_STORE"
attendance-import --as-at 2025-10-31 forward >out 2>err
sed '50s/,.*/,G,\\/' forward >corrected
run 0 'one mark is another' attendance-import --as-at 2025-10-31 corrected
err 'it is told of whom' "$(sed -n 49p ids | cut -f 2) 2025-10-01 AM: G takes"
run 65 'an early day' attendance-import --as-at 2025-10-31 - <<END
$(sed 's/2025-10-01/2025-09-10/g' forward)
END
err 'the one that was not there' "$(sed -n 60p ids | cut -f 2) was not on roll"
sed '70s/,.*/,\\,\//' forward >shifted
run 0 'halves' attendance-import --as-at 2025-10-31 shifted
err 'and whose they are' "Most of $(sed -n 69p ids | cut -f 2)'s marks"
{ cat forward; echo A999999999999,/,/; } >one-more
run 65 'one more than there are' attendance-import --as-at 2025-10-31 one-more
err 'is not found' 'one-more:82: upn: No pupil of that id'
run 0 'the store is sound' store-check
finish
