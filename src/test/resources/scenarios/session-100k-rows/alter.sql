-- SPDX-License-Identifier: Apache-2.0
-- 7 × 7 × 13³ rows in one transaction
MODIFY a BIGINT NOT NULL,
ADD COLUMN note VARCHAR(9) NOT NULL DEFAULT 'x' FIRST
