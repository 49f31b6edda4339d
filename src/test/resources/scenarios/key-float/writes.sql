-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
UPDATE t SET v = v + {n};
DELETE FROM t WHERE k = 1.5;
INSERT INTO t (k, v) VALUES (1.5, {n});
UPDATE t SET k = 4.5 WHERE k = 2.5;
UPDATE t SET k = 2.5, v = v + 1 WHERE k = 4.5;
DELETE FROM t WHERE k = 3.5 AND {n} = 3;
REPLACE INTO t (k, v) VALUES (3.5, {n});
