-- SPDX-License-Identifier: Apache-2.0
MODIFY a INT NOT NULL COMMENT 'rename a to b; DROP TABLE t; -- /* */ `x` "y" % CHANGE c d INT',
MODIFY c INT COMMENT '😀 AUTO_INCREMENT=5 ENGINE=MyISAM'
