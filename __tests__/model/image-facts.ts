import { describe as describeFleet } from "../../src/engine/describe.ts";
import type { ImageFacts, ServerJson, UnknownJson, UserJson } from "../../src/facts.ts";
import { readFleet } from "../../src/model/fleet/read.ts";
import { loadPolicy } from "../../src/policy/load.ts";
import { sourceFile } from "../../src/source.ts";
import { memoryWorkspace } from "../../src/workspace/memory.ts";

type Files = Parameters<typeof memoryWorkspace>[0];

/** The facts of the images of a tree; `files` are relative to `deployment/images/web/`, or to the root with a leading `/`. */
export function imageFacts(files: Files): readonly ImageFacts[] {
  const rooted = Object.fromEntries(
    Object.entries(files).map(([path, file]) => [
      path.startsWith("/") ? path.slice(1) : `deployment/images/web/${path}`,
      file,
    ]),
  );
  const workspace = memoryWorkspace(rooted);
  const text = rooted[".github/keelcheck.yml"];
  const { policy, problems } = loadPolicy(
    typeof text === "string" ? sourceFile(".github/keelcheck.yml", text) : undefined,
    [],
  );
  if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join("\n"));
  return describeFleet(readFleet({ workspace, policy }));
}

/** What a Dockerfile comes to, in a few words: the container user and each server with workers, listeners and files. */
export function summary(dockerfile: string, files: Files = {}): string[] {
  const images = imageFacts({ Dockerfile: dockerfile, ...files });
  return images.flatMap((image) => [
    `${images.length > 1 ? `${image.name}: ` : ""}user ${userText(image.containerUser)}`,
    ...image.servers.map(serverText),
  ]);
}

function userText(user: UserJson | UnknownJson): string {
  if (!user.known) return `? ${user.why}`;
  return [user.name, user.uid].filter((part) => part !== undefined).join(":");
}

function serverText(server: ServerJson): string {
  const starts =
    typeof server.starts === "boolean"
      ? server.starts
        ? "starts"
        : "does not start"
      : `? ${server.starts.why}`;
  const listeners = server.listeners.map(({ address, port }) => `${address}:${port}`);
  if (server.listenersComplete === false) listeners.push("?");
  return `${server.kind} ${starts}, workers ${userText(server.workers)}, listens ${listeners.join(" ") || "nowhere"}`;
}
