-- SPDX-License-Identifier: Apache-2.0
UPDATE t SET id = -id WHERE id = {n};
UPDATE t SET id = id + 1000 WHERE id = 6 + {n} MOD 2;
UPDATE t SET id = id - 1000 WHERE id > 1000;
START TRANSACTION;
UPDATE t SET id = 999 WHERE id = 4;
UPDATE t SET id = 4 WHERE id = 5;
UPDATE t SET id = 5 WHERE id = 999;
COMMIT;
UPDATE t SET id = id + 1 ORDER BY id DESC;
UPDATE t SET id = id - 1 ORDER BY id;
