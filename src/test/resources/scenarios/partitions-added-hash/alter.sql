-- SPDX-License-Identifier: Apache-2.0
PARTITION BY HASH (id) PARTITIONS 4
