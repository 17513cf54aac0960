-- SPDX-License-Identifier: Apache-2.0
-- Brings both roles, their passwords and the database in line with what the Secrets and the environment say.
-- Nothing of it is logged, since the passwords stand in it.
SET log_statement = none;
SET log_min_error_statement = panic;
SET log_min_duration_statement = -1;
\set administrator `cat "$PASSWORDS/POSTGRESQL_POSTGRES_PASSWORD"`
\set password `cat "$PASSWORDS/POSTGRESQL_PASSWORD"`
\getenv user DATABASE_USERNAME
\getenv database DATABASE_NAME
ALTER ROLE postgres PASSWORD :'administrator';
SELECT format('CREATE ROLE %I', :'user') WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'user') \gexec
ALTER ROLE :"user" LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD :'password';
SELECT format('CREATE DATABASE %I OWNER %I', :'database', :'user')
 WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = :'database') \gexec
ALTER DATABASE :"database" OWNER TO :"user";
REVOKE ALL ON DATABASE :"database" FROM PUBLIC;
