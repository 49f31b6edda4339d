-- SPDX-License-Identifier: Apache-2.0
PARTITION BY KEY () PARTITIONS 3
