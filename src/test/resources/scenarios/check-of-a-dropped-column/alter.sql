-- SPDX-License-Identifier: Apache-2.0
-- it goes with the column, whatever its name is
MODIFY a BIGINT, DROP COLUMN b
