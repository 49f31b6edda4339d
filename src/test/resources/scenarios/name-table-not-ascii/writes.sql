-- SPDX-License-Identifier: Apache-2.0
UPDATE `übung_列` SET v = v + {n};
UPDATE `übung_列` SET id = id + 100 WHERE id = {n};
