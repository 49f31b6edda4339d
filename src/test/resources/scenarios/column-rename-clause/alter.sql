-- SPDX-License-Identifier: Apache-2.0
RENAME COLUMN a TO renamed,
RENAME COLUMN c TO b2
