/** Which flags the instructions take (BuildKit v0.34: instructions/parse.go, bflag.go). */
import type { SyntaxProblem } from "../syntax.ts";
import type { Instruction } from "./instruction.ts";
import type { Flag } from "./words.ts";

type Kind = "switch" | "value" | "values";

const FLAGS: ReadonlyMap<string, ReadonlyMap<string, Kind>> = new Map(
  Object.entries({
    FROM: { platform: "value" },
    COPY: {
      chown: "value",
      from: "value",
      chmod: "value",
      link: "switch",
      parents: "switch",
      exclude: "values",
    },
    ADD: {
      chown: "value",
      chmod: "value",
      checksum: "value",
      link: "switch",
      unpack: "switch",
      "keep-git-dir": "switch",
      exclude: "values",
    },
    RUN: { mount: "values", network: "value", security: "value", device: "values" },
    HEALTHCHECK: {
      interval: "value",
      timeout: "value",
      "start-period": "value",
      "start-interval": "value",
      retries: "value",
    },
  } satisfies Record<string, Record<string, Kind>>).map(([keyword, flags]) => [
    keyword,
    new Map<string, Kind>(Object.entries(flags)),
  ]),
);

/** The first flag that the builder refuses. */
export function refusedFlag({ keyword, flags, words }: Instruction): SyntaxProblem | undefined {
  // HEALTHCHECK NONE does not look at them.
  if (keyword === "HEALTHCHECK" && words[0]?.raw.toUpperCase() === "NONE") return undefined;
  const seen = new Set<string>();
  for (const flag of flags) {
    const why = whyRefused(keyword, flag, seen);
    if (why !== undefined) return { message: why, span: flag.span };
    seen.add(flag.name);
  }
  return undefined;
}

function whyRefused(
  keyword: string,
  { name, value, unjoined }: Flag,
  seen: ReadonlySet<string>,
): string | undefined {
  const kind = FLAGS.get(keyword)?.get(name);
  if (kind === undefined) return `${keyword} has no flag --${name}`;
  if (kind !== "values" && seen.has(name)) return `--${name} is given twice`;
  if (unjoined) return `--${name} needs "=": --${name}=${value?.raw ?? ""}`;
  if (kind !== "switch") return value === undefined ? `--${name} needs a value: --${name}=…` : undefined;
  if (value === undefined || /^(true|false)$/i.test(value.raw)) return undefined;
  return `--${name} must be true or false, not "${value.raw}"`;
}
