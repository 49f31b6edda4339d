-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
UPDATE t SET v = v + {n};
DELETE FROM t WHERE k = 'é';
INSERT INTO t (k, v) VALUES ('é', {n});
UPDATE t SET k = 'zz' WHERE k = '€';
UPDATE t SET k = '€', v = v + 1 WHERE k = 'zz';
DELETE FROM t WHERE k = 'a ' AND {n} = 3;
REPLACE INTO t (k, v) VALUES ('a ', {n});
UPDATE t SET k = 'b' WHERE k = 'B';
UPDATE t SET k = 'B' WHERE k = 'b';
