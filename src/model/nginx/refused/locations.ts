/** Where a `location` may stand (ngx_http_core_location), and what may not stand in one. */
import type { ServerProblem } from "../../servers/types.ts";
import type { DirectiveStep } from "../steps.ts";
import { everyStep } from "../steps.ts";
import { blamed, type Configuration, isOpen } from "./types.ts";

type Kind = "prefix" | "exact" | "named" | "pattern";

interface Location {
  readonly kind: Kind;
  readonly name: string;
}

/** What nginx refuses about locations. */
export function locationProblems({ steps, rendered }: Configuration): readonly ServerProblem[] {
  return everyStep(steps).flatMap(({ step, parents }) => {
    const { directive, context, children } = step;
    const twice =
      context === "http" || context === "server" || context === "location" ? twiceIn(children, rendered) : [];
    if (directive.name.value === "location") return [...nesting(step, parents, rendered), ...twice];
    if (directive.name.value === "proxy_pass") return [...uriProblem(step, parents), ...twice];
    return twice;
  });
}

function locationOf({ directive }: DirectiveStep): Location | undefined {
  const [modifier, path] = directive.args;
  if (modifier === undefined || directive.block === undefined) return undefined;
  if (path === undefined) {
    const { value } = modifier;
    const kind: Kind = value.startsWith("=")
      ? "exact"
      : value.startsWith("~")
        ? "pattern"
        : value.startsWith("@")
          ? "named"
          : "prefix";
    return { kind, name: value.replace(kind === "named" ? /^(?=@)/ : /^(=|\^~|~\*?)/, "") };
  }
  if (modifier.value === "=") return { kind: "exact", name: path.value };
  if (modifier.value === "^~") return { kind: "prefix", name: path.value };
  return /^~\*?$/.test(modifier.value) ? { kind: "pattern", name: path.value } : undefined;
}

function nesting(
  step: DirectiveStep,
  parents: readonly DirectiveStep[],
  rendered: ReadonlySet<string>,
): readonly ServerProblem[] {
  const outer = parents.at(-1);
  const own = locationOf(step);
  const around = outer?.context === "server" || outer?.context === "location" ? locationOf(outer) : undefined;
  if (own === undefined || around === undefined || outer?.directive.name.value !== "location") return [];
  if (isOpen(step, `${own.name}${around.name}`, rendered)) return [];
  const say = (message: string) =>
    blamed(step, step.directive.args.at(-1), {
      key: `location ${own.name}`,
      message: `location "${own.name}" ${message}`,
      first: outer,
    });
  if (around.kind === "exact") return say(`cannot be inside the exact location "${around.name}"`);
  if (around.kind === "named") return say(`cannot be inside the named location "${around.name}"`);
  if (own.kind === "named") return say("is named and can be on the server level only");
  return own.kind === "pattern" || own.name.startsWith(around.name)
    ? []
    : say(`is outside location "${around.name}"`);
}

function twiceIn(block: readonly DirectiveStep[], rendered: ReadonlySet<string>): readonly ServerProblem[] {
  const seen = new Map<string, DirectiveStep>();
  return block.flatMap((step) => {
    const own = step.directive.name.value === "location" ? locationOf(step) : undefined;
    if (
      own === undefined ||
      own.kind === "pattern" ||
      own.kind === "named" ||
      isOpen(step, own.name, rendered)
    )
      return [];
    const before = seen.get(`${own.kind} ${own.name}`);
    seen.set(`${own.kind} ${own.name}`, before ?? step);
    if (before === undefined) return [];
    return blamed(step, step.directive.args.at(-1), {
      key: `location twice ${own.name}`,
      message: `duplicate location "${own.name}"`,
      first: before,
    });
  });
}

/** ngx_http_proxy_pass: a path behind the host replaces the location's, which a pattern, a name and an `if` do not have. */
function uriProblem(step: DirectiveStep, parents: readonly DirectiveStep[]): readonly ServerProblem[] {
  const [word] = step.directive.args;
  const outer = parents.at(-1);
  if (word === undefined || outer === undefined || word.value.includes("$")) return [];
  if (!/^https?:\/\/(unix:[^:]*:|[^/?#]*)[/?#]/i.test(word.value)) return [];
  const kind = locationOf(outer)?.kind;
  const inside = outer.directive.name.value;
  const where =
    inside === "if" || inside === "limit_except"
      ? `inside "${inside}"`
      : kind === "pattern"
        ? "in a location given by regular expression"
        : kind === "named"
          ? "in a named location"
          : undefined;
  if (where === undefined) return [];
  return blamed(step, word, {
    key: `proxy_pass ${word.value}`,
    message: `"proxy_pass" cannot have a URI part ${where}`,
  });
}
