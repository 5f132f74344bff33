import { memoryWorkspace } from "../../src/workspace/memory.ts";
import { patched, plan, subjectOf } from "../fixes/planned.ts";
import { type LabCase, treeOf } from "./case.ts";

/** A tree with a fault, and the rule whose fix is held to what a container does. */
export interface Faulty extends LabCase {
  readonly rule: string;
}

/**
 * The case as `keelcheck fix --unsafe` leaves its tree, but for what is written about it. Throws where the rule's fix
 * is not applied, or where its finding is still there.
 */
export async function mended({ rule, name, ...faulty }: Faulty): Promise<LabCase> {
  const one = { ...faulty, name: `${rule}: ${name}` };
  const subject = subjectOf({ name, workspace: memoryWorkspace(treeOf(one)) });
  const { changes, applied, remaining } = await plan(subject, {
    only: (finding) => !finding.rule.startsWith("docs/"),
  });
  if (!applied.some((finding) => finding.rule === rule)) throw new Error(`${one.name}: no fix was applied`);
  if (remaining.some((finding) => finding.rule === rule))
    throw new Error(`${one.name}: it is still reported`);
  const tree = patched(subject, changes);
  const files = tree.list().map(({ path, kind, target }): [string, LabCase["files"][string]] => {
    const content = tree.read(path);
    if (target !== undefined) return [`/${path}`, { kind, target }];
    if (content === undefined || !("text" in content)) throw new Error(`${one.name}: ${path} is no text`);
    return [`/${path}`, kind === "executable" ? { kind, text: content.text } : content.text];
  });
  return { ...one, files: Object.fromEntries(files) };
}
