/** The configuration files that an image brings, with their paths in the container. */
import { readableCode } from "../../escape/markdown-text.ts";
import { baseName } from "../../model/container-path.ts";
import { isFile } from "../../model/files/layers.ts";
import type { ReadmeInUse } from "../../model/readme-checks/in-use.ts";
import { isStockFile } from "../../model/readme-checks/untold.ts";
import { folderOfFile, relativePath } from "../../model/repo/path.ts";
import type { Run } from "../../model/runs/types.ts";
import { isStarted } from "../../model/servers/questions.ts";
import type { Copy } from "../../model/stages/image.ts";
import type { Place } from "../../source.ts";
import { relativeLink } from "../markdown-table.ts";
import type { RunRow, RunRows } from "./types.ts";

interface ConfigFile {
  readonly source: string;
  readonly container: string;
  readonly at: Place;
}

/** Files that a started server loads, and files of the image's own that lie where programs keep configuration. */
export function configRows(run: Run, { readme }: ReadmeInUse): RunRows {
  const found = new Map<string, ConfigFile>();
  for (const file of [...loadedFiles(run), ...copiedFiles(run)]) {
    const key = `${file.source} ${file.container}`;
    if (!found.has(key)) found.set(key, file);
  }
  const rows = [...found.values()].map(({ source, container, at }): RunRow => {
    const path = relativePath(readme.file.path, source);
    return { key: source, at, cells: { file: relativeLink(path), container: readableCode(container) } };
  });
  return { rows, unknown: [] };
}

function loadedFiles({ image, nginx, apache }: Run): readonly ConfigFile[] {
  return [nginx, apache].filter(isStarted).flatMap(({ loaded }) =>
    loaded.flatMap(({ container: { source, path, at } }) => {
      const isOwn = source !== undefined && at.file.path === image.file.path;
      return isOwn && !isStockFile(path) ? [{ source, container: path, at }] : [];
    }),
  );
}

const CONFIGURATION = /\.(?:conf|cnf|cfg|ini|properties|toml|ya?ml|vcl)(?:\.(?:template|tmpl|j2))?$/i;
const HOME = /(?:^|\/)(?:etc|config|conf|conf\.d|configuration)(?:\/|$)/;

/** Files that a COPY names one by one, and those of a folder that is called after configuration, while they lie there in the end. */
function copiedFiles({ image, nginx, apache }: Run): readonly ConfigFile[] {
  const unloaded = new Set(
    [nginx, apache].flatMap((server) => server?.unloaded ?? []).map(({ container }) => container.path),
  );
  const copies = image.copies.filter(({ inFinalChain, from }) => inFinalChain && from === undefined);
  return copies.flatMap((copy) =>
    filesOf(copy).filter(({ source, container }) => {
      if (unloaded.has(container) || isStockFile(container) || !CONFIGURATION.test(baseName(source)))
        return false;
      const there = image.files.lookup(container);
      return there !== undefined && isFile(there) && there.source === source;
    }),
  );
}

function filesOf({ sources, at }: Copy): readonly ConfigFile[] {
  return sources.flatMap(({ files, path }) =>
    files
      .filter((file) => {
        const isNamed = path.known && path.value === file.path;
        return isNamed || (HOME.test(folderOfFile(file.path)) && HOME.test(folderOfFile(file.container)));
      })
      .map(({ path: source, container }) => ({ source, container, at })),
  );
}
