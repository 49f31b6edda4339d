-- SPDX-License-Identifier: Apache-2.0
MODIFY a DECIMAL(12,2)
