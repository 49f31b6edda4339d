-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
UPDATE t SET v = v + {n};
DELETE FROM t WHERE k = x'ffffffffffffffff';
INSERT INTO t (k, v) VALUES (x'ffffffffffffffff', {n});
UPDATE t SET k = b'100' WHERE k = x'8000000000000000';
UPDATE t SET k = x'8000000000000000', v = v + 1 WHERE k = b'100';
DELETE FROM t WHERE k = b'0' AND {n} = 3;
REPLACE INTO t (k, v) VALUES (b'0', {n});
