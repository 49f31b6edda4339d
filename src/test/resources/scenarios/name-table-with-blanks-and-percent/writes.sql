-- SPDX-License-Identifier: Apache-2.0
UPDATE `100% of ``t`` it's` SET v = v + {n};
UPDATE `100% of ``t`` it's` SET id = id + 100 WHERE id = {n};
