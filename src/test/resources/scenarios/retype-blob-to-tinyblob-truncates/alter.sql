-- SPDX-License-Identifier: Apache-2.0
-- read bare, INSERT ... SELECT would keep the length modulo 256 without a word; the ALTER of 5.7 does
MODIFY a TINYBLOB
