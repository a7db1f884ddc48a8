# SPDX-License-Identifier: ISC
. "${VIGIL_SRC:-.}/tests/lib.sh"

records
run 0 "an empty record is no error" scr-list
scr-add >/dev/null <<END
{"person":"$S","type":"identity","done":true,"date":"2024-08-30"}
{"person":"$S","type":"references","done":false,"note":"chased"}
{"person":"$S2","type":"identity","done":true,"date":"2024-08-31"}
END
is "every line" "$(scr-list | wc -l | tr -d ' ')" 3
is "of one adult" "$(scr-list --where "person = $S" --count | jq .count)" 2
is "of one check" "$(scr-list --where 'type = identity' --count |
    jq .count)" 2
is "since a day" "$(scr-list --where 'date >= 2024-08-31' | jq -r .person)" \
    "$S2"
run 64 "a note is not asked for in the arguments" \
    scr-list --where 'note ~ chased'
run 0 "as a table" scr-list --format table
out "with its columns" "Check"
finish
