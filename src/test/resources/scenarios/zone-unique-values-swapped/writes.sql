-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO', time_zone = '+00:00';
UPDATE t SET a = NULL WHERE id = 1;
UPDATE t SET a = IF(a = '2024-10-27 01:45:00', '2024-10-27 00:30:00', '2024-10-27 01:45:00') WHERE id = 2;
UPDATE t SET a = (SELECT x.b FROM (SELECT IF(a = '2024-10-27 01:45:00', '2024-10-27 00:30:00', '2024-10-27 01:45:00') AS b FROM t WHERE id = 2) AS x) WHERE id = 1;
INSERT INTO t (id, a) VALUES (100 + {n}, NULL);
