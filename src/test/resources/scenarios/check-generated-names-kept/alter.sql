-- SPDX-License-Identifier: Apache-2.0
MODIFY b BIGINT, ADD COLUMN c INT, ADD CHECK (c > 4)
