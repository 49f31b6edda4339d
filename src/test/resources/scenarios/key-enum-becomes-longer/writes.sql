-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
UPDATE t SET v = v + {n};
DELETE FROM t WHERE k = 'z';
INSERT INTO t (k, v) VALUES ('z', {n});
UPDATE t SET k = 'v' WHERE k = 'y';
UPDATE t SET k = 'y', v = v + 1 WHERE k = 'v';
DELETE FROM t WHERE k = 'x' AND {n} = 3;
REPLACE INTO t (k, v) VALUES ('x', {n});
