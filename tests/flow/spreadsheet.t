# SPDX-License-Identifier: ISC
# What schools' sheets and other tools' habits look like, on the way in.
. "${VIGIL_SRC:-.}/tests/lib.sh"

school
h=family_name,given_name,dob
printf '%s\nQuill,#REF!,2011-05-04\n' "$h" >"$T/spoilt.csv"
run 65 "a spreadsheet's error is no name" pupil-add "$T/spoilt.csv"
err "and is told for what it is" "shows an error here"
printf '%s,,\nQuill,Alma,2011-05-04,,\nReed,Tam,2011-05-05\n' "$h" \
    >"$T/wide.csv"
run 0 "empty columns and short rows are read" pupil-add "$T/wide.csv"
printf '%s\nSloe,Maud,2011-05-06' "$h" >"$T/open.csv"
run 0 "a last row with all its cells is taken" pupil-add "$T/open.csv"
err "with a warning" "does not end in a line end"
printf '%s\r' "$h" "Sloe,Ida,2011-05-06" >"$T/mac.csv"
run 65 "a carriage return alone ends no line" pupil-add "$T/mac.csv"
err "which is said" "Macintosh"
printf "%s,Pupil's: tutor\nSloe,Una,2011-05-07,EH\n" "$h" >"$T/quote.csv"
run 65 "an unknown heading is refused" pupil-add "$T/quote.csv"
err "with a hint that a shell takes" "--map 'Pupil'\\''s: tutor=-'"
run 0 "and which works" pupil-add --map 'Pupil'\''s: tutor=-' \
    --map Gone=- "$T/quote.csv"
err "a mapping of no column is named" 'names the column "Gone"'
id=$(jq -r .id "$T/out")
printf 'id,year_group,reason\n%s,11,a new year\n' "$id" >"$T/year.csv"
run 0 "a sheet amends" pupil-amend "$T/year.csv"
out "what it says" '"year_group":"11"'
printf '\357\273\277{"account":"No coat.","observed_at":"2025-11-10T09:05","place":"Hall","pupil_name":"Kit","passed_to":"DSL","categories":["Neglect"]}\n' \
    >"$T/marked.json"
run 0 "a byte order mark and capitals are no matter" concern-add \
    "$T/marked.json"
out "a role is kept as it is spelt" '"passed_to":"dsl"'
printf '{"a":"\\p"}\n' >"$T/escape.json"
run 65 "bad JSON is refused" concern-add "$T/escape.json"
err "with line and column" "escape.json:1:"
run 0 "--json is --format json" pupil-list --json -n 1
is "and -n is --limit" "$(grep -c . "$T/out")" 1
run 0 "words of a test may have capitals" concern-list \
    --where 'categories = NEGLECT'
is "and mean the same" "$(grep -c . "$T/out")" 1
finish
