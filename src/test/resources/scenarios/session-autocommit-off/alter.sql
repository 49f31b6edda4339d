-- SPDX-License-Identifier: Apache-2.0
-- switching it on commits
MODIFY a BIGINT NOT NULL,
ADD COLUMN note VARCHAR(9) NOT NULL DEFAULT 'x' FIRST
