-- SPDX-License-Identifier: Apache-2.0
TRUNCATE PARTITION p0
