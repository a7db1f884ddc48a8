# SPDX-License-Identifier: ISC
. "${VIGIL_SRC:-.}/tests/lib.sh"

people
# put STATUS NAME TOOL JSON [OPTION ...]
put() {
	printf '%s\n' "$4" | sed -z 's/\n  */ /g' >"$T/in"
	s=$1 n=$2 t=$3
	shift 4
	run "$s" "$n" "$t" "$@" "$T/in"
}

put 0 "one course" training-add \
    '{"person":"ihale","course":"dsl","date":"2025-09-01","mode":"online"}'
out "names the adult by id" '"person":"'"$S"'"'
printf '%s\n' person "$S" ihale nobody >"$T/sheet.csv"
run 0 "an attendance sheet with course and day said once" \
    training-add --course whole-school --date 2025-09-01 "$T/sheet.csv"
is "makes a record of each row" \
    "$(jq -r '.course + " " + .date' "$T/out" | sort | uniq -c | tr -s ' ')" \
    " 3 whole-school 2025-09-01"
printf '%s\n' person,course ihale,aup nobody, >"$T/sheet.csv"
run 0 "a row that says its course keeps it" \
    training-add --course prevent --date 2025-09-02 --provider X \
    --mode online "$T/sheet.csv"
is "and the others take the one said" \
    "$(jq -r .course "$T/out" | tr '\n' ' ')" "aup prevent "
is "with who gave it and how" \
    "$(jq -r '.provider + .mode' "$T/out" | sort -u)" Xonline
put 0 "a day may be a word" training-add '{"person":"ihale"}' \
    --course fgm --date yesterday --as-at 2025-10-02
out "which is that of the clock" '"date":"2025-10-01"'
put 0 "a day to come may be recorded" training-add \
    '{"person":"ihale","course":"aup","date":"2099-01-01"}'
put 64 "an option knows the courses" training-add '{"person":"ihale"}' \
    --course whole-shool --date 2025-09-01
put 65 "and so does the record" training-add \
    '{"person":"ihale","course":"whole-shool","date":"2025-09-01"}'
err "with the nearest right one" whole-school
put 65 "a day that there is not" training-add '{"person":"ihale"}' \
    --course aup --date 2025-09-31
put 65 "no day at all" training-add '{"person":"ihale","course":"aup"}'
put 65 "nobody of that name" training-add \
    '{"person":"ihael","course":"aup","date":"2025-09-01"}'
before=$(training-list --count | jq .count)
printf '%s\n' person ihale ihael >"$T/sheet.csv"
run 65 "a sheet with a bad row is refused" \
    training-add --course aup --date 2025-09-01 "$T/sheet.csv"
is "whole" "$(training-list --count | jq .count)" "$before"
printf '{"person":"ihale","course":"aup","date":"2025-09-03","client_id":"a"}\n' >"$T/in"
run 0 "the sender's own reference" training-add "$T/in"
run 0 "sent again" training-add "$T/in"
is "is stored once" "$(training-list --where 'client_id = a' --count |
    jq .count)" 1
finish
