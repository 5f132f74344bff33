#!/usr/bin/env bash
# buildx bake, version 0.38.2: a compose file in another folder (`bake -f deploy/compose.yaml`) has its contexts and its
# Dockerfile counted from the folder that bake runs in, and its `.env` read there. docker compose counts all of
# them from the folder of the file. From memory one would have said that the same file builds the same image with either.
# Needs Go and its module proxy. Fails if the context or the argument changes.
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
	"path/filepath"

	"github.com/docker/buildx/bake"
)

func main() {
	name := "deploy/compose.yaml"
	text, err := os.ReadFile(name)
	if err != nil {
		panic(err)
	}
	files := []bake.File{{Name: name, Data: text}}
	none := map[string]string{}
	targets, _, err := bake.ReadTargets(context.Background(), files, []string{"web"}, nil, none, none, &bake.EntitlementConf{})
	if err != nil {
		panic(err)
	}
	web := targets["web"]
	from, err := filepath.Abs(*web.Context)
	if err != nil {
		panic(err)
	}
	here, err := os.Getwd()
	if err != nil {
		panic(err)
	}
	from, err = filepath.Rel(here, from)
	if err != nil {
		panic(err)
	}
	fmt.Println("context", from, "argument", *web.Args["FROM"])
}
GO
go mod tidy >/dev/null 2>&1
mkdir -p deploy/app app
printf 'FROM_ENV=near\n' >deploy/.env
printf 'FROM_ENV=far\n' >.env
cat >deploy/compose.yaml <<'YAML'
services:
  web:
    build:
      context: app
      args: { FROM: "${FROM_ENV}" }
YAML
seen=$(go run .)
echo "$seen"
test "$seen" = 'context app argument far'
