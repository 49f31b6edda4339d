-- SPDX-License-Identifier: Apache-2.0
CREATE TABLE t (id INT PRIMARY KEY, a INT NOT NULL) ENGINE=InnoDB;
