# SPDX-License-Identifier: ISC
. "${VIGIL_SRC:-.}/tests/lib.sh"

records
# put STATUS NAME TOOL JSON
put() {
	printf '%s\n' "$4" >"$T/in"
	run "$1" "$2" "$3" "$T/in"
}

put 65 "a decision needs its reasons" action-add \
    '{"concern":"'"$C"'","type":"decision","decision":"not-refer","text":"Read."}'
err "also one not to refer" rationale
put 65 "nothing is resolved before anything was decided" action-add \
    '{"concern":"'"$C2"'","type":"reopen","text":"x"}'
put 0 "a decision" action-add \
    '{"concern":"'"$C"'","type":"decision","decision":"monitor","text":"Read.","rationale":"One meal."}'
put 0 "support" action-add '{"concern":"'"$C"'","type":"support","text":"Breakfast club."}'
is "moves the concern on" "$(concern-show "$C" | jq -r .state)" action
put 65 "it is not resolved without what came of it" action-add \
    '{"concern":"'"$C"'","type":"resolve","text":"Done."}'
put 0 "with it, it is" action-add \
    '{"concern":"'"$C"'","type":"resolve","text":"Done.","outcome":"Eats daily."}'
is "resolved" "$(concern-show "$C" | jq -r .state)" resolved
put 65 "then nothing more is done about it" action-add \
    '{"concern":"'"$C"'","type":"support","text":"x"}'
put 0 "until it is reopened" action-add \
    '{"concern":"'"$C"'","type":"reopen","text":"Again."}'
is "for follow-up" "$(concern-show "$C" | jq -r .state)" follow-up
finish
