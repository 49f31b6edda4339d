-- SPDX-License-Identifier: Apache-2.0
ALTER TABLE t WAIT 3 MODIFY a BIGINT
