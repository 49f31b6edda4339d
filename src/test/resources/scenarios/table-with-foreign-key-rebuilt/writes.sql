-- SPDX-License-Identifier: Apache-2.0
INSERT INTO p VALUES (10 + {n});
INSERT INTO t VALUES (10 + {n}, 10 + {n});
UPDATE t SET p = 1 + {n} % 3 WHERE id < 10;
DELETE FROM t WHERE id = 5;
