-- SPDX-License-Identifier: Apache-2.0
CREATE TABLE t (id INT NOT NULL PRIMARY KEY, v INT);
CREATE TABLE t_osc_old (id INT);
INSERT INTO t VALUES (1, 1);
