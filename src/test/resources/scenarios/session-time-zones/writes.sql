-- SPDX-License-Identifier: Apache-2.0
SET time_zone = '-12:00';
INSERT INTO t (id, at, dt) VALUES (10 + {n}, '2021-01-01 00:00:00.5', '2021-01-01');
SET time_zone = '+12:45';
UPDATE t SET at = '2021-10-31 02:30:00.25' WHERE id = 10 + {n};
INSERT INTO t (id, at, dt) VALUES (20 + {n}, '2038-01-19 15:00:00', NOW(3));
UPDATE t SET at = '1970-01-01 12:45:01' WHERE id = 1;
