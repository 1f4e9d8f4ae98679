-- Alerts that nobody acknowledged go on to a backup: a row of the spine for each.

GRANT SELECT, INSERT ON adagio_spine.escalation TO 'adagio_progress'@'localhost';
