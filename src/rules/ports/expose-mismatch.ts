import { listed } from "../../documents/markdown-table.ts";
import { isMeantPort } from "../../edits/copies.ts";
import { exposeAlso, idleWordsFix } from "../../edits/exposes.ts";
import { byLine, idlePorts, unexposed } from "../../model/ports/exposes.ts";
import { listeningText, loopbackText } from "../../model/ports/listening.ts";
import { SERVER_NAMES } from "../../model/servers/questions.ts";
import type { Rule } from "../../rule.ts";
import { finishFix } from "../finish-fix.ts";

// Which lines are judged, and when nothing is said: docs/rules/ports/expose-mismatch.md.
export const exposeMismatch: Rule = {
  id: "ports/expose-mismatch",
  summary: "EXPOSE names the ports that the servers of the image listen on",
  severity: "warning",
  scope: "run",

  *check(run, context) {
    const { fleet } = context;
    const idle = idlePorts(fleet, run);
    for (const words of byLine(idle)) {
      const [{ exposed, listeners, loopback }] = words;
      const labels = words.map(({ label }) => label);
      yield {
        key: `expose ${labels.join(", ")}`,
        ...(words.length === 1 ? {} : { parts: { of: exposed.at.file.path, names: labels } }),
        at: exposed.at,
        message: loopback
          ? `EXPOSE ${listed(labels)}, but ${loopbackText(loopback)}`
          : `EXPOSE ${listed(labels)}, but nothing in the image listens there; ${listeningText(listeners)}`,
        help: `expose the port that the server listens on, or remove ${words.length === 1 ? "this one" : "these"}`,
        related: listeners
          .slice(0, 1)
          .map(({ at, server, port }) => ({ at, note: `${SERVER_NAMES[server]} listens on ${port} here` })),
        fix: words.some((one) => isMeantPort(run, one.exposed.port))
          ? undefined
          : finishFix(idleWordsFix(run.image, { words, idle }), run, context),
      };
    }
    const exposed = exposedText(run.image.exposes);
    for (const { port, server, at, because } of unexposed(fleet, run)) {
      yield {
        key: `listen ${port}`,
        at,
        message: `${SERVER_NAMES[server]} listens on ${port}, but no EXPOSE names it${exposed}`,
        help: `add EXPOSE ${port} to the Dockerfile`,
        related: because,
        fix: finishFix(
          { title: `expose ${port}`, safe: true, edits: [exposeAlso(run.image, port)] },
          run,
          context,
        ),
      };
    }
  },
};

function exposedText(exposes: readonly { readonly port: number }[]): string {
  const ports = [...new Set(exposes.map(({ port }) => port))].sort((a, b) => a - b);
  return ports.length === 0 ? "" : `: the image exposes ${ports.join(", ")}`;
}
