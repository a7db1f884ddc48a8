# SPDX-License-Identifier: ISC
. "${VIGIL_SRC:-.}/tests/lib.sh"

school
E=$(make_id person-add '{"family_name":"Hale","given_name":"Imogen",
    "category":"supply","start_date":"2025-11-03","client_id":"ihale"}')
run 0 "nobody here is new yet" induction-check --as-at 2025-11-02
is "and nothing is said" "$(cat "$T/out")" ""
run 1 "on the first day" induction-check --as-at 2025-11-03
is "ten parts are missing" "$(jq -r .item "$T/out" | wc -l | tr -d ' ')" 10
is "each a breach" "$(jq -r '.register + " " + .status + " " + .severity' \
    "$T/out" | sort -u)" "induction missing breach"
out "in words" "Imogen Hale, here since 3 November 2025, has not been given"
out "by its edition" "KCSIE 2025"
jq -c '{person: .subject, item, date: .due, mode: "directed"}' "$T/out" |
    head -9 >"$T/in"
run 0 "nine are given" induction-add "$T/in"
run 1 "one is wanting" induction-check --as-at 2025-11-03
is "the last" "$(jq -r .item "$T/out")" worried-booklet
run 1 "a table" induction-check --as-at 2025-11-03 --format table
is "is headed by a summary" "$(head -1 "$T/out")" "1 adult needs action."
echo '{"person":"ihale","item":"worried-booklet","date":"2025-11-04",
    "mode":"explained","acknowledged":"2025-11-04"}' | tr -d '\n' >"$T/in"
echo >>"$T/in"
run 0 "it is given a day later" induction-add "$T/in"
run 1 "the day before it was not" induction-check --as-at 2025-11-03
run 0 "now the pack is whole" induction-check --as-at 2025-11-04
run 1 "what is not acknowledged" induction-check --unread --as-at 2025-11-04
is "is advice" "$(jq -r '.status + " " + .severity' "$T/out" | uniq -c |
    tr -s ' ')" " 9 undated advice"
echo 'induction: {from: 2025-11-04}' >"$T/config/local.yaml"
run 0 "the school sets the first day" induction-check --as-at 2025-11-03
echo 'induction: {from: soon}' >"$T/config/local.yaml"
run 78 "which is a day" induction-check --as-at 2025-11-03
rm "$T/config/local.yaml"
run 0 "the policy, acknowledged when it was given" sh -c '
    induction-list --where "item = safeguarding-policy" |
    jq -c ". + {acknowledged: .date, reason: \"said so\"}" | induction-amend'
run 0 "need not be read again yet" induction-check --reread \
    --as-at 2026-09-03
run 1 "it is to be read within the year" induction-check --reread \
    --as-at 2026-11-03
is "first as advice" "$(jq -r '.item + " " + .status + " " + .severity + " " +
    .due + " " + .cite[0]' "$T/out")" \
    "safeguarding-policy expiring advice 2026-11-03 Policy 4.1"
run 1 "then it is expired" induction-check --reread --as-at 2026-11-04
out "in words" "Imogen Hale was to read the safeguarding and child protection"
echo 'induction: {reread_months: 24}' >"$T/config/local.yaml"
run 0 "a school may ask it less often" induction-check --reread \
    --as-at 2026-11-04
rm "$T/config/local.yaml"
run 0 "which the pack does not ask" induction-check --as-at 2026-11-04
C=$(make_id person-add '{"family_name":"Orme","given_name":"Lars",
    "category":"contractor","start_date":"2026-01-05"}')
echo "{\"person\":\"$C\",\"role\":\"staff\",\"from\":\"2026-01-05\"}" |
    appointment-add >/dev/null
run 0 "the role of an account makes nobody staff" induction-check \
    --as-at 2026-01-05
run 64 "one question at a time" induction-check --reread --unread
run 0 "the pack can be read" induction-check --expected --as-at 2026-09-01
is "in the edition of the day" "$(jq -r 'select(.item == "kcsie") |
    .edition' "$T/out")" 2026
finish
