-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
UPDATE t SET v = v + {n};
DELETE FROM t WHERE k = x'835c';
INSERT INTO t (k, v) VALUES (x'835c', {n});
UPDATE t SET k = 'zz' WHERE k = x'945c';
UPDATE t SET k = x'945c', v = v + 1 WHERE k = 'zz';
DELETE FROM t WHERE k = 'a ' AND {n} = 3;
REPLACE INTO t (k, v) VALUES ('a ', {n});
UPDATE t SET k = CONCAT(k, x'5c5c') WHERE k = x'b1';
UPDATE t SET k = x'b1' WHERE k = x'b15c5c';
