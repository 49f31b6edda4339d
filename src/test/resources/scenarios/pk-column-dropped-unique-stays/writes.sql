-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
UPDATE t SET v = v + {n};
UPDATE t SET u = u + 1000 WHERE id = {n};
INSERT INTO t VALUES (10 + {n}, 10 + {n}, 1);
DELETE FROM t WHERE id = 9 + {n};
