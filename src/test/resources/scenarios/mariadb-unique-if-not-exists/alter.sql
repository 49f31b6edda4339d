-- SPDX-License-Identifier: Apache-2.0
-- a column of the same name is there, an index is not
ADD UNIQUE IF NOT EXISTS id (id, a), MODIFY b BIGINT
