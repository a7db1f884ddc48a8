# SPDX-License-Identifier: ISC
. "${VIGIL_SRC:-.}/tests/lib.sh"

records
V=$(make_id scr-add '{"person":"'"$S"'","type":"identity","done":true,
    "date":"2024-08-30","client_id":"k1"}')
run 0 "a line by its id" scr-show "$V"
is "is that line" "$(jq -r .type "$T/out")" identity
run 0 "by the sender's own name" scr-show k1
run 65 "a line that is not there" scr-show V-22222H
run 65 "another kind of record" scr-show "$S"
err "is named" "person"
run 64 "no operand" scr-show
finish
