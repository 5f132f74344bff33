#!/usr/bin/env bash
# BuildKit, version 0.34.2: `RUN echo $((1 << 20))` is a heredoc with the word "20))", so that the lines below are taken
# for its text, and the build stops with "unterminated heredoc". `$((1<<20))` is none. Releases before 0.23 end the word at
# the blank, and build both.
# Needs Go and its module proxy. Fails if any of the answers changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
go mod init finding >/dev/null 2>&1
go get github.com/moby/buildkit@v0.34.2 >/dev/null 2>&1
cat >main.go <<'GO'
package main

import (
	"fmt"
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/parser"
)

func main() {
	for _, line := range []string{"RUN echo $((1<<20))", "RUN echo $((1 << 20))"} {
		_, err := parser.Parse(strings.NewReader("FROM scratch\n" + line + "\nUSER 1000\n"))
		fmt.Println(line, err)
	}
}
GO
go mod tidy >/dev/null 2>&1
seen=$(go run .)
echo "$seen"
wanted='RUN echo $((1<<20)) <nil>
RUN echo $((1 << 20)) unterminated heredoc'
test "$seen" = "$wanted"
