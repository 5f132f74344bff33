import { join } from "node:path";
import { diskWorkspace } from "../../../src/workspace/disk.ts";
import type { MemoryFile } from "../../../src/workspace/memory.ts";
import type { LabCase, Theme } from "../case.ts";

const EXAMPLES = join(import.meta.dirname, "../../../examples");

/** The whole repo of an example, of which the storefront is built and started. */
function example(name: string): LabCase {
  const workspace = diskWorkspace(join(EXAMPLES, name));
  const files = workspace.list().map(({ path, kind, target }): readonly [string, MemoryFile] => {
    if (target !== undefined) return [`/${path}`, { kind, target }];
    const content = workspace.read(path);
    if (content === undefined || !("text" in content)) throw new Error(`${name}/${path} is no text file`);
    return [`/${path}`, { text: content.text, kind }];
  });
  return { name, folder: "deployment/images/storefront", listed: true, files: Object.fromEntries(files) };
}

/** The incident and the same repo put right, as `examples/` has them. */
export const examples: Theme = { name: "examples", cases: [example("incident"), example("fixed")] };
