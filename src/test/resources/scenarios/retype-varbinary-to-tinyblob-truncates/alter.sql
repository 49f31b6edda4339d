-- SPDX-License-Identifier: Apache-2.0
-- read bare, INSERT ... SELECT would keep the length modulo 256 without a word; some servers' own ALTER does
MODIFY a TINYBLOB
