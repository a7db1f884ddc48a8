# SPDX-License-Identifier: ISC
. "${VIGIL_SRC:-.}/tests/lib.sh"

school
S=$(make_id person-add '{"family_name":"Tarn","given_name":"Edith",
    "category":"agency","start_date":"2024-09-02","client_id":"a1"}')
scr-add >/dev/null <<END
{"person":"a1","type":"identity","done":true,"date":"2024-09-03"}
{"person":"a1","type":"agency-confirmation","done":true,"date":"2024-09-02"}
END
put() {
	printf '%s\n' "$3" >"$T/in"
	run "$1" "$2" scr-accept "$T/in"
}
run 1 "a check made late" scr-audit --as-at 2026-10-23
is "is found" "$(jq -r '.item + " " + .status' "$T/out")" "identity late"
put 65 "an acceptance needs its reason" \
    '{"register":"scr","subject":"a1","item":"identity","status":"late","by":"headteacher"}'
put 65 "and a check that there is" \
    '{"register":"scr","subject":"a1","item":"identidy","status":"late","by":"headteacher","reason":"r"}'
err "the nearest is named" "identity"
put 65 "and an adult on record" \
    '{"register":"scr","subject":"slt","item":"identity","status":"late","by":"headteacher","reason":"r"}'
err "else it says so" "no adult"
scr-audit --as-at 2026-10-23 | jq -c '. + {by: "headteacher",
    reason: "Seen on the second day.", until: "2026-12-31"}' >"$T/in"
run 0 "a finding is accepted as it was printed" scr-accept "$T/in"
is "for the adult" "$(jq -r .subject "$T/out")" "$S"
run 0 "a clean record" scr-audit --as-at 2026-10-23
is "still prints it" "$(jq -r .accepted.reason "$T/out")" \
    "Seen on the second day."
run 0 "to the last day" scr-audit --as-at 2026-12-31
run 1 "and not the day after" scr-audit --as-at 2027-01-01
is "when it counts again" "$(jq -r '.accepted' "$T/out")" null
finish
