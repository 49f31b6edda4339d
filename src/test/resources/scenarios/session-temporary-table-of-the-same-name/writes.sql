-- SPDX-License-Identifier: Apache-2.0
UPDATE t SET a = a + 1;
CREATE TEMPORARY TABLE t (x INT);
INSERT INTO t VALUES (1);
DROP TEMPORARY TABLE t;
UPDATE t SET a = a + {n};
