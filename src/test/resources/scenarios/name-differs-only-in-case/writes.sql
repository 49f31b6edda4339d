-- SPDX-License-Identifier: Apache-2.0
INSERT INTO T VALUES (100 + {n}, 0, 0);
UPDATE T SET v = v - 1;
UPDATE t SET v = v + 1;
DELETE FROM T WHERE id = 1;
UPDATE t SET id = id + 100 WHERE id = {n};
