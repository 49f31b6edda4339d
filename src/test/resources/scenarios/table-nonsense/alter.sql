-- SPDX-License-Identifier: Apache-2.0
ADD COLUMNS x INT
