-- SPDX-License-Identifier: ISC
-- Adults and lines of the central record, out of a store.
CREATE TABLE adult AS SELECT r.id AS id,
    lower(b ->> 'family_name') AS family, lower(b ->> 'given_name') AS given,
    b ->> 'dob' AS dob, b ->> 'category' AS category,
    b ->> 'start_date' AS start, b ->> 'end_date' AS ended,
    coalesce(b ->> 'regulated_activity', (b ->> 'category') IN ('teacher',
	'support-staff', 'leader', 'trainee-salaried', 'trainee-fee-funded',
	'supply', 'agency')) AS ra,
    coalesce(b ->> 'teaching_work', (b ->> 'category') = 'teacher')
	AS teaching,
    (b -> 'lived_overseas') IS NOT NULL AS overseas
    FROM (SELECT r.id, CAST(e.body AS TEXT) AS b FROM record r JOIN event e
	ON e.seq = r.seq WHERE r.kind = 'person') r;
CREATE TABLE line AS SELECT b ->> 'person' AS person, b ->> 'type' AS type,
    b ->> 'done' AS done, b ->> 'date' AS date, b ->> 'outcome' AS outcome,
    b ->> 'expires' AS expires, b ->> 'reference' AS reference, seq
    FROM (SELECT r.seq, CAST(e.body AS TEXT) AS b FROM record r JOIN event e
	ON e.seq = r.seq WHERE r.kind = 'check');
