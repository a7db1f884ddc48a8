# SPDX-License-Identifier: ISC
. "${VIGIL_SRC:-.}/tests/lib.sh"

school
S=$(make_id person-add '{"family_name":"Tarn","given_name":"Edith",
    "category":"hirer","end_date":"2026-09-30"}')
S2=$(make_id person-add '{"family_name":"Voss","given_name":"Peter",
    "category":"hirer"}')
V=$(make_id scr-add '{"person":"'"$S"'","type":"contractor-confirmation",
    "done":true,"date":"2025-01-06"}')
run 65 "who has not left stays" scr-remove "$S2"
err "and it says what to do" "person-amend"
run 65 "before the last day" scr-remove --on 2026-09-29 "$S"
run 65 "one of two that may not" scr-remove --on 2026-10-01 "$S" "$S2"
is "takes neither off" "$(person-show "$S" | jq -r .off_register)" null
run 65 "part of an id does not do" scr-remove "$(printf %.6s "$S")"
run 0 "a leaver goes" scr-remove --on 2026-10-01 "$S"
is "with the day" "$(jq -r .off_register "$T/out")" 2026-10-01
run 0 "taken off again the same day" scr-remove --on 2026-10-01 "$S"
is "nothing is stored twice" \
    "$(person-show --versions "$S" | wc -l | tr -d ' ')" 2
is "the audit passes over the leaver" \
    "$(scr-audit --as-at 2026-10-23 | jq -r .subject)" "$S2"
is "not the audit of an earlier day" \
    "$(scr-audit --as-at 2026-09-15 | jq -r .subject | sort -u)" "$S2"
is "what was checked stays on record" "$(scr-show "$V" | jq -r .person)" "$S"
finish
