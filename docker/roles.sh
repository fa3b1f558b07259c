#!/bin/sh
# Run once by the PostgreSQL image, on an empty data folder: the role that owns the schema, and the service's own.
set -eu
psql -v ON_ERROR_STOP=1 -v owner_password="$OWNER_PASSWORD" -v service_password="$SERVICE_PASSWORD" \
  --username "$POSTGRES_USER" --dbname postgres <<'SQL'
create role burstlease_owner login password :'owner_password';
create role burstlease_service login password :'service_password';
create database burstlease owner burstlease_owner;
SQL
