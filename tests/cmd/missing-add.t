# SPDX-License-Identifier: ISC
. "${VIGIL_SRC:-.}/tests/lib.sh"

people
# put STATUS NAME TOOL JSON
put() {
	printf "%s\n" "$4" >"$T/in"
	run "$1" "$2" "$3" "$T/in"
}

for field in pupil missing_from noticed_at; do
	echo '{"pupil":"'"$P"'","missing_from":"school",
	    "noticed_at":"2025-11-20T10:05"}' | jq -c "del(.$field)" >"$T/in"
	run 65 "an episode has its $field" missing-add "$T/in"
	err "and the message says which ($field)" "$field"
done
put 0 "a child is missing" missing-add '{"pupil":"'"$P"'","missing_from":"school","noticed_at":"2025-11-20T10:05","noticed_by":"key-adult","last_seen_at":"2025-11-20T09:30"}'
is "and is not found yet" "$(jq -r .state "$T/out")" missing
err "who is to be told is said" "Tell the DSL and the Education Welfare Service"
err "and at the end" "If a child is in immediate danger, call 999."
put 0 "they were told" missing-add '{"pupil":"'"$P2"'","missing_from":"school","noticed_at":"2025-11-20T10:05","dsl_told_at":"2025-11-20T10:06","ews_told_at":"2025-11-20T10:20"}'
is "and that is not asked for again" "$(cat "$T/err")" \
    "If a child is in immediate danger, call 999."
put 0 "one who was found" missing-add '{"pupil":"'"$P2"'","missing_from":"home","noticed_at":"2025-11-18T10:05","found_at":"2025-11-18T11:00"}'
is "is in no danger" "$(cat "$T/err")" ""
is "the UPN stands for the child" "$(echo '{"pupil":"Y856900217107",
    "missing_from":"home","noticed_at":"2025-11-21T08:00"}' | tr -d '\n' |
    sed 's/$/\n/' | missing-add | jq -r .pupil)" "$P"
printf '%s\n' '{"pupil":"'"$P"'","missing_from":"care",' \
    '"noticed_at":"2025-11-21T09:00"}' | tr -d '\n' >"$T/two"
printf '\n%s\n' '{"pupil":"'"$P2"'","missing_from":"care","noticed_at":"2025-11-21T09:00","dsl_told_at":"2025-11-21T09:05","ews_told_at":"2025-11-21T09:05"}' >>"$T/two"
run 0 "two are missing" missing-add "$T/two"
err "the one of whom nobody was told decides" "Tell the DSL"
put 65 "missing from elsewhere" missing-add '{"pupil":"'"$P"'","missing_from":"zoo","noticed_at":"2025-11-20T10:05"}'
put 65 "found before it was noticed" missing-add '{"pupil":"'"$P"'","missing_from":"school","noticed_at":"2025-11-20T10:05","found_at":"2025-11-20T09:05"}'
err "is refused" "before it was noticed"
put 65 "last seen after it was noticed" missing-add '{"pupil":"'"$P"'","missing_from":"school","noticed_at":"2025-11-20T10:05","last_seen_at":"2025-11-20T11:05"}'
put 65 "a view of the risk alone" missing-add '{"pupil":"'"$P"'","missing_from":"school","noticed_at":"2025-11-20T10:05","risk":"None.","considered_at":"2025-11-20T12:00"}'
err "needs that of the next time" "policy 32.4"
put 65 "tomorrow nobody is missing yet" missing-add '{"pupil":"'"$P"'","missing_from":"school","noticed_at":"2199-11-20T10:05"}'
is "the chronology tells it" "$(chronology "$P" |
    jq -r 'select(.of == "missing").at' | grep -c 2025-11-20T10:05:00Z)" 1
finish
