-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
UPDATE t SET v = v + {n};
DELETE FROM t WHERE k = x'00000000';
INSERT INTO t (k, v) VALUES (x'00000000', {n});
UPDATE t SET k = x'62000000' WHERE k = x'61000000';
UPDATE t SET k = x'61000000', v = v + 1 WHERE k = x'62000000';
DELETE FROM t WHERE k = x'20000000' AND {n} = 3;
REPLACE INTO t (k, v) VALUES (x'20000000', {n});
