-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
UPDATE t SET v = v + {n};
DELETE FROM t WHERE k = 0;
UPDATE t SET k = 'none' WHERE k = 2;
UPDATE t SET k = 2, v = v + 1 WHERE k = 0;
INSERT INTO t (k, v) VALUES ('none', {n});
DELETE FROM t WHERE k = 3 AND {n} = 3;
REPLACE INTO t (k, v) VALUES (3, {n});
