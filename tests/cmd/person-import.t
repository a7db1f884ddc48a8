# SPDX-License-Identifier: ISC
. "${VIGIL_SRC:-.}/tests/lib.sh"

school
# staff ROW ...
staff() {
	printf '%s\n' 'trn,family_name,given_name,dob,category,post,end_date' \
	    "$@" >"$T/staff.csv"
}
import() {
	s=$1 n=$2
	shift 2
	run "$s" "$n" person-import --as-at 2026-10-01 "$@" "$T/staff.csv"
}
all() {
	person-list | jq -r '[.given_name, .family_name, .post // "-",
	    .end_date // "-"] | join(" ")' | sort | paste -sd, -
}

staff '1234567,Vale,Amara,,teacher,Science,' ',Ash,Corin,,support-staff,,'
import 0 "a first list is added"
staff '1234567,Moss,Amara,,teacher,Head of science,' \
    ',Ash,Corin,,support-staff,,2026-09-30'
import 0 "the next changes what it says otherwise"
is "a married name, a post, a leaver" "$(all)" \
    "Amara Moss Head of science -,Corin Ash - 2026-09-30"
staff ',Ash,Corin,27/02/1979,support-staff,,'
import 65 "names alone are a doubt, where only one has a birth date"
err "who it may be is said" "This may be S-"
import 65 "a dry run says so too" -n
is "as doubtful" "$(jq -r '.what + " " + .field' "$T/out")" "doubtful dob"
person-add >/dev/null <<'END'
{"family_name":"Rowe","given_name":"Tam","category":"teacher","login":"trowe"}
END
printf '%s\n' '{"trn":"1234567","login":"trowe"}' >"$T/both.jsonl"
run 65 "a row of two adults is refused" person-import "$T/both.jsonl"
err "both are named" "This row fits S-"
finish
