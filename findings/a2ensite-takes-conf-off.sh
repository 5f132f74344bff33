#!/usr/bin/env bash
# a2ensite, version 2.4.71 (apache2 2.4.71-1~deb12u1 of Debian 12): a site cannot be enabled by its name where that ends in
# "conf", since "conf" and whatever character stands before it are taken off: `my-conf` and `my_conf` look for `my.conf`,
# `webconf` for `we.conf`. The full name of the file works. From memory one would have said that only the ending `.conf` is
# taken off, and put behind a name that has none.
# Needs Debian 12 with apt and perl. The package is unpacked and not installed. Fails if any of the four answers changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download -qq apache2=2.4.71-1~deb12u1 2>/dev/null
dpkg-deb --extract ./apache2_*.deb package
mkdir -p etc/sites-available etc/sites-enabled state
touch etc/sites-available/{my-conf,my_conf,webconf}.conf
export APACHE_CONFDIR="$folder/etc" APACHE_STATE_DIRECTORY="$folder/state"
ln -s a2enmod package/usr/sbin/a2ensite 2>/dev/null || true
answer() {
	perl package/usr/sbin/a2ensite --quiet "$1" >log 2>&1 && echo "$1: enabled" || echo "$1: $(grep -o 'Site .*' log)"
}
seen=$(answer my-conf; answer my_conf; answer webconf; answer my-conf.conf)
echo "$seen"
wanted='my-conf: Site my does not exist!
my_conf: Site my does not exist!
webconf: Site we does not exist!
my-conf.conf: enabled'
test "$seen" = "$wanted"
