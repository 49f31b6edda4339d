-- SPDX-License-Identifier: Apache-2.0
MODIFY a TINYTEXT CHARACTER SET utf8mb4
