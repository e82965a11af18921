-- Which journal this is. Its name is also kept outside of the database, so that one which was there
-- and is empty is not taken for a new one.
CREATE TABLE IF NOT EXISTS origin (
  id       INTEGER PRIMARY KEY,
  name     VARCHAR(100) NOT NULL,
  begun_at TIMESTAMP(6) WITH TIME ZONE NOT NULL
);
