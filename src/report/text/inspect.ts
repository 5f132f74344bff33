import { safe } from "../../escape/safe.ts";
import { wrapped } from "../../escape/width.ts";
import type {
  At,
  Because,
  ImageFacts,
  ListenerJson,
  PhpFpmJson,
  PoolJson,
  ServerJson,
  UnknownJson,
  UserJson,
} from "../../facts.ts";
import type { Colors } from "../colors.ts";
import { plural } from "../counts.ts";
import type { TextStyle } from "./report.ts";

/** A sentence of the answer, and the places that prove it. */
interface Statement {
  readonly text: string;
  readonly proof: readonly Because[];
}

/** Paths that are listed before the rest is only counted. */
const MOST_FILES = 4;

const NAMES = { nginx: "nginx", apache: "Apache" } as const;

/** What each image runs as, listens on and loads, and why, as a colleague would say it. */
export function inspectText(images: readonly ImageFacts[], style: TextStyle): string {
  if (images.length === 0) return "no image was found\n";
  return `${images.map((image) => imageText(image, style)).join("\n\n")}\n`;
}

function imageText(image: ImageFacts, style: TextStyle): string {
  const { colors } = style;
  const head = `${colors.title(safe(image.name))}  ${colors.faint(safe(builtFrom(image)))}`;
  const statements = [
    userStatement("the container", image.containerUser),
    ...image.servers.flatMap(serverStatements),
    ...(image.phpFpm ?? []).flatMap(fpmStatements),
    ...portStatements(image),
    ...environmentStatements(image),
    ...image.runs.flatMap(({ service, containerUser, servers, phpFpm = [] }) => [
      userStatement(`the container of the compose service ${service}`, containerUser),
      ...servers.flatMap(serverStatements),
      ...phpFpm.flatMap(fpmStatements),
    ]),
  ];
  const lines = statements.flatMap((statement) => statementLines(statement, style));
  return [head, "", ...lines, ...unknownLines(image, style)].join("\n");
}

function builtFrom({ dockerfile, target, context, base }: ImageFacts): string {
  const stage = target === null ? "" : `, target ${target}`;
  const folder = typeof context === "string" ? `, context ${context}` : "";
  return `${dockerfile}${stage}${folder}, on ${base}`;
}

function statementLines({ text, proof }: Statement, { colors, columns }: TextStyle): readonly string[] {
  const [first = "", ...rest] = wrapped(sentence(safe(text)), (columns ?? Infinity) - 4);
  return [
    `  ${first}`,
    ...rest.map((line) => `    ${line}`),
    ...new Set(proof.map((place) => `      ${proofLine(place, colors)}`)),
  ];
}

/** nginx keeps its small letter. */
function sentence(text: string): string {
  const start = text.startsWith("nginx") ? "" : text.slice(0, 1).toUpperCase();
  return `${start}${text.slice(start.length)}.`;
}

function proofLine(place: Because, colors: Colors): string {
  return `${colors.faint(atText(place))}${place.note === "" ? "" : ` ${safe(place.note)}`}`;
}

function atText({ file, line, column }: At): string {
  return `${safe(file)}:${line}:${column}`;
}

function userStatement(subject: string, user: UserJson | UnknownJson): Statement {
  if (!user.known) return openStatement(`who ${subject} runs as`, user);
  return { text: `${subject} runs as ${userText(user)}`, proof: proofOf(user) };
}

function userText({ name, uid, root }: UserJson): string {
  const who = name ?? `user ${uid ?? "without a name"}`;
  const number = name !== undefined && uid !== undefined && !root ? ` (uid ${uid})` : "";
  return `${who}${number}`;
}

/** The places of a user: where it is set, then the chain; the first place only once. */
function proofOf({ at, because }: UserJson): readonly Because[] {
  const told = because.some((place) => atText(place) === atText(at));
  return told ? because : [{ ...at, note: "from here" }, ...because];
}

function openStatement(what: string, { why, at }: UnknownJson): Statement {
  return { text: `${what} cannot be determined`, proof: [{ ...at, note: why }] };
}

function serverStatements(server: ServerJson): readonly Statement[] {
  const name = NAMES[server.kind];
  if (server.starts === false) {
    return [{ text: `${name} does not start`, proof: server.because ?? [] }];
  }
  return [
    server.starts === true
      ? { text: `${name} starts with the container`, proof: [] }
      : openStatement(`whether ${name} starts`, server.starts),
    ...userStatements(name, server),
    loadStatement(name, server),
    listenStatement(name, server),
  ];
}

function userStatements(name: string, { master, workers }: ServerJson): readonly Statement[] {
  if (master.known && workers.known && userText(master) === userText(workers)) {
    return [{ text: `${name} and its workers run as ${userText(workers)}`, proof: proofOf(workers) }];
  }
  return [userStatement(`the first process of ${name}`, master), userStatement(`${name}'s worker`, workers)];
}

function loadStatement(name: string, { mainConfig, files }: ServerJson): Statement {
  if (typeof mainConfig !== "string") return openStatement(`which configuration ${name} reads`, mainConfig);
  const others = files.filter((file) => file !== mainConfig);
  if (others.length === 0) return { text: `${name} reads ${mainConfig} and nothing else`, proof: [] };
  const more = others.length - MOST_FILES;
  const listed = more > 1 ? [...others.slice(0, MOST_FILES), `${more} more`] : others;
  return { text: `${name} reads ${mainConfig}, and through it ${and(listed)}`, proof: [] };
}

function listenStatement(
  name: string,
  { listeners, listenersComplete, udpListeners = [] }: ServerJson,
): Statement {
  const open = listenersComplete === false;
  const all = [
    ...listeners.map((listener) => ({ listener, text: listenerText(listener) })),
    ...udpListeners.map((listener) => ({ listener, text: `${listenerText(listener)} (UDP)` })),
  ];
  if (all.length === 0) {
    return {
      text: open ? `what ${name} listens on cannot be determined` : `${name} listens on nothing`,
      proof: [],
    };
  }
  const perhaps = open ? "; there may be more" : "";
  return {
    text: `${name} listens on ${and(all.map(({ text }) => text))}${perhaps}`,
    proof: all.flatMap(({ listener: { at, because }, text }) => [{ ...at, note: text }, ...(because ?? [])]),
  };
}

function listenerText({ address, port }: Pick<ListenerJson, "address" | "port">): string {
  if (address === "*") return `port ${port} on IPv4 and IPv6`;
  return address.includes(":") ? `[${address}]:${port}` : `${address}:${port}`;
}

function fpmStatements({ program, master, refused, pools }: PhpFpmJson): readonly Statement[] {
  if (refused !== undefined) return [{ text: `${program} does not start`, proof: refused }];
  return [
    userStatement(`the first process of ${program}`, master),
    ...pools.map(({ name, listen, user, socket, at }) => {
      const { text, proof } = userStatement(`pool ${name} of ${program}`, user);
      const whose = socket === undefined ? "" : ` (${socketText(socket)})`;
      const where = listen === undefined ? "" : ` and listens on ${listen}${whose}`;
      return { text: `${text}${where}`, proof: [{ ...at, note: `pool ${name}` }, ...proof] };
    }),
  ];
}

function socketText({ owner, group, mode }: NonNullable<PoolJson["socket"]>): string {
  return `${owner}${group === undefined ? "" : `:${group}`}, mode ${mode}`;
}

function portStatements({ exposes }: ImageFacts): readonly Statement[] {
  if (exposes.length === 0) return [{ text: "no EXPOSE line found", proof: [] }];
  return [
    {
      text: `the image exposes ${exposes.length === 1 ? "port" : "ports"} ${and(exposes.map(String))}`,
      proof: [],
    },
  ];
}

function environmentStatements({ environment }: ImageFacts): readonly Statement[] {
  if (environment.length === 0) return [];
  const proof = environment.map(({ name, default: value, at }) => ({
    ...at,
    note: value === null ? `${name} (default unknown)` : `${name}=${value}`,
  }));
  // Those that a start script reads are among them.
  const does = environment.some(({ default: value }) => value === null) ? "sets or reads" : "sets";
  return [{ text: `the image ${does} ${plural(environment.length, "variable")}`, proof }];
}

function unknownLines({ unknown }: ImageFacts, style: TextStyle): readonly string[] {
  if (unknown.length === 0) return [];
  return [
    `  ${style.colors.notice("What cannot be determined:")}`,
    ...unknown.flatMap(({ fact, why, settle, at }) => [
      `    ${safe(fact)}: ${safe(why)} ${style.colors.faint(atText(at))}`,
      ...(settle === undefined ? [] : settle.split("\n").map((line) => `      ${safe(line)}`)),
    ]),
  ];
}

function and(words: readonly string[]): string {
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} and ${last}`;
}
