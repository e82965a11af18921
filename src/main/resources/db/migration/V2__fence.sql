-- Who wrote last as the one that acts. A plane that was paused and wakes finds a higher epoch here
-- than its own, and writes no more; what is not written is not done.
CREATE TABLE IF NOT EXISTS fence (
  id     INTEGER PRIMARY KEY,
  epoch  BIGINT NOT NULL,
  holder VARCHAR(200) NOT NULL
);
INSERT INTO fence (id, epoch, holder)
  SELECT 1, 0, 'nobody' WHERE NOT EXISTS (SELECT 1 FROM fence);
