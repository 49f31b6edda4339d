-- SPDX-License-Identifier: Apache-2.0
CHANGE a b INT NOT NULL,
CHANGE b a INT NOT NULL
