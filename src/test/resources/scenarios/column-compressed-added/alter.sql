-- SPDX-License-Identifier: Apache-2.0
-- a word of MariaDB's own
MODIFY b BIGINT, MODIFY a TEXT COMPRESSED
