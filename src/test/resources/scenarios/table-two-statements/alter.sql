-- SPDX-License-Identifier: Apache-2.0
ADD COLUMN x INT; DROP TABLE t
