-- SPDX-License-Identifier: Apache-2.0
CREATE TABLE `übung_列` (id INT NOT NULL PRIMARY KEY, v INT NOT NULL) ENGINE=InnoDB;
INSERT INTO `übung_列` VALUES (1, 2), (2, 3), (3, 4);
