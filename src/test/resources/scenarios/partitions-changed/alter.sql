-- SPDX-License-Identifier: Apache-2.0
PARTITION BY HASH (y) PARTITIONS 5
