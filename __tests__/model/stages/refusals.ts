import { readFleet } from "../../../src/model/fleet/read.ts";
import { loadPolicy } from "../../../src/policy/load.ts";
import { rangeOf, sourceFile } from "../../../src/source.ts";
import { memoryWorkspace } from "../../../src/workspace/memory.ts";

type Files = Parameters<typeof memoryWorkspace>[0];

/** What stops the build of a Dockerfile, each as its place and the words. */
export function refusalsIn(text: string, files: Files = {}): readonly string[] {
  const workspace = memoryWorkspace({ Dockerfile: text, ...files });
  const said = files[".github/keelcheck.yml"];
  const { policy } = loadPolicy(
    typeof said === "string" ? sourceFile(".github/keelcheck.yml", said) : undefined,
    [],
  );
  return readFleet({ workspace, policy })
    .problems()
    .map(({ at, message }) => {
      const { start, end } = rangeOf(at);
      const file = at.file.path === "Dockerfile" ? "" : `${at.file.path} `;
      return `${file}${start.line}:${start.column}-${end.column} ${message}`;
    });
}
