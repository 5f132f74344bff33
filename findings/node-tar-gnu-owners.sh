#!/usr/bin/env bash
# npm's tar, version 7.5.23, on an archive of GNU tar in its own format, which is its default: each entry comes without
# the names of its owner and group, though the header holds both. The same files in the ustar format come with them. From
# memory one would have said that a reader which takes an archive reads the fields that it has.
# Needs Node with npm, its registry, and GNU tar. Fails if a name appears for the one or goes for the other.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund tar@7.5.23 >/dev/null
printf 'listen 8080;\n' >site.conf
for format in gnu ustar; do
	tar --format="$format" --owner=web:101 --group=www:102 -cf "$format.tar" site.conf
done
cat >list.mjs <<'JS'
import { list } from "tar";
const [file] = process.argv.slice(2);
await list({ file, onReadEntry: ({ path, uid, gid, uname, gname }) => console.log(file, path, uid, gid, uname, gname) });
JS
seen=$(node list.mjs gnu.tar && node list.mjs ustar.tar)
echo "$seen"
tar --list --verbose --file gnu.tar | grep -qo 'web/www'
wanted='gnu.tar site.conf 101 102 undefined undefined
ustar.tar site.conf 101 102 web www'
test "$seen" = "$wanted"
