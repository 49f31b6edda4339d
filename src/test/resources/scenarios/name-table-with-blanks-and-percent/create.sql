-- SPDX-License-Identifier: Apache-2.0
CREATE TABLE `100% of ``t`` it's` (id INT NOT NULL PRIMARY KEY, v INT NOT NULL) ENGINE=InnoDB;
INSERT INTO `100% of ``t`` it's` VALUES (1, 2), (2, 3), (3, 4);
