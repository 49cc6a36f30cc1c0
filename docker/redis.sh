#!/bin/sh
# Redis as BullMQ needs it: nothing is evicted, everything is written down, a password from the secrets volume.
set -eu
exec redis-server --requirepass "$(cat /run/mockverse/redis_password)" \
  --maxmemory-policy noeviction --appendonly yes --appendfsync everysec --dir /data
