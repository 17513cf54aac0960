-- SPDX-License-Identifier: Apache-2.0
-- What the daemons look up. Made with the first complete refresh: before that a lookup must fail, never say "unknown".

DROP VIEW IF EXISTS v_domain;
CREATE VIEW v_domain AS
SELECT DISTINCT name FROM domain;

-- Receives mail under its primary address.
DROP VIEW IF EXISTS v_mailbox;
CREATE VIEW v_mailbox AS
SELECT address, target AS mailbox FROM claim WHERE main = 1 AND target IS NOT NULL;

DROP VIEW IF EXISTS v_alias;
CREATE VIEW v_alias AS
SELECT address, target FROM claim WHERE main = 0 AND target IS NOT NULL;

-- Claimed twice, or an alias that leads to such an address: to be answered with a temporary error.
DROP VIEW IF EXISTS v_contested;
CREATE VIEW v_contested AS
SELECT address FROM contested
UNION ALL
SELECT address FROM claim WHERE waits = 1;

DROP VIEW IF EXISTS v_sender;
CREATE VIEW v_sender AS
SELECT address, login FROM claim WHERE login IS NOT NULL;

-- Whose it is to send as cannot be told: a login that two accounts have in common does not say which of them is there.
DROP VIEW IF EXISTS v_disputed;
CREATE VIEW v_disputed AS
SELECT DISTINCT address FROM claim WHERE disputed = 1;

-- The entry whose password counts for a login that more than one entry has: the one that v_user finds, too.
DROP VIEW IF EXISTS v_first_owner;
CREATE VIEW v_first_owner AS
SELECT
    x.address AS login,
    lower(
        substr(hex(a.uuid), 1, 8) || '-' || substr(hex(a.uuid), 9, 4) || '-' || substr(hex(a.uuid), 13, 4)
        || '-' || substr(hex(a.uuid), 17, 4) || '-' || substr(hex(a.uuid), 21)
    ) AS entry
FROM contested x
JOIN account a ON a.id = (SELECT min(b.id) FROM account b WHERE b.address = x.address AND b.active = 1);

DROP VIEW IF EXISTS v_superuser;
CREATE VIEW v_superuser AS
SELECT a.address AS login
FROM account a
WHERE a.active = 1
  AND a.super_user = 1
  AND NOT EXISTS (SELECT 1 FROM contested x WHERE x.address = a.address);

-- Of two accounts with one primary address the older one keeps the login: mail that was accepted before does not bounce.
DROP VIEW IF EXISTS v_user;
CREATE VIEW v_user AS
SELECT
    c.address AS address,
    a.address AS login,
    coalesce('/var/mail/' || (SELECT m.id FROM mailbox m WHERE m.uuid = a.uuid), '/nonexistent') AS home,
    a.quota_mb AS quota_mb
FROM claim c
JOIN account a ON a.id = c.account
WHERE a.active = 1
  AND CASE c.main
      WHEN 1 THEN a.id = (SELECT min(b.id) FROM account b WHERE b.address = c.address AND b.active = 1)
      ELSE c.login IS NOT NULL
  END;

DROP VIEW IF EXISTS v_claimed;
CREATE VIEW v_claimed AS
SELECT DISTINCT address FROM claim;
