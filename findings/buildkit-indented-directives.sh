#!/usr/bin/env bash
# BuildKit, version 0.34.2: of two parser directives on an indented line one counts and the other does not. An indented
# "# escape=" changes the escape character; an indented "# syntax=" picks no frontend, and the built-in one builds the file.
# Two readers look for them: the one of frontends wants the # in the first column, the escape character is read by the
# parser, which trims each line first. From memory one would have said that both need the first column.
# Needs Go and its module proxy. Fails if one of the two readers changes.
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
	for _, indent := range []string{"", "  "} {
		reference, _, _, found := parser.DetectSyntax([]byte(indent + "# syntax=example.com/frontend:1\nFROM scratch\n"))
		result, err := parser.Parse(strings.NewReader(indent + "# escape=`\nFROM scratch\n"))
		if err != nil {
			panic(err)
		}
		fmt.Printf("indented by %d: syntax %q %v, escape %c\n", len(indent), reference, found, result.EscapeToken)
	}
}
GO
go mod tidy >/dev/null 2>&1
seen=$(go run .)
echo "$seen"
wanted='indented by 0: syntax "example.com/frontend:1" true, escape `
indented by 2: syntax "" false, escape `'
test "$seen" = "$wanted"
