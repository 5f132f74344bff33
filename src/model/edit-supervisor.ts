/** How a fix gives a program of supervisord its user. */
import type { Edit } from "../finding.ts";
import { textOf } from "../source.ts";
import { indentAt, insertAt, lineEndOf } from "./edit-places.ts";
import type { RootProgram } from "./supervised.ts";

/** The edit that names the user: in place of root, or below the head of the program's section. */
export function supervisedUserEdit({ at, said, name }: RootProgram, user: string): Edit | undefined {
  const { file, span } = at;
  if (span === undefined) return undefined;
  const text = textOf(file, span);
  if (said) return /^(root|0)$/.test(text) ? { replace: at, text: user } : undefined;
  if (!text.endsWith(`:${name}`)) return undefined;
  const rest = file.text.slice(span.end);
  const head = /^\s*\][^\n]*\n/.exec(rest)?.[0];
  if (head === undefined) return undefined;
  const [, equals = "="] = /^[ \t]*\w+([ \t]*=[ \t]*)\S/.exec(rest.slice(head.length)) ?? [];
  const line = `${indentAt(file, span.start)}user${equals}${user}${lineEndOf(file)}`;
  return insertAt(file, span.end + head.length, line);
}
