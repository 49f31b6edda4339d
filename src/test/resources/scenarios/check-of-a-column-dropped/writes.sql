-- SPDX-License-Identifier: Apache-2.0
INSERT INTO t VALUES (10 + {n}, {n}, {n} + 1);
UPDATE t SET b = b + {n} WHERE id < 4;
DELETE FROM t WHERE id = 5;
