#!/usr/bin/env bash
# supervisord, version 4.3.0 (PyPI): `environment=MAIL=user@host` ends it before anything is started, "Unexpected end of
# key/value pairs", while `URL=http://host:80/a+b` on the same key needs no quotes. The value is cut into words by
# Python's shlex, to whose letters / . + - ( ) : are added and "@" is not; in quotes it is taken. From memory one would have
# said that a value ends at the next comma, or else that none of these characters is taken without quotes, which is what
# the documentation asks for.
# Needs Python 3 with venv, and PyPI. Fails if one of the three comes out otherwise.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check supervisor==4.3.0 setuptools==80.9.0
says() {
  printf '[supervisord]\nnodaemon=true\nlogfile=/dev/null\nlogfile_maxbytes=0\npidfile=%s/pid\n' "$folder" >main.conf
  printf '[program:x]\ncommand=sleep 60\nenvironment=%s\n' "$1" >>main.conf
  timeout 5 venv/bin/supervisord -n -c main.conf >log 2>&1 || true
  echo "$1: $(grep -oE 'Unexpected end of key/value pairs|spawned' log | head -n 1)"
}
seen=$(
  says 'MAIL=user@host'
  says 'MAIL="user@host"'
  says 'URL=http://host:80/a+b'
)
echo "$seen"
wanted='MAIL=user@host: Unexpected end of key/value pairs
MAIL="user@host": spawned
URL=http://host:80/a+b: spawned'
test "$seen" = "$wanted"
