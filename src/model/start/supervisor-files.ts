/** The files of supervisord's configuration, wherever it is asked for: at the start, or by a rule. */
import { parseSupervisor, type SupervisorFile } from "../../parsers/supervisor.ts";
import type { Place } from "../../source.ts";
import { within } from "../../work.ts";
import { parentOf, resolvePath } from "../container-path.ts";
import { type Unknown, unknown } from "../fact.ts";
import { isFile } from "../files/layers.ts";
import type { ContainerFiles, FileContent } from "../files/types.ts";

// supervisord's search order is longer; these are the absolute ones (supervisord.org, "Configuration File").
const CONFIGS = ["/usr/etc/supervisord.conf", "/etc/supervisord.conf", "/etc/supervisor/supervisord.conf"];
const MOST_FILES = 50;

/** How a supervisord is started. */
interface SupervisorStart {
  readonly args: readonly (string | null)[];
  /** Where it is started; `null` when it cannot be told. */
  readonly folder: string | null;
  readonly at: Place;
}

/** A file of supervisord's configuration. */
export interface SupervisorConfig {
  readonly content: FileContent;
  readonly parsed: SupervisorFile;
}

/** What a supervisord reads: the main file first, then what it includes. */
export interface SupervisorConfigs {
  readonly configs: readonly SupervisorConfig[];
  /** Set when not all of it is known. */
  readonly others?: Unknown;
}

/** The configuration that a supervisord reads, as far as it is known. */
export function supervisorConfigs(files: ContainerFiles, start: SupervisorStart): SupervisorConfigs {
  const { at } = start;
  const main = mainConfig(files, start);
  if (main === undefined) {
    return {
      configs: [],
      others: unknown(
        { key: "supervisord", why: "supervisord is started, but its configuration is unknown" },
        at,
      ),
    };
  }
  let others: Unknown | undefined;
  const paths = [main];
  const configs: SupervisorConfig[] = [];
  for (const path of paths) {
    const file = files.lookup(path);
    if (!isFile(file) || !file.content.known || configs.length > MOST_FILES) {
      others ??= unknown(
        { key: `supervisord ${path}`, why: `supervisord reads ${path}, which is unknown` },
        at,
      );
      continue;
    }
    const content = file.content.value;
    const parsed = within(
      { doing: "reading this as configuration of supervisord", at: content.place() },
      () => parseSupervisor(content.file),
    );
    configs.push({ content: file.content.value, parsed });
    for (const pattern of parsed.includes) {
      const matched = files.glob(resolvePath(parentOf(path), pattern));
      others ??= matched.others;
      for (const one of matched.files.map((one) => one.path).filter((one) => !paths.includes(one)))
        paths.push(one);
    }
  }
  return others === undefined ? { configs } : { configs, others };
}

function mainConfig(files: ContainerFiles, { args, folder }: SupervisorStart): string | undefined {
  const flag = args.findIndex((arg) => arg === "-c" || arg === "--configuration");
  const named = flag < 0 ? undefined : (args[flag + 1] ?? null);
  if (named === null || (named !== undefined && !named.startsWith("/") && folder === null)) return undefined;
  const candidates = named === undefined ? CONFIGS : [resolvePath(folder ?? "/", named)];
  return candidates.find((path) => isFile(files.lookup(path)));
}
