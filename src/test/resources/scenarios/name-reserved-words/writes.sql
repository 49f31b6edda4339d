-- SPDX-License-Identifier: Apache-2.0
UPDATE t SET `select` = `select` + {n};
UPDATE t SET `key` = `key` + 100 WHERE `key` = {n};
