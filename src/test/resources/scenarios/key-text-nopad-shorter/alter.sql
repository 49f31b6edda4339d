-- SPDX-License-Identifier: Apache-2.0
MODIFY k VARCHAR(10) COLLATE utf8mb4_general_nopad_ci NOT NULL
