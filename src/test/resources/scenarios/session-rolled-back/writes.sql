-- SPDX-License-Identifier: Apache-2.0
START TRANSACTION;
DELETE FROM t;
INSERT INTO t (a) VALUES (100);
ROLLBACK;
UPDATE t SET a = a + 1 WHERE id = {n};
