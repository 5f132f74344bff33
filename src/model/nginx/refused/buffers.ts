/** Sizes of buffers that have to fit each other, as they are inherited (the `merge_loc_conf` of nginx's proxying modules). */
import { sizeOf } from "../../../parsers/nginx/words/checks.ts";
import type { ServerProblem } from "../../servers/types.ts";
import type { DirectiveStep } from "../steps.ts";
import { blamed, type Configuration, isOpen, roomsNamed } from "./types.ts";

const MODULES = ["proxy", "fastcgi", "uwsgi", "scgi"];
const SETTINGS =
  /^(proxy|fastcgi|uwsgi|scgi)_(buffer_size|buffers|busy_buffers_size|temp_file_write_size|max_temp_file_size)$/;
const BLOCKS = /^(http|server|location|if|limit_except)$/;
const PAGE = 4096;

/** The steps in force at a block, by the name of the directive. */
type InForce = ReadonlyMap<string, DirectiveStep>;

/** What nginx refuses of them; only where something is written, for its own sizes fit. */
export function bufferProblems({ steps, rendered }: Configuration): readonly ServerProblem[] {
  const found = new Map<DirectiveStep, ServerProblem>();
  const visit = (block: DirectiveStep, above: InForce) => {
    const inForce = new Map(above);
    for (const step of block.children) {
      // What stands in an unread file may be any of them.
      if (step.open !== undefined) return;
      if (SETTINGS.test(step.directive.name.value)) inForce.set(step.directive.name.value, step);
    }
    // The values of http are only inherited.
    if (block.directive.name.value !== "http")
      for (const module of MODULES) {
        const wrong = misfit(module, inForce, rendered);
        if (wrong === undefined || found.has(wrong.step)) continue;
        for (const problem of blamed(wrong.step, undefined, wrong)) found.set(wrong.step, problem);
      }
    for (const step of block.children)
      if (step.directive.block !== undefined && BLOCKS.test(step.directive.name.value)) visit(step, inForce);
  };
  for (const http of roomsNamed(steps, "http")) visit(http, new Map());
  return [...found.values()];
}

interface Misfit {
  readonly step: DirectiveStep;
  readonly key: string;
  readonly message: string;
}

function misfit(module: string, inForce: InForce, rendered: ReadonlySet<string>): Misfit | undefined {
  const stepOf = (name: string) => inForce.get(`${module}_${name}`);
  const sizes = ["buffer_size", "buffers", "busy_buffers_size", "temp_file_write_size", "max_temp_file_size"];
  const written = sizes.flatMap((name) => stepOf(name) ?? []);
  if (written.length === 0) return undefined;
  if (written.some((step) => step.directive.args.some(({ value }) => isOpen(step, value, rendered))))
    return undefined;
  const word = (name: string, index = 0) => stepOf(name)?.directive.args[index]?.value;
  const size = (name: string, usual: number) => sizeOf(word(name) ?? `${usual}`);
  const count = Number(word("buffers") ?? 8);
  const each = sizeOf(word("buffers", 1) ?? `${PAGE}`);
  const most = Math.max(size("buffer_size", PAGE), each);
  const busy = size("busy_buffers_size", 2 * most);
  const blame = (names: readonly string[], message: string): Misfit | undefined => {
    const step = names.map(stepOf).find((one) => one !== undefined);
    return step && { step, key: `buffers of ${module}`, message };
  };
  const larger = `must be at least the larger of "${module}_buffer_size" and one of "${module}_buffers"`;
  if (count < 2) return blame(["buffers"], `there must be at least 2 "${module}_buffers"`);
  if (busy < most)
    return blame(["busy_buffers_size", "buffer_size", "buffers"], `"${module}_busy_buffers_size" ${larger}`);
  if (busy > (count - 1) * each)
    return blame(
      ["busy_buffers_size", "buffer_size", "buffers"],
      `"${module}_busy_buffers_size", twice the largest buffer unless it is set, must be less than all "${module}_buffers" but one`,
    );
  if (size("temp_file_write_size", 2 * most) < most)
    return blame(["temp_file_write_size"], `"${module}_temp_file_write_size" ${larger}`);
  const temp = size("max_temp_file_size", 2 ** 30);
  return temp !== 0 && temp < most
    ? blame(
        ["max_temp_file_size"],
        `"${module}_max_temp_file_size" must be 0, or ${larger.replace("must be ", "")}`,
      )
    : undefined;
}
