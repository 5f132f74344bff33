import { changeLayer, type FileLayer, opaqueLayer } from "./container-files.ts";
import { isGlob, isWithin, parentOf } from "./container-path.ts";
import type { PlacedEffect } from "./effects.ts";
import { unknown } from "./fact.ts";
import type { ContainerFiles } from "./model.ts";
import { shellEffects } from "./shell-effects.ts";
import type { Started } from "./start.ts";
import type { State } from "./state.ts";
import { startEnvironment } from "./variables.ts";

const EMPTY = { path: "", text: "", lineStarts: [0] };

/** What the start scripts do to files makes them "cannot tell": it depends on the moment. */
export function startLayers(state: State, started: Started, files: ContainerFiles): FileLayer[] {
  return started.scripts.flatMap(({ text, place, because }) =>
    shellEffects({
      text,
      place,
      folder: state.workdir,
      lookup: startEnvironment(state),
      // Scripts that are started from here are in the list themselves.
      script: (path) =>
        files.lookup(path) === undefined ? undefined : { file: EMPTY, place: () => state.from },
      because,
      depth: 0,
    }).flatMap((placed) => startLayer(placed, /nginx|apache|httpd/.test(text))),
  );
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
      return written(effect.path, "it is written when the container starts");
    case "link":
    case "remove":
      return written(effect.path, "it is changed when the container starts");
    case "copy":
      return written(effect.to, "it is copied when the container starts");
    case "opaque":
      return effect.path === "/" && !anywhere ? [] : written(effect.path, effect.why.why);
    case "owner": {
      const why = unknown("its owner is set when the container starts", at);
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
