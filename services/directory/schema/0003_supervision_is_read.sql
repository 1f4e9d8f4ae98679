-- A caseload's report shows supervisors the units of those they supervise at that moment.

GRANT SELECT ON adagio_directory.supervision TO 'adagio_progress'@'localhost';
