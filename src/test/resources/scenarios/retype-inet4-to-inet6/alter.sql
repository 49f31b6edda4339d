-- SPDX-License-Identifier: Apache-2.0
MODIFY a INET6, MODIFY b VARCHAR(40), MODIFY c CHAR(36)
