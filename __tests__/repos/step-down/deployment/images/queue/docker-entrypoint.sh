#!/bin/sh
set -e
chown -R queue /data
exec gosu queue "$@"
