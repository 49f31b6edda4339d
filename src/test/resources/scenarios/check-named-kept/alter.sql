-- SPDX-License-Identifier: Apache-2.0
-- on MySQL the name is the schema's: the table as it was still has it
MODIFY b BIGINT
