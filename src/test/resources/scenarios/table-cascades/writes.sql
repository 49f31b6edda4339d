-- SPDX-License-Identifier: Apache-2.0
INSERT INTO p VALUES (10 + {n});
INSERT INTO t VALUES (10 + {n}, 10 + {n}), (20 + {n}, 10 + {n});
DELETE FROM p WHERE id = 10 + {n};
