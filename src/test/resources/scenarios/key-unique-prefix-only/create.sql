-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
CREATE TABLE t (k VARCHAR(20) NOT NULL, v INT NOT NULL, UNIQUE KEY alone (k(3)));
INSERT INTO t VALUES ('a', 1), ('b', 2);
