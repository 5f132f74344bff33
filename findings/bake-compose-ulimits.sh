#!/usr/bin/env bash
# buildx bake, version 0.38.2, on a compose file: a limit in the short form, `ulimits: {nofile: 1024}`, is built with
# `nofile=0:0`, no open file at all; the long form, `{soft: 1024, hard: 2048}`, comes through as written. Compose itself
# takes both. From memory one would have said that the short form is soft and hard at once, as compose documents it, or
# that bake refuses it; nothing is said.
# Needs Go and its module proxy. Fails if either limit comes out otherwise.
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
	fmt.Println("short", targets["short"].Ulimits)
	fmt.Println("long", targets["long"].Ulimits)
}
GO
go mod tidy >/dev/null 2>&1
cat >compose.yaml <<'YAML'
services:
  short:
    build:
      context: .
      ulimits: {nofile: 1024}
  long:
    build:
      context: .
      ulimits: {nofile: {soft: 1024, hard: 2048}}
YAML
seen=$(go run . compose.yaml short long)
echo "$seen"
wanted='short [nofile=0:0]
long [nofile=1024:2048]'
test "$seen" = "$wanted"
