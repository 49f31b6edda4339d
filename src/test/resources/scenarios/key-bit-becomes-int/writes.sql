-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
UPDATE t SET v = v + {n};
DELETE FROM t WHERE k = b'1';
INSERT INTO t (k, v) VALUES (b'1', {n});
UPDATE t SET k = b'100' WHERE k = b'10';
UPDATE t SET k = b'10', v = v + 1 WHERE k = b'100';
DELETE FROM t WHERE k = b'11' AND {n} = 3;
REPLACE INTO t (k, v) VALUES (b'11', {n});
