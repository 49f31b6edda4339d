-- SPDX-License-Identifier: Apache-2.0
MODIFY a BLOB,
MODIFY b VARCHAR(1000)
