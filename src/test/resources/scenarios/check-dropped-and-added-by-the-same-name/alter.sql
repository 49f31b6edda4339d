-- SPDX-License-Identifier: Apache-2.0
-- on MySQL the name is the schema's
MODIFY b BIGINT, DROP CONSTRAINT foo, ADD CONSTRAINT foo CHECK (b <> 7)
