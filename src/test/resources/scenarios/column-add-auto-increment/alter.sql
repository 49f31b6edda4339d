-- SPDX-License-Identifier: Apache-2.0
-- rows are numbered in the order in which they are copied
ADD COLUMN n INT NOT NULL AUTO_INCREMENT,
ADD UNIQUE KEY (n)
