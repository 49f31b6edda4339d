-- SPDX-License-Identifier: Apache-2.0
INSERT INTO t VALUES (100 * {n}, UUID());
