#!/usr/bin/env bash
# buildx bake, version 0.38.2, with compose-go 2.x, on a compose file: where a service has `build.tags` beside `image`,
# bake tags the result with the tags alone, and the image's own name is not built; compose builds `image` and adds the
# tags. A file that is baked for release and started by compose then starts an image that nobody built. From memory one
# would have said that `tags` adds to `image` in both, as the compose specification has it.
# Needs Go and its module proxy. Fails if bake's names change.
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
	fmt.Println("plain", targets["plain"].Tags)
	fmt.Println("tagged", targets["tagged"].Tags)
}
GO
go mod tidy >/dev/null 2>&1
cat >compose.yaml <<'YAML'
services:
  plain:
    image: example/plain:1
    build: .
  tagged:
    image: example/tagged:1
    build:
      context: .
      tags: ["example/other:2"]
YAML
seen=$(go run . compose.yaml plain tagged)
echo "$seen"
wanted='plain [example/plain:1]
tagged [example/other:2]'
test "$seen" = "$wanted"
