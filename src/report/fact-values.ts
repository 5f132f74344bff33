import type {
  At,
  ImageFacts,
  ServerJson,
  ServiceFacts,
  StartsJson,
  UnknownJson,
  UserJson,
} from "../facts.ts";

/** What one fact of an image comes to, in words for a cell or a line. */
export interface FactValue {
  /** Its parts as the repo writes them, in order. */
  readonly words: readonly string[];
  /** What is to be said in place of words, or behind them. */
  readonly note?: string;
  /** Why it cannot be told. */
  readonly why?: string;
  readonly at?: At;
  /** A server whose workers are root. */
  readonly alarming?: true;
  /** Of a user: what tells it from another one. */
  readonly user?: Pick<UserJson, "name" | "uid" | "root">;
}

/** One fact of an image under the name that people know it by; `undefined` where it does not arise. */
export interface NamedFact {
  /** `container user`, `nginx listens on`. */
  readonly fact: string;
  readonly value: FactValue;
}

/** What is said of a fact that is not known. */
export const CANNOT_TELL = "cannot tell";

/** The facts of an image as it runs, in the order in which they are read; compose services come last. */
export function namedFacts(image: ImageFacts): readonly NamedFact[] {
  return [
    { fact: "base", value: { words: [image.base] } },
    ...runFacts(image),
    { fact: "exposes", value: listValue(image.exposes.map(String)) },
    { fact: "environment", value: listValue(image.environment.map(variable)) },
    ...image.runs.flatMap(serviceFacts),
  ];
}

function runFacts({ containerUser, servers }: Pick<ServiceFacts, "containerUser" | "servers">): NamedFact[] {
  return [
    { fact: "container user", value: userValue(containerUser) },
    ...servers.flatMap((server) => serverFacts(server)),
  ];
}

/** What a service does as the image itself does it goes without saying: `differences` leaves it out. */
function serviceFacts(run: ServiceFacts): NamedFact[] {
  const head = `service ${run.service}`;
  return [
    { fact: head, value: { words: [], note: "runs it" } },
    ...runFacts(run).map(({ fact, value }) => ({ fact: `${head}: ${fact}`, value })),
  ];
}

/** A server that does not start does nothing, so that the rest of its facts do not arise. */
function serverFacts(server: ServerJson): NamedFact[] {
  const { kind, starts, master, workers } = server;
  const own = { fact: kind, value: startsValue(starts) };
  if (starts === false) return [own];
  return [
    own,
    { fact: `${kind} master user`, value: userValue(master) },
    { fact: `${kind} worker user`, value: workerValue(workers) },
    { fact: `${kind} listens on`, value: listenersValue(server) },
    { fact: `${kind} loads`, value: loadsValue(server) },
  ];
}

function startsValue(starts: StartsJson): FactValue {
  if (typeof starts === "boolean") return { words: [], note: starts ? "starts" : "does not start" };
  return unknownValue(starts);
}

function userValue(user: UserJson | UnknownJson): FactValue {
  if (!user.known) return unknownValue(user);
  return { words: [user.name ?? String(user.uid ?? "")], at: user.at, user };
}

/** A master as root is how most servers start; workers as root serve as root. */
function workerValue(user: UserJson | UnknownJson): FactValue {
  const value = userValue(user);
  return user.known && user.root ? { ...value, alarming: true } : value;
}

function listenersValue({ listeners, listenersComplete }: ServerJson): FactValue {
  const words = [...new Set(listeners.map(listenerWord))];
  const at = listeners[0]?.at;
  const place = at === undefined ? {} : { at };
  if (listenersComplete !== false) return { ...listValue(words), ...place };
  return { words, note: words.length === 0 ? CANNOT_TELL : "and others that cannot be determined", ...place };
}

/** `0.0.0.0:80`, `[::]:80`. */
export function listenerWord({ address, port }: { readonly address: string; readonly port: number }): string {
  return address.includes(":") ? `[${address}]:${port}` : `${address}:${port}`;
}

function loadsValue({ mainConfig, files }: ServerJson): FactValue {
  if (typeof mainConfig !== "string") return unknownValue(mainConfig);
  return listValue([...new Set([mainConfig, ...files])]);
}

function listValue(words: readonly string[]): FactValue {
  return words.length === 0 ? { words, note: "nothing" } : { words };
}

function variable({ name, default: value }: ImageFacts["environment"][number]): string {
  return value === null ? `${name} (default unknown)` : `${name}=${value}`;
}

function unknownValue({ why, at }: UnknownJson): FactValue {
  return { words: [], note: CANNOT_TELL, why, at };
}
