-- SPDX-License-Identifier: Apache-2.0
ADD COLUMN (x INT, y INT DEFAULT 3, KEY x_y (x, y))
