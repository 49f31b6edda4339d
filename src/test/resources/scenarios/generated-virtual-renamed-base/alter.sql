-- SPDX-License-Identifier: Apache-2.0
DROP COLUMN v,
CHANGE a b INT NOT NULL,
ADD COLUMN v INT AS (b + 2) VIRTUAL
