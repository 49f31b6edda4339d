-- SPDX-License-Identifier: Apache-2.0
MODIFY a VARCHAR(20) COLLATE utf8mb4_unicode_ci,
MODIFY b TEXT COLLATE utf8mb4_bin
