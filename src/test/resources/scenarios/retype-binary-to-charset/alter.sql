-- SPDX-License-Identifier: Apache-2.0
MODIFY a VARCHAR(36) CHARACTER SET utf8mb4
