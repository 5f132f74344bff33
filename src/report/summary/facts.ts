import { code, plain } from "../../escape/markdown-text.ts";
import type { ImageFacts, ServerJson, UnknownJson, UserJson } from "../../facts.ts";
import { joined, some } from "../words.ts";
import { fileLink, type SummaryOptions } from "./blocks.ts";

/** Configuration files that are named, before "and N more". */
const FILES_AT_MOST = 5;

const CANNOT_TELL = "cannot tell";

/** Who the container and the workers of its servers run as, in a few words for a cell. */
export function usersInCell(image: ImageFacts): string {
  const workers = started(image).map((server) => `${server.kind} workers: ${worker(server)}`);
  return [`container: ${user(image.containerUser)}`, ...workers].join("<br>");
}

/** What the servers of an image bind, in a few words for a cell. */
export function listensOn(image: ImageFacts): string {
  const servers = started(image);
  return servers.length === 0
    ? "–"
    : servers.map((server) => `${server.kind}: ${listeners(server)}`).join("<br>");
}

/** What an image is built from and what its servers run as, listen on and load: a few lines of Markdown. */
export function factsLine(image: ImageFacts, options: SummaryOptions): string {
  const file = fileLink(code(image.dockerfile), { file: image.dockerfile }, options);
  const target = image.target === null ? "" : `, target ${code(image.target)}`;
  const built = `${file}${target}, from ${code(image.base)}`;
  const container = `the container runs as ${userLink(image.containerUser, options)}`;
  const servers = image.servers.map((server) => `- ${serverLine(server, options)}\n`).join("");
  return `${built}; ${container}\n\n${servers}${servers === "" ? "" : "\n"}`;
}

function serverLine(server: ServerJson, options: SummaryOptions): string {
  const starts =
    server.starts === true
      ? ""
      : server.starts === false
        ? " (does not start)"
        : " (cannot tell whether it starts)";
  const users = `master ${userLink(server.master, options)}, workers ${fileLink(worker(server), server.workers.at, options)}`;
  return `**${server.kind}**${starts}: ${users}; listens on ${listeners(server)}; loads ${loads(server)}`;
}

/** A server that cannot be told to start or not may well start. */
function started(image: ImageFacts): readonly ServerJson[] {
  return image.servers.filter(({ starts }) => starts !== false);
}

function user(fact: UserJson | UnknownJson): string {
  if (!fact.known) return CANNOT_TELL;
  return code(fact.name ?? String(fact.uid ?? ""));
}

/** A master as root is how most servers start; workers as root serve as root. */
function worker({ workers }: ServerJson): string {
  return workers.known && workers.root ? `⚠️ ${user(workers)}` : user(workers);
}

function userLink(fact: UserJson | UnknownJson, options: SummaryOptions): string {
  return fileLink(user(fact), fact.at, options);
}

function listeners(server: ServerJson): string {
  const known = server.listeners.map(({ address, port }) =>
    code(address.includes(":") ? `[${address}]:${port}` : `${address}:${port}`),
  );
  const more = server.listenersComplete === false ? ["others that cannot be determined"] : [];
  const all = [...new Set([...known, ...more])];
  return all.length === 0 ? "nothing" : joined(all);
}

function loads(server: ServerJson): string {
  if (typeof server.mainConfig !== "string") return `${CANNOT_TELL} (${plain(server.mainConfig.why)})`;
  return some([...new Set([server.mainConfig, ...server.files])].map(code), FILES_AT_MOST);
}
