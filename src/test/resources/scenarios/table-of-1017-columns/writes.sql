-- SPDX-License-Identifier: Apache-2.0
UPDATE t SET c500 = c500 + 1, c1 = {n};
INSERT INTO t (id, c1016) VALUES (10 + {n}, {n});
DELETE FROM t WHERE id = 9 + {n};
