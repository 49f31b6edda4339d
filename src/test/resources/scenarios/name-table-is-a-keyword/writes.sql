-- SPDX-License-Identifier: Apache-2.0
UPDATE `select` SET v = v + {n};
UPDATE `select` SET id = id + 100 WHERE id = {n};
