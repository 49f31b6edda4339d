-- SPDX-License-Identifier: Apache-2.0
INSERT INTO t (id) VALUES (10 + {n}), (20 + {n});
UPDATE t SET a = {n} WHERE id < 3;
UPDATE t SET a = DEFAULT, b = DEFAULT WHERE id = 3;
DELETE FROM t WHERE id = 20 + {n};
