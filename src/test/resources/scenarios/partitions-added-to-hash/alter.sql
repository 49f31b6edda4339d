-- SPDX-License-Identifier: Apache-2.0
ADD PARTITION PARTITIONS 2
