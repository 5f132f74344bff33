/** The shell form of CMD, ENTRYPOINT and HEALTHCHECK. */
import { unknown } from "../fact.ts";
import { shellReads } from "../shell/shell-call.ts";
import type { StartCommand } from "../stages/state.ts";
import { startText } from "./follow.ts";
import type { Here } from "./record.ts";

/** Follows a command in shell form, which the SHELL that is in force there reads. */
export function startShellForm({ instruction, shell: around = [], at }: StartCommand, here: Here): void {
  const shell = instruction?.shell;
  if (shell === undefined) return;
  const text = shellReads(around, shell.text);
  if (text !== shell.text) {
    const program = around[0] ?? "";
    const why = `it is started by the SHELL ${program}, whose commands are not read`;
    here.started.others = unknown({ key: `SHELL ${program}`, why }, at);
    return;
  }
  startText({ text, place: (span) => ({ file: at.file, span: shell.mapSpan(span) }) }, here);
}
