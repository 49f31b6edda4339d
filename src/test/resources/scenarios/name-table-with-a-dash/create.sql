-- SPDX-License-Identifier: Apache-2.0
CREATE TABLE `a-b.c$` (id INT NOT NULL PRIMARY KEY, v INT NOT NULL) ENGINE=InnoDB;
INSERT INTO `a-b.c$` VALUES (1, 2), (2, 3), (3, 4);
