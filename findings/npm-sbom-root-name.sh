#!/usr/bin/env bash
# npm sbom, npm version 11.19.1, in CycloneDX: the component that the bill is of has the name of the folder that it lies in,
# where `name` of package.json says another; its purl and its bom-ref have the right one, and so has the bill in SPDX. In
# a checkout that CI makes in a folder of its own choice, the bill is of a package that does not exist. From memory one would
# have said that the name is the manifest's.
# Needs Node with npm, and its registry. Fails if one of the three changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/tool" "$folder/checkout"
npm install --silent --no-audit --no-fund --prefix "$folder/tool" npm@11.19.1 >/dev/null
cd "$folder/checkout"
printf '{"name":"deployer","version":"1.2.3","license":"MIT"}\n' >package.json
npm="$folder/tool/node_modules/npm/bin/npm-cli.js"
node "$npm" install --silent --package-lock-only
node "$npm" sbom --sbom-format cyclonedx >cyclonedx.json
node "$npm" sbom --sbom-format spdx >spdx.json
cat >show.mjs <<'JS'
import { readFileSync } from "node:fs";
const read = (name) => JSON.parse(readFileSync(name, "utf8"));
const { name, purl } = read("cyclonedx.json").metadata.component;
console.log(name, purl, read("spdx.json").packages[0].name);
JS
seen=$(node show.mjs)
echo "$seen"
test "$seen" = 'checkout pkg:npm/deployer@1.2.3 deployer'
