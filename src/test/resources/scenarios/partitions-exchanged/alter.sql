-- SPDX-License-Identifier: Apache-2.0
EXCHANGE PARTITION p0 WITH TABLE o
