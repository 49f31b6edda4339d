-- SPDX-License-Identifier: Apache-2.0
INSERT INTO t (v) VALUES ({n});
