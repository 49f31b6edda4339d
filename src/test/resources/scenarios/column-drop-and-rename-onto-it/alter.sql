-- SPDX-License-Identifier: Apache-2.0
DROP COLUMN b,
CHANGE a b BIGINT NOT NULL
