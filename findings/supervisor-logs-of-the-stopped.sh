#!/usr/bin/env bash
# supervisord, version 4.2.5 (PyPI): a program with autostart=false whose log lies in a folder that is not there keeps the whole
# supervisord from starting, all other programs with it. From memory one would have said that the log of a program is
# opened, and its folder looked for, when that program is started.
# Needs Python 3 with venv, and PyPI. Fails if supervisord starts, or ends with another error.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check supervisor==4.2.5 setuptools==80.9.0
cat >main.conf <<'INI'
[supervisord]
nodaemon=true
user=root
[program:web]
command=sleep 60
[program:rare]
command=sleep 60
autostart=false
stdout_logfile=logs/rare.log
INI
[ "$(id -u)" = 0 ] || sed -i '/^user=/d' main.conf
said() {
	timeout 10 venv/bin/supervisord -n -c main.conf >log 2>&1 || test $? = "$1"
	grep -oE "spawned: '[a-z]+'|does not exist" log | sort -u
}
# It ends by itself, and only the time ends it once the folder is there.
seen=$(said 2; mkdir logs; said 124)
echo "$seen"
wanted="does not exist
spawned: 'web'"
test "$seen" = "$wanted"
