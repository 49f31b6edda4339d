-- SPDX-License-Identifier: Apache-2.0
DELETE FROM t WHERE id = {n};
