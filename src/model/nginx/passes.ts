import { localTarget, type Pass } from "../servers/passes.ts";
import { type DirectiveStep, everyStep } from "./steps.ts";

/** Where nginx passes requests to by FastCGI, as far as it is on this machine. */
export function nginxPasses(steps: readonly DirectiveStep[]): readonly Pass[] {
  const all = everyStep(steps).map(({ step }) => step);
  const upstreams = new Map(
    all
      .filter(({ directive, context }) => directive.name.value === "upstream" && context === "http")
      .map((step) => [step.directive.args[0]?.value ?? "", step.children] as const),
  );
  return all.flatMap(({ directive, loaded }): readonly Pass[] => {
    const [word] = directive.args;
    if (directive.name.value !== "fastcgi_pass" || word === undefined) return [];
    const servers = upstreams.get(word.value);
    const names =
      servers === undefined
        ? [word.value]
        : servers.flatMap(({ directive: { name, args }, open }) =>
            open !== undefined ? ["$"] : name.value === "server" ? [args[0]?.value ?? "$"] : [],
          );
    const targets = names.map(localTarget);
    const known = targets.filter((target) => target !== undefined);
    if (known.length === 0 || known.length < targets.length) return [];
    return [{ at: loaded.content.place(word.span), text: word.value, targets: known }];
  });
}
