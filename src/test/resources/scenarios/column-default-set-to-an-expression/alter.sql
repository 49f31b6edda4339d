-- SPDX-License-Identifier: Apache-2.0
ALTER COLUMN a SET DEFAULT (1 + 2), FORCE
