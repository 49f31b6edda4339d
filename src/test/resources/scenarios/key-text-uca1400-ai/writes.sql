-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
UPDATE t SET v = v + {n};
DELETE FROM t WHERE k = 'é';
INSERT INTO t (k, v) VALUES ('é', {n});
UPDATE t SET k = 'zz' WHERE k = 'B';
UPDATE t SET k = 'B', v = v + 1 WHERE k = 'zz';
DELETE FROM t WHERE k = 'straße' AND {n} = 3;
REPLACE INTO t (k, v) VALUES ('straße', {n});
UPDATE t SET k = 'E' WHERE k = 'é';
UPDATE t SET k = 'strasse' WHERE k = 'straße';
UPDATE t SET k = IF(BINARY k = BINARY UPPER(k), LOWER(k), UPPER(k)) WHERE v > 0;
