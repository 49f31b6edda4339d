-- SPDX-License-Identifier: Apache-2.0
ADD CONSTRAINT to_p FOREIGN KEY (p) REFERENCES p (id)
