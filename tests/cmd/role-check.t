# SPDX-License-Identifier: ISC
. "${VIGIL_SRC:-.}/tests/lib.sh"

school
person-add >/dev/null <<END
{"family_name":"Hale","given_name":"Imogen","category":"leader","client_id":"ihale"}
{"family_name":"Voss","given_name":"Peter","category":"teacher","client_id":"pvoss"}
{"family_name":"Rook","given_name":"Della","category":"committee-member","client_id":"drook"}
{"family_name":"Senn","given_name":"Ola","category":"committee-member","client_id":"osenn"}
END
S=$(person-list --where 'given_name = Della' 2>/dev/null | jq -r .id)
appointment-add >/dev/null <<END
{"person":"ihale","role":"lead-dsl","from":"2025-09-01"}
{"person":"pvoss","role":"deputy-dsl","from":"2025-09-01"}
{"person":"drook","role":"lead-member-safeguarding","from":"2025-09-01"}
{"person":"osenn","role":"lead-member-safeguarding","from":"2025-09-02"}
END
at="--as-at 2025-11-10"
run 1 "posts alone" role-check --only posts $at
is "that nobody holds" "$(jq -r 'select(.status == "missing" and
    .severity == "breach") | .subject + " " + .item' "$T/out" |
    tr '\n' ';')" \
    "committee chair;committee headteacher;slt business-manager;"
is "that two hold where one is meant" "$(jq -r 'select(.status ==
    "duplicate") | .item + " " + .severity' "$T/out" | sort | uniq -c |
    tr -s ' ')" " 2 lead-member-safeguarding advice"
out "in words" "is one of 2 who are down as lead member for safeguarding"
run 1 "the rota alone" role-check --only rota $at
is "of which there is none" "$(jq -r '.register + " " + .item' "$T/out")" \
    "role dsl-on-site"
rota-add >/dev/null <<END
{"person":"ihale","date":"2025-11-03","to":"2025-12-19","days":["monday","tuesday","wednesday"]}
{"person":"pvoss","date":"2025-11-03","to":"2025-12-19","days":["thursday","friday"]}
{"person":"ihale","date":"2025-11-11","on_site":false}
{"person":"pvoss","date":"2025-11-11","sessions":["AM"]}
END
span="--only rota --since 2025-11-03 --until 2025-11-14"
run 1 "a day away" role-check $span $at
is "is a gap to come" "$(jq -r '.item + " " + .severity' "$T/out")" \
    "dsl-on-site-2025-11-11 advice"
out "of the afternoon" "Afternoon on 11 November 2025: no DSL on site."
run 1 "on the day" role-check $span --as-at 2025-11-11
is "a breach" "$(jq -r .severity "$T/out")" breach
echo '{"person":"pvoss","date":"2025-11-11","sessions":["PM"]}' >"$T/in"
run 0 "somebody stands in" rota-add "$T/in"
run 0 "and there is no gap" role-check $span --as-at 2025-11-11
run 0 "this half term is looked at unless said" role-check --only rota \
    --since 2025-11-03 --as-at 2025-11-11 --until 2025-11-14
run 78 "beyond the calendar nothing is guessed" role-check --only rota \
    --since 2035-01-01 --until 2035-01-02 $at
err "and the message says so" "does not cover 1 January 2035"
run 64 "a span has its order" role-check --only rota --since 2025-11-14 \
    --until 2025-11-03 $at
run 1 "both" role-check $at --format table --since 2025-11-03 \
    --until 2025-11-14
is "are headed by a summary" "$(head -1 "$T/out")" \
    "2 adults need action. 13 other matters need action."
run 0 "the posts can be read" role-check --expected
out "with their source" "Policy 8.1"
finish
