-- SPDX-License-Identifier: Apache-2.0
RENAME KEY a TO b_too,
ADD COLUMN note INT NOT NULL DEFAULT 1 FIRST
