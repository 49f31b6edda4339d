-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
UPDATE t SET v = v + {n};
UPDATE t SET k = UPPER(k);
UPDATE t SET k = LOWER(k) WHERE a = 1;
DELETE FROM t WHERE a = 2;
INSERT INTO t VALUES (2, 'á', {n});
