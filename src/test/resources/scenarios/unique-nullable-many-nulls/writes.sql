-- SPDX-License-Identifier: Apache-2.0
UPDATE t SET v = v + {n};
INSERT INTO t VALUES (10 + {n}, NULL, 1);
UPDATE t SET u = IF(u IS NULL, 3, NULL) WHERE id = 3;
