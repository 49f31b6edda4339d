-- SPDX-License-Identifier: Apache-2.0
UPDATE t SET a = a + 1;
