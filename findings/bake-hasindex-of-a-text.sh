#!/usr/bin/env bash
# buildx bake, version 0.38.2: `hasindex(["a"], "0")` is false, though `["a"]["0"]` is "a": an index that is a text is
# taken for a number where it is used, and not where it is asked for. With the number 0 both agree. From memory one would
# have said that hasindex tells whether the index that follows works, which is what it is for.
# Needs Go and its module proxy. Fails if one of the three values changes.
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

func say(targets map[string]*bake.Target, _ map[string]*bake.Group) {
	for _, name := range []string{"asked_as_text", "asked_as_number", "used_as_text"} {
		fmt.Println(name, *targets["a"].Args[name])
	}
}
GO
go mod tidy >/dev/null 2>&1
cat >docker-bake.hcl <<'HCL'
target "a" {
  args = {
    asked_as_text = hasindex(["a"], "0")
    asked_as_number = hasindex(["a"], 0)
    used_as_text = ["a"]["0"]
  }
}
HCL
seen=$(go run . docker-bake.hcl a)
echo "$seen"
wanted='asked_as_text false
asked_as_number true
used_as_text a'
test "$seen" = "$wanted"
