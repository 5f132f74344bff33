import { isStock } from "../servers/files.ts";
import type { InForce, Listener } from "../servers/types.ts";
import type { ApacheStep, ApacheTree } from "./reading.ts";

/** The ports of `<VirtualHost>`s of the repo that nothing listens on: Apache starts, and the site is never reached. */
export function unreachedHosts(
  { steps, incomplete }: ApacheTree,
  { listeners, incomplete: open }: { readonly listeners: readonly Listener[]; readonly incomplete?: unknown },
): readonly InForce<number>[] {
  if (incomplete !== undefined || open !== undefined || listeners.length === 0) return [];
  const bound = new Set(listeners.map(({ port }) => port));
  return steps.filter(isHost).flatMap(({ args, directive, loaded }): readonly InForce<number>[] => {
    const ports = args.map(portOf);
    const [first] = ports;
    if (first === undefined || ports.some((port) => port === undefined || bound.has(port))) return [];
    const at = loaded.content.place(directive.args[0]?.span ?? directive.span);
    return [{ value: first, at, because: loaded.because }];
  });
}

function isHost({ name, directive, maybe, missing, open, sections, loaded }: ApacheStep): boolean {
  return (
    name === "virtualhost" &&
    directive.block !== undefined &&
    maybe === undefined &&
    missing === undefined &&
    open === undefined &&
    sections.length === 0 &&
    !isStock(loaded.container)
  );
}

/** The port of an address; `undefined` where it names none, or every one. */
function portOf(address: string): number | undefined {
  const [, port] = /:(\d+)$/.exec(address) ?? [];
  return port === undefined || Number(port) === 0 ? undefined : Number(port);
}
