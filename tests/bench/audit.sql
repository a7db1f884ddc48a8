-- SPDX-License-Identifier: ISC
-- What scr-audit says of a PRU by 23 October 2026, in one SQL statement over
-- two tables: adult and line (audit-json.sql makes them from a store).
WITH
asked(item, category, needs, began, missing, late) AS (
	SELECT a.column1, c.column1, a.column2, a.column3, a.column4, a.column5
	FROM (VALUES
		('identity', '', '', 'breach', 'breach'),
		('right-to-work', '', '', 'breach', 'breach'),
		('enhanced-dbs', '', '2006-05-12', 'breach', 'breach'),
		('barred-list', 'ra', '2006-05-12', 'breach', 'breach'),
		('prohibition-teaching', 'teaching', '2012-04-01', 'breach',
		    'breach'),
		('overseas', 'overseas', '', 'breach', 'breach'),
		('online-search', 'online', '', 'breach', 'advice'),
		('references', '', '', 'advice', 'advice'),
		('medical-fitness', '', '', 'advice', NULL)) a,
	    (VALUES ('teacher'), ('support-staff'), ('leader'),
		('trainee-salaried')) c
	UNION ALL VALUES
	('identity', 'supply', '', '', 'breach', 'breach'),
	('identity', 'agency', '', '', 'breach', 'breach'),
	('identity', 'volunteer', '', '', 'breach', 'breach'),
	('identity', 'committee-member', '', '', 'advice', 'advice'),
	('identity', 'contractor', '', '', 'advice', 'advice'),
	('enhanced-dbs', 'committee-member', '', '2006-05-12', 'breach',
	    'advice'),
	('enhanced-dbs', 'volunteer', 'ra', '2006-05-12', 'breach', 'breach'),
	('enhanced-dbs', 'contractor', 'ra', '2006-05-12', 'breach', 'breach'),
	('barred-list', 'volunteer', 'ra', '2006-05-12', 'breach', 'breach'),
	('barred-list', 'contractor', 'ra', '2006-05-12', 'breach', 'breach'),
	('qualifications', 'teacher', 'teaching', '', 'breach', 'breach'),
	('section-128', 'committee-member', '', '2014-09-01', 'breach',
	    'breach'),
	('online-search', 'volunteer', 'online', '', 'breach', 'advice'),
	('agency-confirmation', 'supply', '', '', 'breach', 'breach'),
	('agency-confirmation', 'agency', '', '', 'breach', 'breach'),
	('trainer-confirmation', 'trainee-fee-funded', '', '', 'advice', NULL),
	('contractor-confirmation', 'contractor', '', '', 'breach', NULL),
	('contractor-confirmation', 'visiting-professional', '', '', 'advice',
	    NULL),
	('contractor-confirmation', 'ap-staff', '', '', 'advice', NULL),
	('contractor-confirmation', 'hirer', '', '', 'advice', NULL),
	('volunteer-risk-assessment', 'volunteer', '', '', 'breach', 'breach')
),
here AS MATERIALIZED (
	SELECT * FROM adult WHERE ended IS NULL OR ended >= '2026-10-23'
),
counted AS MATERIALIZED (
	SELECT * FROM (
		SELECT l.*, row_number() OVER (PARTITION BY person, type
		    ORDER BY date DESC NULLS LAST, seq DESC) AS place,
		    min(date) OVER (PARTITION BY person, type) AS earliest,
		    max(CASE outcome WHEN 'barred' THEN 'breach' WHEN
			'prohibited' THEN 'breach' END) OVER (PARTITION BY
			person, type) AS grave
		FROM line l WHERE done AND outcome IS NOT 'not-required' AND
		    (date IS NULL OR date <= '2026-10-23'))
	WHERE place = 1
),
clear AS MATERIALIZED (
	SELECT person, max(type = 'no-dbs-risk-assessment') AS risk,
	    min(CASE type WHEN 'no-dbs-risk-assessment' THEN date END) AS r,
	    min(CASE WHEN type = 'barred-list' AND outcome = 'clear'
		THEN date END) AS b
	FROM line WHERE done AND type IN ('no-dbs-risk-assessment',
	    'barred-list') AND date <= '2026-10-23' GROUP BY person
),
required AS MATERIALIZED (
	SELECT h.id, h.start, k.item, c.person IS NOT NULL AS there, c.date,
	    c.earliest, c.expires, k.missing AS table_says, k.late,
	    CASE WHEN h.start < k.began OR h.start > '2026-10-23' OR
		(k.item = 'enhanced-dbs' AND max(v.r, v.b) <= '2026-10-23')
		THEN 'advice' ELSE k.missing END AS missing,
	    CASE WHEN h.start < k.began OR (k.item = 'enhanced-dbs' AND
		max(v.r, v.b) <= h.start) THEN 'advice'
		ELSE k.late END AS late_says
	FROM here h JOIN asked k ON k.category = h.category
	LEFT JOIN counted c ON c.person = h.id AND c.type = k.item
	LEFT JOIN clear v ON v.person = h.id AND v.risk
	WHERE CASE k.needs WHEN 'ra' THEN h.ra WHEN 'teaching' THEN h.teaching
	    WHEN 'overseas' THEN h.overseas
	    WHEN 'online' THEN h.start >= '2022-09-01' ELSE 1 END
	AND NOT (h.category = 'contractor' AND
	    k.item IN ('enhanced-dbs', 'barred-list') AND EXISTS (
		SELECT 1 FROM counted x WHERE x.person = h.id AND
		x.type = 'contractor-confirmation'))
),
found(subject, item, status, severity) AS (
	SELECT id, item, 'missing', missing FROM required WHERE NOT there
	UNION ALL
	SELECT id, item, 'undated', missing FROM required
	    WHERE there AND date IS NULL
	UNION ALL
	SELECT id, item, 'late', late_says FROM required
	    WHERE there AND late IS NOT NULL AND earliest > start
	UNION ALL
	SELECT id, item, 'expired', 'breach' FROM required
	    WHERE item <> 'enhanced-dbs' AND expires < '2026-10-23'
	UNION ALL
	SELECT id, item, 'expiring', 'advice' FROM required
	    WHERE item <> 'enhanced-dbs' AND
	    expires BETWEEN '2026-10-23' AND '2026-12-22'
	UNION ALL
	SELECT c.person, c.type, 'adverse', coalesce(c.grave, 'advice')
	    FROM counted c JOIN here h ON h.id = c.person
	    WHERE c.grave IS NOT NULL OR c.outcome = 'information'
	UNION ALL
	SELECT c.person, c.type, 'not-permitted', 'breach'
	    FROM counted c JOIN here h ON h.id = c.person
	    WHERE c.type = 'barred-list' AND NOT h.ra
	UNION ALL
	SELECT c.person, c.type, 'invalid', 'advice'
	    FROM counted c JOIN here h ON h.id = c.person
	    WHERE c.type = 'enhanced-dbs' AND c.reference IS NOT NULL AND
	    replace(c.reference, ' ', '') NOT GLOB
	    '[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]'
	UNION ALL
	SELECT id, 'person', 'leaver', 'advice' FROM adult
	    WHERE ended < '2026-10-23'
	UNION ALL
	SELECT id, 'person', 'duplicate', 'advice' FROM (
		SELECT id, count(*) OVER (PARTITION BY family, given, dob) AS n
		FROM here WHERE dob IS NOT NULL) WHERE n > 1
	UNION ALL
	SELECT person, 'enhanced-dbs', 'duplicate', 'advice' FROM (
		SELECT c.person, count(*) OVER (PARTITION BY
		    replace(reference, ' ', '')) AS n
		FROM counted c JOIN here h ON h.id = c.person
		WHERE c.type = 'enhanced-dbs' AND replace(reference, ' ', '')
		GLOB '[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]')
	    WHERE n > 1
)
SELECT subject, item, status, severity FROM found
ORDER BY severity DESC, subject, item, status;
