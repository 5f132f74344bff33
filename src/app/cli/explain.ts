import { rules as allRules } from "../../rules/index.ts";
import { EXIT } from "../exit.ts";
import { explain } from "../explain.ts";
import { type Io, paint, type SharedFlags } from "./terminal.ts";
import { failed } from "./tree.ts";

/** `keelcheck explain`: hands back the exit code. */
export function explainCommand(rule: string | undefined, flags: SharedFlags, io: Io): number {
  const answer = explain(io.rules ?? allRules, rule, paint(flags, io));
  if (!answer.ok) return failed(answer.failure, flags, io);
  io.out(answer.text);
  return EXIT.ok;
}
