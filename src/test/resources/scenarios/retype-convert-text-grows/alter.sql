-- SPDX-License-Identifier: Apache-2.0
-- TEXT becomes MEDIUMTEXT, as more bytes are needed
CONVERT TO CHARACTER SET utf8mb4
