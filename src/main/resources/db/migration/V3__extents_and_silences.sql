-- What a mute covered when it was made, so that it ends when things get worse, after a restart too;
-- and the silence in Alertmanager that was made with a pause, so that it goes with it.
ALTER TABLE intent ADD COLUMN IF NOT EXISTS covered_findings INTEGER;
ALTER TABLE intent ADD COLUMN IF NOT EXISTS covered_worst VARCHAR(16);
ALTER TABLE intent ADD COLUMN IF NOT EXISTS silence VARCHAR(100);
