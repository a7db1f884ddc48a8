# SPDX-License-Identifier: ISC
. "${VIGIL_SRC:-.}/tests/lib.sh"

records
run 0 "none is no error" acceptance-list
echo '{"register":"scr","subject":"'"$S"'","item":"identity","status":"late","by":"headteacher","reason":"long ago"}' |
    scr-accept >/dev/null
is "those on record" "$(acceptance-list | jq -r .subject)" "$S"
is "of a register" "$(acceptance-list --where 'register = training' \
    --count | jq .count)" 0
finish
