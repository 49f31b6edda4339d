-- SPDX-License-Identifier: Apache-2.0
SET autocommit = 0;
UPDATE t SET a = a + 1;
INSERT INTO t (a) VALUES ({n});
COMMIT;
DELETE FROM t WHERE id = {n};
COMMIT AND CHAIN;
DELETE FROM t;
ROLLBACK;
UPDATE t SET s = '' WHERE id = 7;
SET autocommit = 1;
