#!/usr/bin/env bash
# BuildKit, version 0.34.2: a stage that is named with capitals is found by COPY --from as it is written, and by FROM only
# in lower case. `FROM scratch AS Build` is fine, `COPY --from=Build` finds it, `FROM build` finds it, and `FROM Build`
# is read as an image of a registry and refused: "failed to parse stage name "Build": invalid reference format: repository
# name (library/Build) must be lowercase". From memory one would have said that names of stages are compared without case
# everywhere, as the reference says of them.
# Needs Go and its module proxy. Fails if any of the four answers changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
go mod init finding >/dev/null 2>&1
go get github.com/moby/buildkit@v0.34.2 >/dev/null 2>&1
cat >main.go <<'GO'
package main

import (
	"context"
	"fmt"

	"github.com/moby/buildkit/frontend/dockerfile/dockerfile2llb"
)

func main() {
	for _, text := range []string{
		"FROM scratch AS build\nFROM build\n",
		"FROM scratch AS Build\nFROM build\n",
		"FROM scratch AS Build\nFROM scratch\nCOPY --from=Build / /\n",
		"FROM scratch AS Build\nFROM Build\n",
	} {
		_, err := dockerfile2llb.Dockerfile2LLB(context.Background(), []byte(text), dockerfile2llb.ConvertOpt{})
		fmt.Println(err)
	}
}
GO
go mod tidy >/dev/null 2>&1
seen=$(go run .)
echo "$seen"
wanted='<nil>
<nil>
<nil>
failed to parse stage name "Build": invalid reference format: repository name (library/Build) must be lowercase'
test "$seen" = "$wanted"
