import { baseName, isBelow, isGlob, resolvePath } from "../../container-path.ts";
import { unknown } from "../../fact.ts";
import { type FileLayer, isFile, opaqueLayer, putLayer } from "../../files/layers.ts";
import type { ContainerFile, ContainerFiles } from "../../files/types.ts";
import { type Stamp, stampedMode } from "../repo-files.ts";
import { hiding, intoTarget, type Target } from "./copy-target.ts";

/** What `COPY --from` brings out of the files of another stage or image. */
export function foreignLayers(
  files: ContainerFiles,
  source: string,
  { target, stamp }: { readonly target: Target; readonly stamp: Stamp },
): FileLayer[] {
  const restamp = (file: ContainerFile, path: string): ContainerFile => ({
    ...file,
    ...stampOf(stamp, file),
    path,
  });
  if (isGlob(source)) {
    const { files: found, others } = files.glob(source);
    const several = found.length > 1 || others !== undefined;
    const into: Target = { ...target, folder: target.folder || (several && target.mayBeFolder) };
    const layers = [putLayer(found.map((file) => restamp(file, intoTarget(into, baseName(file.path)))))];
    return others === undefined ? layers : [opaqueLayer(target.path, others), ...layers];
  }
  const found = files.lookup(source);
  const folder = found !== undefined && isFile(found) && found.kind === "directory";
  if (isFile(found) && !folder) return [putLayer([restamp(found, intoTarget(target, baseName(source)))])];
  // No folder lies in these (FHS 3.0, "/bin" and "/usr/bin").
  if (found !== undefined && "known" in found && /^\/(usr\/(local\/)?)?s?bin\/[^/]+$/.test(source))
    return [opaqueLayer(intoTarget(target, baseName(source)), found)];
  const { files: below } = files.under(source);
  const hidden = files.hidden(source);
  const why =
    hidden.find(({ path }) => !isBelow(path, source))?.why ??
    (found === undefined && hidden.length === 0
      ? unknown(
          { key: `other stage ${source}`, why: `whether the other stage has ${source} is unknown` },
          stamp.at,
        )
      : found !== undefined && "known" in found
        ? found
        : undefined);
  const within = (path: string) =>
    resolvePath(target.path, path.slice(source === "/" ? 1 : source.length + 1));
  const copied = below.map((file) => restamp(file, within(file.path)));
  const open =
    why === undefined
      ? hidden.map((one) => opaqueLayer(within(one.path), one.why))
      : hiding(target, why, stamp);
  return [...open, putLayer(copied)];
}

function stampOf(stamp: Stamp, file: ContainerFile): Pick<ContainerFile, "owner" | "mode" | "at"> {
  return {
    owner: stamp.owner,
    mode: stampedMode(file.mode, stamp, file.kind === "directory"),
    at: stamp.at,
  };
}
