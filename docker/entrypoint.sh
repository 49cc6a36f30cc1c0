#!/bin/sh
# Reads the secrets that the `secrets` service made, as files, and hands them to the process as its environment.
set -eu
secret() { if [ -r "/run/mockverse/$1" ]; then cat "/run/mockverse/$1"; fi; }

password=$(secret postgres_password)
if [ -z "${DATABASE_URL:-}" ] && [ -n "$password" ]; then
  export DATABASE_URL="postgresql://mockverse:${password}@${POSTGRES_HOST:-postgres}:5432/mockverse"
fi
password=$(secret redis_password)
if [ -z "${REDIS_URL:-}" ] && [ -n "$password" ]; then
  export REDIS_URL="redis://:${password}@${REDIS_HOST:-redis}:6379"
fi
if [ -z "${SESSION_SECRET:-}" ]; then
  SESSION_SECRET=$(secret session_secret)
  export SESSION_SECRET
fi
exec "$@"
