-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
UPDATE t SET v = v + {n};
DELETE FROM t WHERE k = x'00000000000000000000000000000000';
INSERT INTO t (k, v) VALUES (x'00000000000000000000000000000000', {n});
UPDATE t SET k = x'9dd4e461268c8034f5c8564e155c67a6' WHERE k = x'ffffffffffffffffffffffffffffffff';
UPDATE t SET k = x'ffffffffffffffffffffffffffffffff', v = v + 1 WHERE k = x'9dd4e461268c8034f5c8564e155c67a6';
DELETE FROM t WHERE k = x'00112233445566778899aabbccddeeff' AND {n} = 3;
REPLACE INTO t (k, v) VALUES (x'00112233445566778899aabbccddeeff', {n});
