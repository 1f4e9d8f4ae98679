-- Whom a person treats, and what waits or was settled lately in a unit, without reading the practice or the past.
-- settled_span: the 90 days in which it was settled, numbered, so that the latest are found by equality; NULL: waits.

ALTER TABLE relation ADD KEY by_principal (practice_id, principal_id, kind, unit_id);

ALTER TABLE worklist
  ADD COLUMN settled_span INT AS (TO_DAYS(settled_at) DIV 90) STORED,
  ADD KEY by_unit (practice_id, unit_id, settled_span);
