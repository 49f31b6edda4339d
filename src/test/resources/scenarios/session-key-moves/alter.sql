-- SPDX-License-Identifier: Apache-2.0
-- moved keys, and two that are swapped
MODIFY a BIGINT NOT NULL,
ADD COLUMN note VARCHAR(9) NOT NULL DEFAULT 'x' FIRST
