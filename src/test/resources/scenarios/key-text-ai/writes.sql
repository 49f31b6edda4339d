-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
UPDATE t SET v = v + {n};
DELETE FROM t WHERE k = 'straße';
INSERT INTO t (k, v) VALUES ('straße', {n});
UPDATE t SET k = 'zz' WHERE k = 'B';
UPDATE t SET k = 'B', v = v + 1 WHERE k = 'zz';
DELETE FROM t WHERE k = 'é' AND {n} = 3;
REPLACE INTO t (k, v) VALUES ('é', {n});
UPDATE t SET k = IF(BINARY k = BINARY UPPER(k), LOWER(k), UPPER(k)) WHERE v > 0;
UPDATE t SET k = 'STRASSE' WHERE k = 'strasse';
UPDATE t SET k = 'e' WHERE k = 'É';
DELETE FROM t WHERE k = '' AND {n} = 2;
REPLACE INTO t (k, v) VALUES ('', {n});
