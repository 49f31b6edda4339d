-- SPDX-License-Identifier: Apache-2.0
SET NAMES latin1;
INSERT INTO t (id, a, s) VALUES (10 + {n}, 1, _utf8mb4 x'C3A9F09F9880');
SET character_set_connection = gbk;
UPDATE t SET s = _gbk x'c4e3' WHERE id = 10 + {n};
SET NAMES utf8mb4;
UPDATE t SET s = CONCAT('😀', s) WHERE id = 1;
