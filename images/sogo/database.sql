-- SPDX-License-Identifier: Apache-2.0
-- One line: what keeps SOGo from working with this database, or nothing.
SELECT CASE
  WHEN pg_is_in_recovery() THEN 'is a standby, which takes no changes; name the primary server in database.host'
  WHEN current_setting('transaction_read_only')::boolean
    THEN 'is read-only; let it take changes again (default_transaction_read_only)'
  WHEN current_schema() IS NULL OR NOT has_schema_privilege(current_schema(), 'CREATE')
    THEN format('lets user "%s" make no tables; make him the owner: ALTER DATABASE %I OWNER TO %I', current_user, current_database(), current_user)
  ELSE ''
END;
