-- SPDX-License-Identifier: Apache-2.0
MODIFY s INT AS (a * 3) STORED
