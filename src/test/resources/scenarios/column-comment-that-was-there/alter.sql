-- SPDX-License-Identifier: Apache-2.0
MODIFY b BIGINT NOT NULL COMMENT 'rename b to c' FIRST
