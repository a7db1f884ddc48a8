# SPDX-License-Identifier: ISC
. "${VIGIL_SRC:-.}/tests/lib.sh"

records
# put STATUS NAME TOOL JSON
put() {
	printf '%s\n' "$4" >"$T/in"
	run "$1" "$2" "$3" "$T/in"
}

run 0 "pupils are listed" pupil-list
is "both of them" "$(wc -l <"$T/out" | tr -d ' ')" 2
is "sorted by name" "$(pupil-list --sort family_name | jq -r .family_name |
    tr '\n' ' ')" "Marlow Okafor "
is "and the other way" "$(pupil-list --sort -family_name |
    jq -r .family_name | tr '\n' ' ')" "Okafor Marlow "
is "a test picks" "$(pupil-list --where 'key_stage = KS4' | jq -r .id)" "$P2"
is "two tests pick what passes both" "$(pupil-list --where 'key_stage = KS4' \
    --where 'dob < 2010-01-01' --count | jq .count)" 0
is "a field alone asks whether it is there" \
    "$(pupil-list --where upn | jq -r .id)" "$P"
is "columns may be chosen" "$(pupil-list --where upn --fields dob,id)" \
    '{"kind":"pupil","dob":"2012-02-11","id":"'"$P"'"}'
is "CSV has a header" "$(pupil-list --format csv --fields id,dob --where upn |
    tr -d '\r')" "id,dob
$P,2012-02-11"
put 0 "a pupil leaves" pupil-amend \
    '{"id":"'"$P2"'","leaving_date":"2025-10-10","reason":"moved"}'
is "and is no longer open" "$(pupil-list --open | jq -r .id)" "$P"
is "but was" "$(pupil-list --open --as-at 2025-10-01 --count | jq .count)" 2
run 64 "a name is not asked for in arguments" pupil-list \
    --where 'family_name = Marlow'
run 64 "an unknown field is refused" pupil-list --where 'upm = 1'
err "with the nearest right one" upn
run 64 "so is one to sort by" pupil-list --sort famly_name
err "with the nearest right one" family_name
is "a limit holds" "$(pupil-list --limit 1 | wc -l | tr -d ' ')" 1
run 0 "nothing found is no failure" pupil-list --where 'dob > 2030-01-01'
finish
