/** `--mount` of RUN: what lies there while it runs, and where. */
import type { Instruction, Mount } from "../../parsers/dockerfile/parse.ts";
import { resolvePath } from "../container-path.ts";
import { known, unknown } from "../fact.ts";
import { opaqueLayer } from "../files/layers.ts";
import { applySource, type CopyOrigin } from "./copies/copy-source.ts";
import { placeOf, type State } from "./state.ts";
import { resolveWord } from "./variables.ts";

/** Puts the mounts of a RUN over the stage's files, and gives their paths; one that cannot be told is left out. */
export function mountedPaths(state: State, instruction: Instruction, origin: CopyOrigin): readonly string[] {
  return (instruction.mounts ?? []).flatMap((mount) => {
    const path = targetPath(state, mount);
    if (path === undefined) return [];
    putMount(state, { instruction, mount, path, origin });
    return [path];
  });
}

function targetPath(state: State, { type, target, id }: Mount): string | undefined {
  // BuildKit puts a secret without a target to /run/secrets, by its name.
  const byDefault = type === "secret" && id !== undefined ? `/run/secrets/${id.raw}` : undefined;
  const value = target === undefined ? undefined : resolveWord(state, target);
  const path = value === undefined ? byDefault : value.known ? value.value : undefined;
  if (path === undefined || (!path.startsWith("/") && state.workdir === null)) return undefined;
  return resolvePath(state.workdir ?? "/", path);
}

interface Mounting {
  readonly instruction: Instruction;
  readonly mount: Mount;
  readonly path: string;
  readonly origin: CopyOrigin;
}

/** A bind mount holds what COPY would bring; of the others it is not known what they hold. */
function putMount(state: State, { instruction, mount, path, origin }: Mounting): void {
  const { type, source, from, span } = mount;
  const at = placeOf(state, span);
  if (type !== "bind") {
    const why = `what the ${type} mount at ${path} holds is unknown`;
    state.layers.push(opaqueLayer(path, unknown({ key: `mounted ${path}`, why }, at)));
    return;
  }
  applySource({
    state,
    instruction,
    word: source ?? { raw: "/", span },
    target: { fact: known(path, at), path, folder: false, mayBeFolder: false },
    stamp: { owner: known({ user: "root", group: "root" }, at), mode: undefined, at },
    origin,
    from: from === undefined ? undefined : resolveWord(state, from),
  });
}
