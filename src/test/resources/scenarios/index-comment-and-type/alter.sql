-- SPDX-License-Identifier: Apache-2.0
ADD KEY c (a) USING BTREE COMMENT 'DROP KEY c; it''s'
