# SPDX-License-Identifier: ISC
. "${VIGIL_SRC:-.}/tests/lib.sh"

school
person-add >/dev/null <<END
{"family_name":"Hale","given_name":"Imogen","category":"teacher","client_id":"ihale"}
{"family_name":"Voss","given_name":"Peter","category":"volunteer","start_date":"2025-12-01","client_id":"pvoss"}
END
R=$(make_id recruit-add '{"vacancy":"Reading helper",
    "interview_date":"2025-11-12","panel":["ihale"]}')
short() { jq -r '[.item, .status, .severity] | @tsv' "$T/out" |
    tr '\t\n' ' ;'; }
run 1 "before the interviews" recruit-check --as-at 2025-11-11
is "a panel without a trained member is advice" "$(short)" \
    "safer-recruitment missing advice;"
is "about the recruitment" "$(jq -r '.register + " " + .subject' "$T/out")" \
    "recruitment $R"
run 1 "from the day on" recruit-check --as-at 2025-11-12
is "it is a breach" "$(short)" "safer-recruitment missing breach;"
echo '{"id":"'"$R"'","person":"pvoss","references":"2025-11-20"}' >"$T/in"
run 0 "somebody is appointed" recruit-amend "$T/in"
run 1 "who starts from that panel" recruit-check --as-at 2025-11-30
is "which is a breach of its own; the steps are advice" "$(short)" \
"safer-recruitment missing breach;start not-permitted breach;gaps missing advice;online-search missing advice;risk-assessment missing advice;"
run 1 "on the first day" recruit-check --as-at 2025-12-01
is "they are what they are" "$(short)" \
"online-search missing breach;risk-assessment missing breach;safer-recruitment missing breach;start not-permitted breach;gaps missing advice;"
echo '{"person":"ihale","course":"safer-recruitment","date":"2025-11-12"}' \
    >"$T/in"
run 0 "the panel was trained that day" training-add "$T/in"
echo '{"id":"'"$R"'","gaps":"2025-11-12","risk_assessment":"2025-12-02"}' \
    >"$T/in"
run 0 "steps are filled in" recruit-amend "$T/in"
echo '{"person":"pvoss","type":"online-search","done":true,"date":"2025-11-13"}' \
    >"$T/in"
run 0 "a check is in the central record" scr-add "$T/in"
run 1 "the risk" recruit-check --as-at 2025-12-02
is "was assessed after the start" "$(short)" "risk-assessment late breach;"
run 1 "a table" recruit-check --as-at 2025-12-02 --format table
is "is headed by a summary" "$(head -1 "$T/out")" \
    "1 other matter needs action."
recruit-check --as-at 2025-12-02 |
    jq -c '.reason = "before our time" | .by = "headteacher"' >"$T/in"
run 0 "it is accepted" scr-accept "$T/in"
run 0 "and needs nobody any more" recruit-check --as-at 2025-12-02
run 0 "the steps can be read" recruit-check --expected
out "with their source" "Policy 6.1"
finish
