-- SPDX-License-Identifier: Apache-2.0
DROP COLUMN IF EXISTS zz, MODIFY a BIGINT
