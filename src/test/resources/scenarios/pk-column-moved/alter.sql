-- SPDX-License-Identifier: Apache-2.0
MODIFY id INT NOT NULL AFTER v
