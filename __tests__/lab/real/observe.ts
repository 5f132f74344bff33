import { existsSync } from "node:fs";
import { join } from "node:path";
import { fingerprint, type LabCase, type Service } from "../case.ts";
import type { Observation, SeenServer } from "../observation.ts";
import { readAccounts } from "./accounts.ts";
import { type BuiltImage, buildCase, forgetCase, type ImageConfig, workName } from "./build.ts";
import type { Builder } from "./builder.ts";
import { startContainer } from "./container.ts";
import { watchServers } from "./watch.ts";

/** Builds a case's image, starts it, and says what was seen; leaves no container and no image of it. */
export async function observe(builder: Builder, one: LabCase): Promise<Observation> {
  try {
    return await observeImage(builder, one, await buildCase(builder, one));
  } finally {
    await forgetCase(builder, one);
  }
}

async function observeImage(builder: Builder, one: LabCase, image: BuiltImage): Promise<Observation> {
  const { root, buildah } = builder;
  const container = (await buildah("from", "--pull=never", image.ref)).trim();
  const mounted = join(root, (await buildah("mount", container)).trim());
  return run(one, { image, root: mounted, log: join(root, "work", `${workName(builder, one)}.log`) });
}

interface Prepared {
  readonly image: BuiltImage;
  readonly root: string;
  readonly log: string;
}

async function run(one: LabCase, { image, root, log }: Prepared): Promise<Observation> {
  const of = fingerprint(one);
  const config = configOf(image.config, one.service);
  const user = readAccounts(root).startUser(config.User ?? "");
  if (user === undefined) return { of, servers: [], said: [`unable to find user ${config.User}`] };
  const mounts = (one.service?.mounts ?? []).map(({ from, to }) => ({ from: join(image.tree, from), to }));
  const lowestPort = one.runtime === "kubernetes" ? 1024 : 0;
  const container = await startContainer({ root, config, user, lowestPort, log, mounts });
  try {
    const { servers, fpm, listing } = await watchServers(container, root, one.watch);
    const exit = container.exit();
    const quiet = exit === undefined && servers.length > 0;
    return {
      of,
      entry: user.user,
      servers: [...servers, ...stillborn(root, servers)],
      ...(existsSync(join(root, "usr/sbin/php-fpm8.2")) ? { fpm: fpm ?? { starts: false } } : {}),
      ...(one.listed && listing !== undefined ? { listing } : {}),
      ...(exit === undefined ? {} : { exit }),
      ...(quiet ? {} : { said: lastLines(container.said()) }),
    };
  } finally {
    await container.stop();
  }
}

/** What a service says goes before what the image says; an entrypoint of its own drops the image's command. */
function configOf(config: ImageConfig, service: Service | undefined): ImageConfig {
  const { user, entrypoint, command, environment = {} } = service ?? {};
  const added = Object.entries(environment).map(([name, value]) => `${name}=${value}`);
  return {
    ...config,
    ...(user === undefined ? {} : { User: user }),
    ...(entrypoint === undefined ? {} : { Entrypoint: entrypoint, Cmd: [] }),
    ...(command === undefined ? {} : { Cmd: command }),
    Env: [...(config.Env ?? []), ...added],
  };
}

/** Servers that the image has and that do not run. */
function stillborn(root: string, servers: readonly SeenServer[]): readonly SeenServer[] {
  const paths = [
    ["nginx", "usr/sbin/nginx"],
    ["apache", "usr/sbin/apache2"],
  ] as const;
  return paths
    .filter(([kind, path]) => existsSync(join(root, path)) && !servers.some((server) => server.kind === kind))
    .map(([kind]) => ({ kind, starts: false }));
}

/** The last lines without what differs from run to run. */
function lastLines(text: string): readonly string[] {
  const lines = text
    .trim()
    .split("\n")
    .filter((line) => line !== "")
    .slice(-3);
  return lines.map((line) =>
    line
      .replace(/^[\d/-]+ [\d:,]+ |^\[[^\]]*\d{4}\] /, "")
      .replace(/\b\d+#\d+: |\[pid \d+(:tid \d+)?\] |with pid \d+/, ""),
  );
}
