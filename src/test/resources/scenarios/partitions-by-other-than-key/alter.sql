-- SPDX-License-Identifier: Apache-2.0
PARTITION BY HASH (v) PARTITIONS 2
