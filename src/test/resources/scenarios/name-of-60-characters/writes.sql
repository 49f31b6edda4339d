-- SPDX-License-Identifier: Apache-2.0
UPDATE nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn SET v = v + {n};
