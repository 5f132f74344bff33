#!/bin/sh
set -e

service nginx start
exec apachectl -D FOREGROUND
