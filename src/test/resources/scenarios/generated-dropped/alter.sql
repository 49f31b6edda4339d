-- SPDX-License-Identifier: Apache-2.0
DROP COLUMN s,
DROP COLUMN v
