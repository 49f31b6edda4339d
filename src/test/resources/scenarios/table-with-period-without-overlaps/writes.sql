-- SPDX-License-Identifier: Apache-2.0
UPDATE t SET b = -b WHERE id IN (1, 4);
UPDATE t SET b = IF(id = 1, 4, 1) WHERE id IN (1, 4);
UPDATE t SET b = IF(id = 1, 1, 4) * -1 WHERE id IN (1, 4);
UPDATE t SET b = -b WHERE id IN (1, 4);
