-- SPDX-License-Identifier: Apache-2.0
MODIFY a BIGINT, ALGORITHM=NOCOPY
