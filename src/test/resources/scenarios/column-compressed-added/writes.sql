-- SPDX-License-Identifier: Apache-2.0
UPDATE t SET b = b + 1;
