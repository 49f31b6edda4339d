-- SPDX-License-Identifier: Apache-2.0
UPDATE t SET id = id + 1, a = {n};
