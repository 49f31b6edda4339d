-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
UPDATE t SET v = v + {n};
DELETE FROM t WHERE k = 'a';
INSERT INTO t (k, v) VALUES ('a', {n});
UPDATE t SET k = 'a,b,c' WHERE k = 'a,b';
UPDATE t SET k = 'a,b', v = v + 1 WHERE k = 'a,b,c';
DELETE FROM t WHERE k = '' AND {n} = 3;
REPLACE INTO t (k, v) VALUES ('', {n});
