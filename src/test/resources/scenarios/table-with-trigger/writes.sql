-- SPDX-License-Identifier: Apache-2.0
INSERT INTO t VALUES (100 + {n}, 7);
UPDATE t SET a = 9 WHERE id = 100 + {n};
