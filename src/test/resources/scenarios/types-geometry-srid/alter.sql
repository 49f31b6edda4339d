-- SPDX-License-Identifier: Apache-2.0
-- MariaDB has no SRID in a column definition
ADD COLUMN note INT NOT NULL DEFAULT 1 FIRST
