-- SPDX-License-Identifier: Apache-2.0
UPDATE t SET v = v + {n};
UPDATE t SET y = IF(y = 1999, 2010, 1999) WHERE id = 1;
INSERT INTO t VALUES (10 + {n}, 2000 + {n}, 0);
DELETE FROM t WHERE id = 9 + {n};
