-- SPDX-License-Identifier: Apache-2.0
UPDATE `a-b.c$` SET v = v + {n};
UPDATE `a-b.c$` SET id = id + 100 WHERE id = {n};
