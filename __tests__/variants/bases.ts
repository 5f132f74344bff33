import { from, line, type Step } from "./dockerfile-steps.ts";
import type { Random } from "./random.ts";
import type { System } from "./variant.ts";

/** A first FROM in one of its spellings, with the policy that it needs. */
export interface Base {
  readonly steps: readonly Step[];
  readonly system: System;
  readonly policy: readonly string[];
}

const DIGEST = `@sha256:${"0123456789abcdef".repeat(4)}`;

/** FROM of a Docker Hub image, by one of its tags. */
export function baseOf(random: Random, name: string, tags: Readonly<Record<string, System>>): Base {
  const tag = random.pick(Object.keys(tags));
  const system = tags[tag] ?? "debian";
  const ref = `${name}:${tag}`;
  const official = !name.includes("/");
  const plain = (image: string): Base => ({ steps: [from(image)], system, policy: [] });
  const variable = random.pick(["VERSION", "BASE_TAG", "nginx_tag"]);
  const ways: readonly (() => Base)[] = [
    () => plain(ref),
    () => plain(ref),
    () => plain(`docker.io/${official ? "library/" : ""}${ref}`),
    () => plain(`${ref}${DIGEST}`),
    () => plain(`--platform=${random.pick(["linux/amd64", "$BUILDPLATFORM", "$TARGETPLATFORM"])} ${ref}`),
    () => ({
      steps: [line("ARG", `${variable}=${tag}`), from(`${name}:\${${variable}}`)],
      system,
      policy: [],
    }),
    () => ({
      steps: [line("ARG", `BASE=${ref}`), from(random.pick(["$BASE", "${BASE}"]))],
      system,
      policy: [],
    }),
    () => ({ steps: [from(`${name}:\${${variable}:-${tag}}`)], system, policy: [] }),
    () => ({
      steps: [from(`harbor.corp/hub/${official ? "library/" : ""}${ref}`)],
      system,
      policy: ["registries:", "  harbor.corp/hub: docker.io"],
    }),
    () => ({ steps: [from(ref, "base"), from("base")], system, policy: [] }),
  ];
  return random.pick(ways)();
}

/** Tags of the official image, and what each is made from. */
export const NGINX_TAGS: Readonly<Record<string, System>> = {
  "1.27": "debian",
  latest: "debian",
  "stable-bookworm": "debian",
  "1.27-alpine": "alpine",
  alpine: "alpine",
  "1.29.1-alpine-slim": "alpine",
  mainline: "debian",
};

/** Tags of debian. */
export const DEBIAN_TAGS: Readonly<Record<string, System>> = {
  "12": "debian",
  "12-slim": "debian",
  "bookworm-slim": "debian",
  bookworm: "debian",
};

/** Commands that install packages, as it is done on a system. */
export function install(random: Random, system: System, packages: readonly string[]): readonly string[] {
  const names = random.shuffled(packages).join(" ");
  if (system === "alpine") {
    return random.pick([
      [`apk add --no-cache ${names}`],
      ["apk update", `apk add ${names}`],
      [`apk --no-cache add ${names}`],
      [`apk add --update --no-cache ${names}`],
    ]);
  }
  const tool = random.pick(["apt-get", "apt-get", "apt"]);
  const yes = random.pick(["-y", "--yes", "-yq", "-y --no-install-recommends"]);
  return [
    `${tool} update`,
    random.pick([
      `${tool} install ${yes} ${names}`,
      `DEBIAN_FRONTEND=noninteractive ${tool} install ${yes} ${names}`,
    ]),
    ...(random.chance(0.7) ? ["rm -rf /var/lib/apt/lists/*"] : []),
  ];
}

/** Instructions that decide nothing that is looked at. */
export function noise(random: Random): readonly Step[] {
  const all: readonly Step[] = [
    line("LABEL", 'org.opencontainers.image.title="shop" maintainer="platform@example.com"'),
    line("STOPSIGNAL", "SIGQUIT"),
    line("ENV", "TZ=Europe/Berlin LANG=C.UTF-8"),
    line("ENV", "TZ UTC"),
    line("ARG", "BUILD_DATE"),
    line("SHELL", '["/bin/sh", "-c"]'),
  ];
  return all.filter(() => random.chance(0.15));
}

/** EXPOSE of a port, or none, and sometimes a health check that asks it. */
export function exposes(random: Random, port: number): readonly Step[] {
  const exposed = random.pick([
    [],
    [line("EXPOSE", `${port}`)],
    [line("EXPOSE", `${port}/tcp`)],
    [line("ARG", `LISTEN_ON=${port}`), line("EXPOSE", "$LISTEN_ON")],
  ]);
  const host = random.pick(["localhost", "127.0.0.1"]);
  const address = `http://${host}${port === 80 ? "" : `:${port}`}/`;
  const checks = [
    `--interval=30s CMD curl -fsS ${address} || exit 1`,
    `CMD ["wget", "-qO-", "${address}"]`,
    `--timeout=3s --retries=2 CMD wget --spider -q ${address}healthz || exit 1`,
    "NONE",
  ];
  return random.chance(0.2) ? [...exposed, line("HEALTHCHECK", random.pick(checks))] : exposed;
}
