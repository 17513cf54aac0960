-- SPDX-License-Identifier: Apache-2.0
-- What a lookup answers, worked out when something changes: Postfix prepares its query for each lookup, and a query over
-- one table costs a sixth of one that has to ask four.

ALTER TABLE claim ADD COLUMN target TEXT; -- the mailbox that mail to this address goes to
ALTER TABLE claim ADD COLUMN login TEXT; -- who may send as this address
ALTER TABLE claim ADD COLUMN waits INTEGER NOT NULL DEFAULT 0; -- 1: an alias of an account whose primary address is contested
