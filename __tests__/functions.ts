import { join } from "node:path";
import type { Node, SourceFile } from "typescript/unstable/ast";
import { API } from "typescript/unstable/sync";
import { ROOT } from "../.github/scripts/repo.ts";

/** A function, a method or the type of one. */
export interface CountedFunction {
  /** Path in `src`. */
  readonly file: string;
  /** Its own name, or that of what it is given to; `callback` without one. */
  readonly name: string;
  readonly parameters: number;
}

/** The functions of files of `src`, as TypeScript reads them. */
export function functionsOf(files: readonly string[]): readonly CountedFunction[] {
  const api = new API({ cwd: ROOT });
  try {
    const [project] = api.updateSnapshot({ openProjects: [join(ROOT, "tsconfig.json")] }).getProjects();
    return files.flatMap((file) => {
      const source = project?.program.getSourceFile(join(ROOT, "src", file));
      if (source === undefined) throw new Error(`TypeScript does not know src/${file}`);
      return countedIn(file, source);
    });
  } finally {
    api.close();
  }
}

function countedIn(file: string, source: SourceFile): readonly CountedFunction[] {
  const found: CountedFunction[] = [];
  const visit = (node: Node): void => {
    if ("parameters" in node && Array.isArray(node.parameters))
      found.push({ file, name: nameOf(node), parameters: node.parameters.length });
    node.forEachChild(visit);
  };
  visit(source);
  return found;
}

function nameOf(node: Node): string {
  const names = [node, node.parent].map((one) => ("name" in one ? one.name : undefined));
  return names.find(isName)?.text ?? "callback";
}

function isName(value: unknown): value is { readonly text: string } {
  return typeof value === "object" && value !== null && "text" in value && typeof value.text === "string";
}
