-- SPDX-License-Identifier: Apache-2.0
CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci
