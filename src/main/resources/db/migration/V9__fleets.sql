-- Several fleets in one database: every row says whose it is. What was there before is the fleet's
-- that brings the tables up to date. The default stays, so that a plane of the release before still
-- writes as that fleet. A row_key begins with the fleet from here on.
ALTER TABLE finding ADD COLUMN IF NOT EXISTS fleet VARCHAR(100) DEFAULT '${fleet}' NOT NULL;
ALTER TABLE finding ALTER COLUMN row_key SET DATA TYPE VARCHAR(200);
UPDATE finding SET row_key = '${fleet} ' || row_key
  WHERE row_key IS NOT NULL AND row_key NOT LIKE '% %';

ALTER TABLE decision ADD COLUMN IF NOT EXISTS fleet VARCHAR(100) DEFAULT '${fleet}' NOT NULL;
ALTER TABLE decision ALTER COLUMN row_key SET DATA TYPE VARCHAR(200);
UPDATE decision SET row_key = '${fleet} ' || row_key
  WHERE row_key IS NOT NULL AND row_key NOT LIKE '% %';

ALTER TABLE node_identity ADD COLUMN IF NOT EXISTS fleet VARCHAR(100) DEFAULT '${fleet}' NOT NULL;
ALTER TABLE node_identity ALTER COLUMN row_key SET DATA TYPE VARCHAR(200);
UPDATE node_identity SET row_key = '${fleet} ' || row_key WHERE row_key NOT LIKE '% %';

ALTER TABLE attempt ADD COLUMN IF NOT EXISTS fleet VARCHAR(100) DEFAULT '${fleet}' NOT NULL;
CREATE INDEX IF NOT EXISTS attempt_fleet ON attempt (fleet, started_at);

ALTER TABLE intent ADD COLUMN IF NOT EXISTS fleet VARCHAR(100) DEFAULT '${fleet}' NOT NULL;
CREATE INDEX IF NOT EXISTS intent_fleet ON intent (fleet, withdrawn_at, expires_at);

CREATE INDEX IF NOT EXISTS decision_fleet ON decision (fleet, id);
CREATE INDEX IF NOT EXISTS finding_fleet ON finding (fleet, closed_at);

ALTER TABLE fence ADD COLUMN IF NOT EXISTS fleet VARCHAR(100) DEFAULT '${fleet}' NOT NULL;
CREATE UNIQUE INDEX IF NOT EXISTS fence_fleet ON fence (fleet);
