-- SPDX-License-Identifier: Apache-2.0
SET SESSION binlog_format = 'STATEMENT';
BEGIN;
SELECT COUNT(*) FROM mysql.user;
