import type { BaseToSettle } from "../../report/text/bases.ts";

/** Where the script stands that records what is not known of base images. */
export const BASES_SCRIPT_PATH = ".github/keelcheck-bases.sh";

/** A script that records every base of which nothing is known, to run where Docker is; `undefined` where there is none. */
export function basesScript(bases: readonly BaseToSettle[]): string | undefined {
  // Only what is a reference has a command.
  const refs = bases.filter(({ command }) => command !== undefined).map(({ ref }) => ref);
  if (refs.length === 0) return undefined;
  const lines = [...new Set(refs)].sort().map((ref) => `record ${ref}`);
  return `#!/bin/sh
# Records the base images that Keelcheck does not know, in .github/keelcheck-bases.json.
# Run it at the root of the repo, where Docker is and may pull them; then commit that file and delete this one.
set -eu

failed=0
record() {
  if docker pull --quiet "$1" && docker image inspect "$1" | keelcheck bases add "$1"; then
    return
  fi
  echo "not recorded: $1" >&2
  failed=1
}

${lines.join("\n")}

exit "$failed"
`;
}
