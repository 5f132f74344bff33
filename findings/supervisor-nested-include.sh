#!/usr/bin/env bash
# supervisord, version 4.2.5 (PyPI): an [include] that stands in an included file is dropped without a word. The program
# behind one include is started, that behind two is unknown, nothing is logged about it, and supervisord goes on. From
# memory one would have said that includes nest, as those of nginx and Apache do.
# Needs Python 3 with venv, and PyPI. Fails if the second program appears or if supervisord says anything of it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check supervisor==4.2.5 setuptools==80.9.0
mkdir first second
cat >main.conf <<'INI'
[supervisord]
nodaemon=true
user=root
[include]
files = first/*.conf
INI
printf '[program:near]\ncommand=sleep 60\n[include]\nfiles = ../second/*.conf\n' >first/near.conf
printf '[program:far]\ncommand=sleep 60\n' >second/far.conf
[ "$(id -u)" = 0 ] || sed -i '/^user=/d' main.conf
timeout 10 venv/bin/supervisord -n -c main.conf >log 2>&1 || true
seen=$(grep -oE "(Included extra file .*/|spawned: ')[a-z.]+|far" log | sed 's/.*[/'"'"']//' | sort -u)
echo "$seen"
wanted='near
near.conf'
test "$seen" = "$wanted"
