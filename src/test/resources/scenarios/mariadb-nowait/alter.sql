-- SPDX-License-Identifier: Apache-2.0
ALTER TABLE t NOWAIT MODIFY a BIGINT
