-- SPDX-License-Identifier: Apache-2.0
LOAD DATA INFILE '{folder}/rows.txt' REPLACE INTO TABLE t CHARACTER SET utf8mb4 FIELDS TERMINATED BY ',' (id, a, s);
UPDATE t SET a = {n} WHERE id = 101;
DELETE FROM t WHERE id = 102;
