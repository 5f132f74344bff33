/** How a fix gives a program of supervisord its user. */
import type { Edit } from "../finding.ts";
import type { RootProgram } from "../model/users/supervised.ts";
import { textOf } from "../source.ts";
import { indentAt, insertAt, lineEndOf } from "./places.ts";

/** The edit that names the user: in place of root, else below the program's command, or the head of its section. */
export function supervisedUserEdit({ at, said, name }: RootProgram, user: string): Edit | undefined {
  const { file, span } = at;
  if (span === undefined) return undefined;
  const text = textOf(file, span);
  if (said) return /^(root|0)$/.test(text) ? { replace: at, text: user } : undefined;
  if (!text.endsWith(`:${name}`)) return undefined;
  const rest = file.text.slice(span.end);
  const head = /^\s*\][^\n]*\n/.exec(rest)?.[0];
  if (head === undefined) return undefined;
  const body = rest.slice(head.length);
  const [, equals = "="] = /^[ \t]*\w+([ \t]*=[ \t]*)\S/.exec(body) ?? [];
  const line = `${indentAt(file, span.start)}user${equals}${user}${lineEndOf(file)}`;
  return insertAt(file, span.end + head.length + behindCommand(body), line);
}

/** Where the line behind a section's command starts; 0 where there is none, or where it may go on. */
function behindCommand(body: string): number {
  const end = body.search(/^[ \t]*\[/m);
  const command = /^command[ \t]*=[^\n]*\n(?!(?:[ \t]*(?:[;#][^\n]*)?\r?\n)*[ \t]+\S)/m.exec(
    end < 0 ? body : body.slice(0, end),
  );
  return command === null ? 0 : command.index + command[0].length;
}
