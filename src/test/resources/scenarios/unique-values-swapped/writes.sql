-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
UPDATE t SET v = v + {n};
START TRANSACTION;
UPDATE t SET u = -1 WHERE id = 1;
UPDATE t SET u = 5 WHERE id = 4;
UPDATE t SET u = 8 WHERE id = 1;
UPDATE t SET u = -2 WHERE id = 4;
UPDATE t SET u = 5 WHERE id = 1;
UPDATE t SET u = 8 WHERE id = 4;
COMMIT;
START TRANSACTION;
UPDATE t SET u = -1 WHERE id = 2;
UPDATE t SET u = IF({n} MOD 2, 6, 7) WHERE id = 3;
UPDATE t SET u = IF({n} MOD 2, 7, 6) WHERE id = 2;
COMMIT;
