-- SPDX-License-Identifier: Apache-2.0
UPDATE t SET `列` = `列` + {n};
UPDATE t SET `schlüssel` = `schlüssel` + 100 WHERE `schlüssel` = {n};
