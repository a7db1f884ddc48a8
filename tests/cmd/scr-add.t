# SPDX-License-Identifier: ISC
. "${VIGIL_SRC:-.}/tests/lib.sh"

records
put() {
	printf '%s\n' "$3" >"$T/in"
	run "$1" "$2" scr-add --as-at 2026-10-23 "$T/in"
}

put 0 "a check is stored" \
    '{"person":"'"$S"'","type":"identity","done":true,"date":"2024-08-30"}'
printf '%s\n' '{"person":"ihale","type":"identity","done":true,"date":"2024-08-30"}' >"$T/in"
run 0 "the adult goes by login" scr-add "$T/in"
is "and is kept by id" "$(jq -r .person "$T/out")" "$S"
is "its own letter" "$(jq -r '.id[0:1]' "$T/out")" V
put 65 "the day after --as-at is refused" \
    '{"person":"ihale","type":"identity","done":true,"date":"2026-10-24"}'
err "with the reason" "lies in the future"
put 0 "the day itself is not" \
    '{"person":"ihale","type":"right-to-work","done":true,"date":"2026-10-23","expires":"2030-01-01"}'
put 0 "eleven digits are stored" \
    '{"person":"ihale","type":"enhanced-dbs","done":true,"date":"2024-08-01","reference":"00991234010"}'
is "as they came" "$(jq -r .reference "$T/out")" 00991234010
put 65 "done is needed" '{"person":"ihale","type":"identity"}'
err "and named" "done:"
put 65 "a check that is none" '{"person":"ihale","type":"identidy","done":true}'
err "the nearest is named" "identity"
put 65 "an outcome that is none" \
    '{"person":"ihale","type":"barred-list","done":true,"outcome":"clean"}'
err "the nearest is named too" "clear"
put 65 "nobody by that name" '{"person":"nobody-else","type":"identity","done":true}'
printf 'person,type,done,date,seen_by\nihale,references,yes,02/09/2024,JB\n' >"$T/in"
run 0 "from a spreadsheet" scr-add "$T/in"
is "with its day" "$(jq -r .date "$T/out")" 2024-09-02
printf '%s\n' '{"client_id":"k1","person":"ihale","type":"online-search","done":true,"date":"2024-06-01"}' >"$T/in"
run 0 "with the sender's own name" scr-add "$T/in"
id=$(jq -r .id "$T/out")
run 0 "sent again" scr-add "$T/in"
is "it is the same" "$(jq -r .id "$T/out")" "$id"
finish
