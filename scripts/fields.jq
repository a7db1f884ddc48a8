# SPDX-License-Identifier: ISC
# A field of "--describe" as an item of a list in mdoc.
def esc: gsub("\\\\"; "\\e") | if test("^[.\u0027]") then "\\&" + . else . end;
def type: {
	text: "text, kept byte for byte", line: "one line of text",
	date: "a date", time: "a time", bool: "true or false",
	int: "a whole number", object: "an object",
	receipt: "{\"seq\",\"hash\"}",
	code: ("a code of the list " + (.list // "") +
	    ", see vigil-rules(5)"),
	ref: ("the id of " + ((.refs // "") / " " | map({"*": "a record",
	    person: "an adult"}[.] // ((if test("^[aeiou]") then "an "
	    else "a " end) + .)) | join(" or "))),
	word: "one of:"
}[.type];
def sentence: (.[0:1] | ascii_upcase) + .[1:];
def field: ".It Cm \(.name)",
	((if .many then "a list; each " else "" end) + type
	    + (if .type == "word" then "" elif .required then "; required."
	    else "." end) | sentence | esc),
	(if .type == "word" then (.words[:-1][] | ".Cm \(.) ,"),
	    ".Cm \(.words[-1]) .", (if .required then "Required." else empty
	    end) else empty end),
	(.help | esc),
	(if .why then "It is asked for because \(.why | esc)." else empty end),
	(if .fields then ".Bl -tag -width 16n -compact",
	    (.fields[] | field), ".El" else empty end);
