-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
UPDATE t SET v = v + {n};
START TRANSACTION;
UPDATE t SET u = 5 WHERE id = 3;
UPDATE t SET u = 70 + {n} WHERE id = 3;
COMMIT;
