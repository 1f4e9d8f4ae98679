-- Events are kept for thirty days.

-- Events up to this position are forgotten.
ALTER TABLE feed_end ADD COLUMN forgotten BIGINT NOT NULL DEFAULT 0;

GRANT DELETE ON adagio_events.feed TO 'adagio_events'@'localhost';
-- A list tells where in the feed it stands.
GRANT SELECT ON adagio_events.feed_end TO 'adagio_homework'@'localhost';
