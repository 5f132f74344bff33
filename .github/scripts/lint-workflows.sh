#!/usr/bin/env bash
# Checks the workflows, the Action and the workflows that users paste with actionlint and zizmor, both offline.
# Where one cannot be had it says so; with MUST_RUN=1 that is a failure.
set -euo pipefail
cd "$(dirname "$0")/../.."

ACTIONLINT=v1.7.12
ZIZMOR=1.32.0

tools=$(mktemp -d)
trap 'rm -rf "$tools"' EXIT

left_out() {
  echo "left out: $1 (it cannot be installed here)"
  [ "${MUST_RUN:-0}" = 0 ]
}

if command -v go >/dev/null && GOBIN="$tools" go install "github.com/rhysd/actionlint/cmd/actionlint@$ACTIONLINT" 2>"$tools/log"; then
  "$tools/actionlint" .github/workflows/*.yml docs/keelcheck-workflow*.yml
  echo "actionlint $ACTIONLINT: nothing to say"
else
  left_out actionlint
fi

if command -v python3 >/dev/null && python3 -m venv "$tools/venv" >"$tools/log" 2>&1 &&
  "$tools/venv/bin/pip" install --quiet --disable-pip-version-check "zizmor==$ZIZMOR" >"$tools/log" 2>&1; then
  "$tools/venv/bin/zizmor" --offline --no-progress --quiet --config .github/zizmor.yml .github/workflows action.yml docs/keelcheck-workflow*.yml
  echo "zizmor $ZIZMOR: nothing to say"
else
  left_out zizmor
fi
