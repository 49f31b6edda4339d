-- SPDX-License-Identifier: Apache-2.0
-- the values that were there are lost to the expression, as the server does it
MODIFY s INT AS (a * 2) STORED
