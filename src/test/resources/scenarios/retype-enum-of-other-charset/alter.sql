-- SPDX-License-Identifier: Apache-2.0
MODIFY a ENUM('€','é') CHARACTER SET utf8mb4
