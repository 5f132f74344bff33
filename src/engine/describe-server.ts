import type { Because, ListenerJson, ServerJson, StartsJson, UnknownJson, UserJson } from "../facts.ts";
import type { Fact } from "../model/fact.ts";
import type { Apache, ContainerUser, Listener, Nginx } from "../model/model.ts";
import { describeEvidence, describePlace, describeUnknown } from "./describe-fact.ts";

/** A server of a run as plain data. */
export function describeServer(server: Nginx | Apache): ServerJson {
  const { kind, starts, given, mainConfig, loaded, master, workers, listeners, listenersIncomplete } = server;
  return {
    kind,
    starts: describeStarts(starts, given),
    ...(starts.known && !starts.value && { because: refusals(server) }),
    mainConfig: mainConfig.known ? mainConfig.value.path : describeUnknown(mainConfig),
    files: loaded.map(({ container }) => container.path),
    master: describeUser(master),
    workers: describeUser(workers),
    listeners: listeners.map(describeListener),
    ...(listenersIncomplete !== undefined && { listenersComplete: false }),
    ...describeDatagrams(server),
  };
}

function describeDatagrams(server: Nginx | Apache): Pick<ServerJson, "udpListeners"> {
  if (server.kind !== "nginx" || server.datagrams.length === 0) return {};
  return { udpListeners: server.datagrams.map(describeListener) };
}

function describeStarts(starts: Fact<boolean>, given: Nginx["given"]): StartsJson {
  if (!starts.known) return describeUnknown(starts);
  return starts.value && given !== undefined ? describeUnknown(given.reason) : starts.value;
}

/** Why a server does not start: what the fact says, else that nothing starts it, else the errors it would stop at. */
function refusals({ launched, starts, problems }: Nginx | Apache): readonly Because[] {
  if (starts.known && starts.because.length > 0) return describeEvidence(starts.because);
  if (launched.known && !launched.value) {
    return describeEvidence([{ at: launched.at, note: "nothing starts it" }, ...launched.because]);
  }
  if (problems.length > 0)
    return describeEvidence(problems.map(({ at, message }) => ({ at, note: message })));
  return describeEvidence([{ at: starts.at, note: "it does not start from here" }]);
}

/** A user as plain data: no `name` for a bare number, no `uid` when only the name is known. */
export function describeUser(user: Fact<ContainerUser>): UserJson | UnknownJson {
  if (!user.known) return describeUnknown(user);
  const { name, uid, root } = user.value;
  return {
    known: true,
    ...(name !== undefined && { name }),
    ...(uid !== undefined && { uid }),
    root,
    at: describePlace(user.at),
    because: describeEvidence(user.because),
  };
}

function describeListener({ address, port, at, because }: Listener): ListenerJson {
  return {
    address,
    port,
    at: describePlace(at),
    ...(because.length > 0 && { because: describeEvidence(because) }),
  };
}
