-- Since which version of the guard each is shared: with each reader, in the order of readers; each field, in the order of the
-- contract's enum. 8 bytes each, big-endian.
ALTER TABLE private_entry ADD COLUMN since VARBINARY(64) NOT NULL DEFAULT '';
ALTER TABLE shared_check_in ADD COLUMN since VARBINARY(80) NOT NULL DEFAULT '';

UPDATE private_entry SET since = REPEAT(UNHEX(LPAD(HEX(shared_version), 16, '0')), LENGTH(readers) DIV 16);
UPDATE shared_check_in SET since = REPEAT(UNHEX(LPAD(HEX(shared_version), 16, '0')), BIT_COUNT(fields));
ALTER TABLE shared_check_in DROP COLUMN shared_version;

-- Orders what was recorded at one moment: by their ids alone, that order would say nothing.
ALTER TABLE check_in ADD COLUMN recorded_version BIGINT NOT NULL DEFAULT 0;
