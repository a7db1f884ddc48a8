# SPDX-License-Identifier: ISC
. "${VIGIL_SRC:-.}/tests/lib.sh"

records
V=$(make_id scr-add '{"person":"'"$S"'","type":"identity","done":true,
    "date":"2024-08-30"}')
put() {
	printf '%s\n' "$3" >"$T/in"
	run "$1" "$2" scr-amend --as-at 2026-10-23 "$T/in"
}
put 65 "an amendment needs its reason" '{"id":"'"$V"'","date":"2024-08-29"}'
put 0 "a day is put right" \
    '{"id":"'"$V"'","date":"2024-08-29","reason":"misread"}'
is "it reads so" "$(scr-show "$V" | jq -r .date)" 2024-08-29
is "the earlier version stays" \
    "$(scr-show --versions "$V" | jq -r .date | head -1)" 2024-08-30
put 65 "a day to come is refused" \
    '{"id":"'"$V"'","date":"2026-10-24","reason":"x"}'
finish
