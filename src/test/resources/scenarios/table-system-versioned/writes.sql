-- SPDX-License-Identifier: Apache-2.0
UPDATE t SET a = IFNULL(a, 0) + 1;
