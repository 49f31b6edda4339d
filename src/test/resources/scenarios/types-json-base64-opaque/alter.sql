-- SPDX-License-Identifier: Apache-2.0
-- MariaDB keeps JSON as text, which holds no binary strings
ADD COLUMN note INT NOT NULL DEFAULT 1 FIRST
