-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
UPDATE t SET v = v + {n};
DELETE FROM t WHERE k = 'é';
INSERT INTO t (k, v) VALUES ('é', {n});
UPDATE t SET k = 'zz' WHERE k = 'B';
UPDATE t SET k = 'B', v = v + 1 WHERE k = 'zz';
DELETE FROM t WHERE k = 'c ' AND {n} = 3;
REPLACE INTO t (k, v) VALUES ('c ', {n});
UPDATE t SET k = CONCAT(k, ' ') WHERE k = 'B';
UPDATE t SET k = 'B' WHERE k = 'B ';
DELETE FROM t WHERE k = 'c';
DELETE FROM t WHERE k = 'c  ';
INSERT INTO t (k, v) VALUES ('c', {n}), ('c  ', {n});
