-- SPDX-License-Identifier: Apache-2.0
-- Private to the sidecar: daemons read the views only. Addresses and domains are in lower case.

CREATE TABLE state (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE domain (
    uuid BLOB PRIMARY KEY,
    dn TEXT NOT NULL,
    name TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX domain_name ON domain (name);

CREATE TABLE account (
    id INTEGER PRIMARY KEY,
    uuid BLOB NOT NULL UNIQUE,
    dn TEXT NOT NULL,
    address TEXT NOT NULL,
    active INTEGER NOT NULL,
    send_only INTEGER NOT NULL,
    quota_mb INTEGER NOT NULL,
    super_user INTEGER NOT NULL,
    version TEXT NOT NULL
);
CREATE INDEX account_address ON account (address);

-- Every address that an account owns; main = 1 for the primary one.
CREATE TABLE claim (
    address TEXT NOT NULL,
    account INTEGER NOT NULL,
    domain TEXT NOT NULL,
    main INTEGER NOT NULL,
    PRIMARY KEY (address, account)
) WITHOUT ROWID;
CREATE INDEX claim_account ON claim (account);
CREATE INDEX claim_domain ON claim (domain);

-- Addresses that more than one account claims: kept, so that a lookup need not count.
CREATE TABLE contested (
    address TEXT PRIMARY KEY
) WITHOUT ROWID;

-- Which folder belongs to which entry; gone = 1 once the entry was seen to go. Rows are never deleted.
CREATE TABLE mailbox (
    id TEXT PRIMARY KEY,
    uuid BLOB NOT NULL UNIQUE,
    address TEXT NOT NULL,
    gone INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX mailbox_address ON mailbox (address);
