-- SPDX-License-Identifier: Apache-2.0
MODIFY u VARCHAR(9) COLLATE utf8mb4_general_ci NOT NULL
