-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
UPDATE t SET v = v + {n};
DELETE FROM t WHERE k = x'';
INSERT INTO t (k, v) VALUES (x'', {n});
UPDATE t SET k = x'ff' WHERE k = x'00';
UPDATE t SET k = x'00', v = v + 1 WHERE k = x'ff';
DELETE FROM t WHERE k = x'0000' AND {n} = 3;
REPLACE INTO t (k, v) VALUES (x'0000', {n});
