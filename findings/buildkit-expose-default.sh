#!/usr/bin/env bash
# BuildKit, version 0.34.2: in a word of EXPOSE a variable with a default takes away what stands before it. `EXPOSE
# 80${SUFFIX:-80}` exposes 80 and not 8080, and with SUFFIX=90 it exposes 90. `EXPOSE 80${SUFFIX}` is 8090 as one expects.
# The lexer reads the default into the buffer that the word is gathered in (shell/lex.go, processStopOn, wordsBuffer).
# The same buffer is behind heredocs: `RUN cat <<${END:-EOF}` announces none.
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

	"github.com/moby/buildkit/frontend/dockerfile/shell"
)

func main() {
	lexer := shell.NewLex('\\')
	for _, env := range [][]string{nil, {"SUFFIX=90"}} {
		for _, word := range []string{"80${SUFFIX}", "80${SUFFIX:-80}"} {
			words, err := lexer.ProcessWords(word, shell.EnvsFromSlice(env))
			fmt.Println(env, word, words, err)
		}
	}
}
GO
go mod tidy >/dev/null 2>&1
seen=$(go run .)
echo "$seen"
wanted='[] 80${SUFFIX} [80] <nil>
[] 80${SUFFIX:-80} [80] <nil>
[SUFFIX=90] 80${SUFFIX} [8090] <nil>
[SUFFIX=90] 80${SUFFIX:-80} [90] <nil>'
test "$seen" = "$wanted"
