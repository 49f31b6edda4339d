-- SPDX-License-Identifier: Apache-2.0
TRUNCATE TABLE t;
