-- SPDX-License-Identifier: Apache-2.0
UPDATE t SET `a``b` = `a``b` + {n}, `100%` = {n}, `?` = 0;
UPDATE t SET `i d` = `i d` + 100 WHERE `i d` = {n};
