-- SPDX-License-Identifier: Apache-2.0
-- MariaDB has no NOT NULL for generated columns
ADD COLUMN note INT NOT NULL DEFAULT 1 FIRST
