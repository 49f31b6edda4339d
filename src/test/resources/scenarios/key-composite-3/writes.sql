-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
UPDATE t SET v = v + {n};
DELETE FROM t WHERE b = 0 AND c = x'0000';
INSERT INTO t VALUES ('2001-01-01', 0, x'0000', {n});
INSERT INTO t VALUES ('2001-01-01', {n}.5, x'00', {n});
