-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
UPDATE t SET v = v + {n};
DELETE FROM t WHERE k = 'a';
INSERT INTO t (k, v) VALUES ('a', {n});
UPDATE t SET k = 'zz' WHERE k = 'A';
UPDATE t SET k = 'A', v = v + 1 WHERE k = 'zz';
DELETE FROM t WHERE k = 'á' AND {n} = 3;
REPLACE INTO t (k, v) VALUES ('á', {n});
UPDATE t SET k = CONCAT(k, '-') WHERE k = 'A';
UPDATE t SET k = 'A' WHERE k = 'A-';
DELETE FROM t WHERE k = '' AND {n} = 2;
REPLACE INTO t (k, v) VALUES ('', {n});
