-- SPDX-License-Identifier: Apache-2.0
UPDATE t SET v = v + {n};
