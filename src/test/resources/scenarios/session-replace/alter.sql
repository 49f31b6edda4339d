-- SPDX-License-Identifier: Apache-2.0
-- one row may replace two
MODIFY a BIGINT NOT NULL,
ADD COLUMN note VARCHAR(9) NOT NULL DEFAULT 'x' FIRST
