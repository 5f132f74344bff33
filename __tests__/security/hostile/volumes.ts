import type { Files } from "../../app/changes-between.ts";
import type { Change } from "../change.ts";
import { COMPOSE, EVIL, plain, textIn } from "../repos.ts";

const svc = (lines: string, more: Files = {}, end = ""): Omit<Change, "name"> => ({
  base: plain,
  head: { ...plain, "evil.conf": EVIL, ...more, [COMPOSE]: textIn(plain, COMPOSE) + lines + end },
});

/** Volumes over the configuration, by who keeps them. */
const ways: Readonly<Record<string, Omit<Change, "name">>> = {
  "driver bind": svc(
    "    volumes: [conf:/etc/nginx]\n",
    { "ngx/nginx.conf": EVIL },
    "volumes:\n  conf:\n    driver: local\n    driver_opts: {type: none, o: bind, device: ./ngx}\n",
  ),
  "driver nfs": svc(
    "    volumes: [conf:/etc/nginx]\n",
    {},
    "volumes:\n  conf:\n    driver_opts: {type: nfs, o: addr=1.2.3.4, device: ':/x'}\n",
  ),
  external: svc("    volumes: [conf:/etc/nginx]\n", {}, "volumes:\n  conf: {external: true}\n"),
  plain: svc("    volumes: [conf:/etc/nginx]\n", {}, "volumes:\n  conf:\n"),
  plugin: svc("    volumes: [conf:/etc/nginx]\n", {}, "volumes:\n  conf: {driver: rexray}\n"),
  shared: svc(
    "    volumes: [conf:/etc/nginx]\n",
    {},
    "  init:\n    image: busybox\n    command: sh -c 'echo > /c/nginx.conf'\n    volumes: [conf:/c]\nvolumes:\n  conf:\n",
  ),
  "file subpath": svc(
    "    volumes:\n      - {type: volume, source: conf, target: /etc/nginx/nginx.conf, volume: {subpath: nginx.conf}}\n",
    {},
    "volumes:\n  conf:\n",
  ),
  cluster: svc(
    "    volumes:\n      - {type: cluster, source: conf, target: /etc/nginx}\n",
    {},
    "volumes:\n  conf:\n",
  ),
  npipe: svc("    volumes:\n      - {type: npipe, source: x, target: /etc/nginx}\n"),
};

export const volumes: readonly Change[] = Object.entries(ways).map(([name, ends]) => ({
  name: `volume: ${name}`,
  ...ends,
}));
