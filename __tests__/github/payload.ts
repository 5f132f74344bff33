import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

/** A webhook's payload as GitHub sends it. */
export type Payload = Readonly<Record<string, unknown>>;

interface Webhook {
  readonly name: string;
  readonly examples: readonly Payload[];
}

/** An example payload from GitHub's own collection. */
export function payloadOf(name: string, action?: string): Payload {
  // The package exports its JSON by folder only, so that an import of it has no useful type.
  const file = createRequire(import.meta.url).resolve("@octokit/webhooks-examples/api.github.com/index.json");
  const webhooks = JSON.parse(readFileSync(file, "utf8")) as readonly Webhook[];
  const all = webhooks.find((webhook) => webhook.name === name)?.examples ?? [];
  const found = all.find((payload) => action === undefined || payload.action === action);
  if (found === undefined) throw new Error(`no example of ${name}`);
  return found;
}
