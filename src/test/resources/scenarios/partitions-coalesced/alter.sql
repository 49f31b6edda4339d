-- SPDX-License-Identifier: Apache-2.0
COALESCE PARTITION 2
