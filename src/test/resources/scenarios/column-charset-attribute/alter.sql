-- SPDX-License-Identifier: Apache-2.0
MODIFY b VARCHAR(20) CHARACTER SET ascii NOT NULL
