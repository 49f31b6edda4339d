-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
INSERT INTO t (id) VALUES (10 + {n});
DELETE FROM t WHERE id = 9 + {n};
