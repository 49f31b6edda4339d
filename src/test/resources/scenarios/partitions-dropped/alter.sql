-- SPDX-License-Identifier: Apache-2.0
DROP PARTITION p0
