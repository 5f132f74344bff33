import { safe } from "../../escape/safe.ts";
import { ownValue } from "../../names.ts";
import type { RecordedBase } from "../../policy/policy.ts";
import { RECORDED_PATH } from "../../policy/recorded.ts";
import { joined } from "../../report/words.ts";
import type { Added } from "./add.ts";

/** What was recorded, in a few lines: the facts, or what has changed since the last time. */
export function addedText({ base, before, changed, withheld, ignored }: Added): string {
  const lines = [headline(base, before, changed), ...factLines(base, before)];
  if (withheld.length > 0) lines.push(`left out, as they may be secrets: the values of ${joined(withheld)}`);
  if (ignored) lines.push(`git ignores ${RECORDED_PATH}: other checkouts do not have it`);
  const [first = "", ...rest] = lines.map(safe);
  return `${[first, ...rest.map((line) => `  ${line}`)].join("\n")}\n`;
}

function headline({ ref }: RecordedBase, before: RecordedBase | undefined, changed: boolean): string {
  if (before === undefined) return `recorded ${ref} in ${RECORDED_PATH}`;
  return changed
    ? `recorded ${ref} again in ${RECORDED_PATH}`
    : `${ref} is already recorded, and nothing has changed`;
}

/** Each fact that matters, with what it was where that was something else. */
function factLines(base: RecordedBase, before: RecordedBase | undefined): readonly string[] {
  const old = before === undefined ? undefined : factsOf(before);
  return Object.entries(factsOf(base)).map(([name, value]) => {
    const was = ownValue(old, name);
    return was === undefined || was === value ? `${name}: ${value}` : `${name}: ${was} -> ${value}`;
  });
}

function factsOf(base: RecordedBase): Readonly<Record<string, string>> {
  return {
    platform: base.platform,
    user: base.user === "" ? "root (no USER is set)" : base.user,
    exposes: base.exposes.join(", ") || "nothing",
    volumes: base.volumes.join(", ") || "none",
    workdir: base.workdir,
    entrypoint: base.entrypoint.length === 0 ? "none" : JSON.stringify(base.entrypoint),
    cmd: base.cmd.length === 0 ? "none" : JSON.stringify(base.cmd),
    variables: Object.keys(base.environment).join(", ") || "none",
  };
}
