-- SPDX-License-Identifier: Apache-2.0
UPDATE abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghij SET b = b + 1;
