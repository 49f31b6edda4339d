-- SPDX-License-Identifier: Apache-2.0
UPDATE `2024` SET v = v + {n};
UPDATE `2024` SET id = id + 100 WHERE id = {n};
