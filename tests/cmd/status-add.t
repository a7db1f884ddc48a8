# SPDX-License-Identifier: ISC
. "${VIGIL_SRC:-.}/tests/lib.sh"

records
# put STATUS NAME TOOL JSON
put() {
	printf '%s\n' "$4" >"$T/in"
	run "$1" "$2" "$3" "$T/in"
}

put 0 "a status names its child by UPN" status-add \
    '{"upn":"Y856900217107","status":"looked-after","from":"2025-10-01"}'
out "and keeps the id" '"pupil":"'"$P"'"'
put 0 "or by both" status-add \
    '{"pupil":"'"$P"'","upn":"Y856900217107","status":"semh","from":"2025-10-01"}'
put 65 "but not by the id of one and the UPN of another" status-add \
    '{"pupil":"'"$P2"'","upn":"Y856900217107","status":"ehcp","from":"2025-10-01"}'
err "and the message says which" "upn: This UPN is that of another pupil"
put 65 "a status that there is not is refused" status-add \
    '{"pupil":"'"$P"'","status":"looked-afer","from":"2025-10-01"}'
err "with the nearest right one" looked-after
put 65 "it does not end before it begins" status-add \
    '{"pupil":"'"$P"'","status":"ehcp","from":"2025-10-01","to":"2025-09-30"}'
put 65 "it has its first day" status-add '{"pupil":"'"$P"'","status":"ehcp"}'
put 65 "nor is a number that nobody has passed over" status-add \
    '{"pupil":"'"$P"'","upn":"H801200001001","status":"eal","from":"2025-10-01"}'
err "but told" "No pupil on record has the UPN"
finish
