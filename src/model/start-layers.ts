import { sourceFile } from "../source.ts";
import { changeLayer, type FileLayer, opaqueLayer } from "./container-files.ts";
import { isGlob, isWithin, parentOf } from "./container-path.ts";
import type { PlacedEffect } from "./effects.ts";
import { unknown } from "./fact.ts";
import { scriptAt } from "./instructions.ts";
import type { ContainerFiles } from "./model.ts";
import { shellEffects } from "./shell-effects.ts";
import type { Started } from "./start.ts";
import type { State } from "./state.ts";
import { startEnvironment } from "./variables.ts";

const EMPTY = sourceFile("", "");
const NOTHING = { file: EMPTY, place: () => ({ file: EMPTY }) };

/** What the start scripts do to files makes them "cannot tell": it depends on the moment. */
export function startLayers(state: State, started: Started, files: ContainerFiles): FileLayer[] {
  return started.scripts.flatMap(({ text, place, because }) =>
    shellEffects({
      text,
      place,
      folder: state.workdir,
      lookup: startEnvironment(state),
      script: (path) => startedElsewhere(files, path),
      because,
      depth: 0,
    }).flatMap((placed) => startLayer(placed, /nginx|apache|httpd/.test(text))),
  );
}

/** Shell scripts that are started from a script are in the list themselves; those of other languages are not. */
function startedElsewhere(files: ContainerFiles, path: string): ReturnType<typeof scriptAt> {
  const content = scriptAt(files.lookup(path));
  if (content === undefined || !("file" in content)) return content === undefined ? undefined : NOTHING;
  return /^#!.*\b(python|perl|ruby|node|php)|^(import|from|use|require)\b/m.test(content.file.text)
    ? content
    : NOTHING;
}

/** `anywhere`: a write to a place that cannot be told may be one to a server's configuration. */
function startLayer({ effect, at }: PlacedEffect, anywhere: boolean): FileLayer[] {
  const written = (path: string, what: string): FileLayer[] => {
    const fixed = isGlob(path) ? parentOf(path.slice(0, path.search(/[*?[]/) + 1)) : path;
    return fixed === "/" && effect.kind !== "opaque" ? [] : [opaqueLayer(fixed, unknown(what, at))];
  };
  switch (effect.kind) {
    case "write":
    case "edit":
      return written(effect.path, `${effect.path} is written when the container starts`);
    case "link":
    case "remove":
      return written(effect.path, `${effect.path} is changed when the container starts`);
    case "copy":
      return written(effect.to, `${effect.to} is written when the container starts`);
    case "opaque":
      return effect.path === "/" && !anywhere ? [] : written(effect.path, effect.why.why);
    case "owner": {
      const why = unknown(`the owner of ${effect.path} is set when the container starts`, at);
      return [
        changeLayer(
          (path) => (effect.deep ? isWithin(path, effect.path) : path === effect.path),
          (file) => ({ ...file, owner: why }),
        ),
      ];
    }
    default:
      return [];
  }
}
