/** The shell form of CMD, ENTRYPOINT and HEALTHCHECK. */
import { unknown } from "../fact.ts";
import { shellReads } from "../shell/shell-call.ts";
import { unwrapped } from "../shell/wrappers.ts";
import type { StartCommand } from "../stages/state.ts";
import { isStepDownTool } from "../stock/programs/tools.ts";
import { startText, startWords } from "./follow.ts";
import type { Here } from "./record.ts";
import { stepDown } from "./step-down.ts";

/** Follows a command in shell form, which the SHELL that is in force there reads. */
export function startShellForm({ instruction, shell: around = [], at }: StartCommand, here: Here): void {
  const shell = instruction?.shell;
  if (shell === undefined) return;
  // Another program may stand before the shell, `sudo`, and a shell may read another text first.
  const isFollowed = stepDown(unwrapped(around, isStepDownTool)) !== undefined || around.some(readsFirst);
  if (isFollowed) return startWords([...around, shell.text], here);
  const text = shellReads(around, shell.text);
  if (text !== shell.text) {
    const program = around[0] ?? "";
    const why = `it is started by the SHELL ${program}, whose commands are not read`;
    here.started.others = unknown({ key: `SHELL ${program}`, why }, at);
    return;
  }
  startText({ text, place: (span) => ({ file: at.file, span: shell.mapSpan(span) }) }, here);
}

/** Whether a shell with this option reads another text before the one that it is given. */
function readsFirst(option: string): boolean {
  return /^--(rcfile|init-file|login)\b|^-(?!-)\w*[il]/.test(option);
}
