-- SPDX-License-Identifier: Apache-2.0
MODIFY b BIGINT, ADD COLUMN d INT AS (a * 2) VIRTUAL
