#!/usr/bin/env bash
# buildx bake, version 0.38.2: two `target` blocks of one name in a file are merged, key by key, and two `group` blocks of
# one name are not: the last stands alone, and what the first one listed is not built. Nothing is said of either. From
# memory one would have said that blocks of one name are merged, whatever they are, as the reference says of files.
# Needs Go and its module proxy. Fails if a list or a map changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
go mod init finding >/dev/null 2>&1
go get github.com/docker/buildx@v0.38.2 >/dev/null 2>&1
cat >main.go <<'GO'
package main

import (
	"context"
	"fmt"
	"os"

	"github.com/docker/buildx/bake"
)

func main() {
	name := os.Args[1]
	text, err := os.ReadFile(name)
	if err != nil {
		panic(err)
	}
	files := []bake.File{{Name: name, Data: text}}
	none := map[string]string{}
	targets, groups, err := bake.ReadTargets(context.Background(), files, os.Args[2:], nil, none, none, &bake.EntitlementConf{})
	if err != nil {
		panic(err)
	}
	say(targets, groups)
}

func say(targets map[string]*bake.Target, groups map[string]*bake.Group) {
	fmt.Println("default builds", groups["default"].Targets)
	fmt.Println("b has", len(targets["b"].Args), "arguments")
}
GO
go mod tidy >/dev/null 2>&1
cat >docker-bake.hcl <<'HCL'
group "default" { targets = ["a"] }
group "default" { targets = ["b"] }
target "a" {}
target "b" { args = { X = "1" } }
target "b" { args = { Y = "2" } }
HCL
seen=$(go run . docker-bake.hcl default)
echo "$seen"
wanted='default builds [b]
b has 2 arguments'
test "$seen" = "$wanted"
