#!/usr/bin/env bash
# doas, version 6.8.2 (opendoas of Debian 12): a rule in the last line counts only with a line end behind it. `permit nopass
# root` as `printf` or `echo -n` writes it is "syntax error at line 1", and then doas runs nothing for anybody, root included;
# a comment in the last line needs no line end, an empty file neither. From memory one would have said that the end of the
# file ends a rule, as that of sudoers does.
# Needs Debian 12 on amd64 with apt. The package is unpacked and not installed: -C only reads the file that it is given.
# Fails if any of the four answers changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download -qq opendoas=6.8.2-1+b1 2>/dev/null
dpkg-deb --extract ./opendoas_*.deb package
answer() {
  printf "$1" >doas.conf
  package/usr/bin/doas -C doas.conf 2>&1 && echo accepted || true
}
seen=$(
  answer 'permit nopass root\n'
  answer 'permit nopass root'
  answer 'permit nopass root\n# the end'
  answer ''
)
echo "$seen"
wanted='accepted
doas: syntax error at line 1
accepted
accepted'
test "$seen" = "$wanted"
