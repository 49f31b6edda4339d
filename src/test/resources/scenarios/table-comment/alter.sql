-- SPDX-License-Identifier: Apache-2.0
COMMENT = 'it''s; DROP TABLE t; -- \\ % 😀 AUTO_INCREMENT=7 ENGINE=MyISAM'
