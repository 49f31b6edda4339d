-- SPDX-License-Identifier: Apache-2.0
-- the error value is no member, and is kept
MODIFY a ENUM('x','é') CHARACTER SET utf8mb4
