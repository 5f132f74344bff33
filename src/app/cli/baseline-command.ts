import { BASELINE_PATH } from "../../policy/baseline/baseline.ts";
import { baselineReportText } from "../../report/text/baseline.ts";
import { runBaseline } from "../baseline.ts";
import { EXIT } from "../exit.ts";
import type { Outlets } from "./check.ts";
import { namedTree } from "./named-tree.ts";
import { type SharedFlags, textStyle } from "./terminal.ts";
import { failed, today, withTree } from "./tree.ts";

/** The flags of `baseline`. */
export interface BaselineFlags extends SharedFlags {
  readonly rewrite?: boolean;
  readonly dryRun?: boolean;
}

/** `keelcheck baseline`: hands back the exit code. */
export async function baselineCommand(
  path: string,
  flags: BaselineFlags,
  { io, say }: Outlets,
): Promise<number> {
  const { rewrite = false, dryRun = false } = flags;
  const { folder } = namedTree(path, flags, io);
  const answer = await withTree({ folder, flags, io }, (options) =>
    runBaseline({ ...options, folder, rewrite, dryRun, today: today() }),
  );
  if (!answer.ok) return failed(answer.failure, flags, io);
  io.out(baselineReportText({ ...answer, path: BASELINE_PATH, dryRun }, textStyle(flags, io)));
  await say(answer.bugs);
  return answer.bugs.length > 0 ? EXIT.internal : EXIT.ok;
}
