-- SPDX-License-Identifier: Apache-2.0
INSERT INTO t VALUES (10 + {n}, {n});
INSERT INTO c VALUES (10 + {n}, 10 + {n});
UPDATE c SET t = 1 + {n} % 4 WHERE id < 10;
UPDATE t SET a = {n};
DELETE FROM t WHERE id = 5;
