#!/bin/sh
# Makes each secret once, at the first run, in a volume that only this project's services mount.
set -eu
umask 022
for name in postgres_password redis_password session_secret; do
  file="/run/mockverse/$name"
  if [ ! -s "$file" ]; then
    head -c 32 /dev/urandom | od -An -tx1 | tr -d ' \n' > "$file.new"
    mv "$file.new" "$file"
    echo "made $name"
  fi
done
