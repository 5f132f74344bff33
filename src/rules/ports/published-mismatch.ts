import { askedPortFix } from "../../edits/addresses.ts";
import { isMeantPort } from "../../edits/copies.ts";
import type { Problem } from "../../finding.ts";
import type { Listener } from "../../model/model.ts";
import {
  type AskedPort,
  answers,
  healthPorts,
  publishedPorts,
  serviceHealthPorts,
} from "../../model/ports/asked.ts";
import {
  allListeners,
  isUnconfigured,
  listenersOfImage,
  listeningText,
  loopbackText,
} from "../../model/ports/listening.ts";
import type { Run } from "../../model/runs/types.ts";
import { SERVER_NAMES } from "../../model/servers/questions.ts";
import type { Context, Rule } from "../../rule.ts";
import { finishFix } from "../finish-fix.ts";

// What must be known before a port is said to be idle: docs/rules/ports/published-mismatch.md.
export const publishedMismatch: Rule = {
  id: "ports/published-mismatch",
  summary: "Something listens on every port that compose publishes or HEALTHCHECK asks for",
  severity: "error",
  scope: "run",

  *check(run, context) {
    const { fleet } = context;
    const { compose: service } = run;
    const listeners = run.service === undefined ? listenersOfImage(fleet, run) : allListeners(run);
    if (listeners === undefined) return;
    const asked = { run, context, listeners };
    if (run.service === undefined && !isUnconfigured(run)) {
      for (const port of healthPorts(run.image)) yield* idle(port, "the health check asks for port", asked);
    }
    if (service === undefined) return;
    for (const port of serviceHealthPorts(service))
      yield* idle(port, "the health check asks for port", asked);
    for (const port of publishedPorts(service))
      yield* idle(port, `service "${run.service}" publishes container port`, asked);
  },
};

interface Asked {
  readonly run: Run;
  readonly context: Context;
  readonly listeners: readonly Listener[];
}

function* idle(port: AskedPort, who: string, { run, context, listeners }: Asked): Generator<Problem> {
  if (listeners.some((listener) => answers(port, listener))) return;
  const { first, last, at } = port;
  const label = first === last ? `${first}` : `${first}-${last}`;
  const near = listeners.find((listener) => listener.port >= first && listener.port <= last);
  yield {
    key: `${run.service === undefined ? "health check" : `publish ${run.service}`} ${label}`,
    at,
    message: near
      ? `${who} ${label}, but ${loopbackText(near)}`
      : `${who} ${label}, but nothing listens there; ${listeningText(listeners)}`,
    help: near
      ? "let the server listen on every address"
      : "name a port that the server listens on, or change the listener",
    related: listeners
      .slice(0, 1)
      .map((one) => ({ at: one.at, note: `${SERVER_NAMES[one.server]} listens on ${one.port} here` })),
    fix:
      near || isMeantPort(run, port.first)
        ? undefined
        : finishFix(askedPortFix(port, listeners), run, context),
  };
}
