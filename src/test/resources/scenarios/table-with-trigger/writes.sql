-- SPDX-License-Identifier: Apache-2.0
INSERT INTO t VALUES (10 + {n}, 7);
UPDATE t SET a = 9 WHERE id = 10 + {n};
