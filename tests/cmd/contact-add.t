# SPDX-License-Identifier: ISC
. "${VIGIL_SRC:-.}/tests/lib.sh"

people
# put STATUS NAME TOOL JSON
put() {
	printf "%s\n" "$4" >"$T/in"
	run "$1" "$2" "$3" "$T/in"
}

for field in pupil made_at to answered; do
	echo '{"pupil":"'"$P"'","made_at":"2025-11-20T09:40","to":"Mother",
	    "answered":true}' | jq -c "del(.$field)" >"$T/in"
	run 65 "a call has its $field" contact-add "$T/in"
	err "and the message says which ($field)" "$field"
done
put 0 "a call" contact-add '{"pupil":"'"$P"'","made_at":"2025-11-20T09:40","to":"Mother","relation":"mother","answered":true,"said":"He has a cold.","by":"attendance-officer"}'
out "is kept with what was said" "He has a cold."
put 65 "nobody answered, and something was said" contact-add '{"pupil":"'"$P"'","made_at":"2025-11-20T09:40","to":"Mother","answered":false,"said":"x"}'
err "is a contradiction" "Nobody answered"
put 65 "a pigeon is no method" contact-add '{"pupil":"'"$P"'","made_at":"2025-11-20T09:40","to":"Mother","answered":false,"method":"pigeon"}'
printf 'pupil,made_at,to,answered\nY856900217107,2025-11-20 09:50,Father,no\n' >calls.csv
run 0 "calls come as a spreadsheet too" contact-add calls.csv
is "the chronology tells them" \
    "$(chronology "$P" | jq -r 'select(.of == "contact").at' | wc -l |
    tr -d ' ')" 2
finish
