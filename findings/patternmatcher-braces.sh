#!/usr/bin/env bash
# github.com/moby/patternmatcher, version 0.6.1 (which reads .dockerignore): "{", "|" and "}" are meant literally, but
# reach the regular expression as they are, once a pattern has a star, a question mark or brackets in it. `x?a|b` leaves
# out everything that ends with b, and `a{2}?` leaves out aab and not a{2}b. The table of characters to escape has eight
# bits for each of eight columns, and these three stand at codes above 63 (shouldEscape).
# Besides, two ways to ask it differ: a walk asks an exception of a folder only where the folder itself is left out, so
# that `**/*.md` and `!docs` leave out docs/a.md, which MatchesOrParentMatches denies. BuildKit walks.
# Needs Go and its module proxy. Fails if any of the answers changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
go mod init finding >/dev/null 2>&1
go get github.com/moby/patternmatcher@v0.6.1 >/dev/null 2>&1
cat >main.go <<'GO'
package main

import (
	"fmt"

	"github.com/moby/patternmatcher"
)

func main() {
	for _, pair := range [][2]string{{"x?a|b", "cb"}, {"x?a|b", "xza|b"}, {"a{2}?", "aab"}, {"a{2}?", "a{2}b"}, {"a|b", "cb"}} {
		left, err := patternmatcher.MatchesOrParentMatches(pair[1], []string{pair[0]})
		fmt.Println(pair, left, err)
	}
	matcher, _ := patternmatcher.New([]string{"**/*.md", "!docs"})
	_, folder, _ := matcher.MatchesUsingParentResults("docs", patternmatcher.MatchInfo{})
	walked, _, _ := matcher.MatchesUsingParentResults("docs/a.md", folder)
	asked, _ := matcher.MatchesOrParentMatches("docs/a.md")
	fmt.Println("docs/a.md", walked, asked)
}
GO
go mod tidy >/dev/null 2>&1
seen=$(go run .)
echo "$seen"
wanted='[x?a|b cb] true <nil>
[x?a|b xza|b] true <nil>
[a{2}? aab] true <nil>
[a{2}? a{2}b] false <nil>
[a|b cb] false <nil>
docs/a.md true false'
test "$seen" = "$wanted"
