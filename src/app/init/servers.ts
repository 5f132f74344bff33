import type { Nginx } from "../../model/model.ts";
import type { Run } from "../../model/runs/types.ts";
import type { Policy } from "../../policy/policy.ts";
import { mayBind } from "../../policy/ports.ts";
import { sourceFile } from "../../source.ts";
import {
  askedRuns,
  type Convention,
  type Counting,
  foundUnder,
  imagesOf,
  outside,
  usual,
} from "./counting.ts";

/** What the servers of a repo have in common: ports, IPv6, users. */
export function serverConventions(counting: Counting): readonly Convention[] {
  return [...ports(counting), ...ipv6(counting), ...nginxUsers(counting)];
}

const SERVERS = ["nginx", "apache"] as const;
const CALLED = { nginx: "images with nginx", apache: "images with Apache" };

function ports(counting: Counting): readonly Convention[] {
  return SERVERS.flatMap((kind) => {
    if (counting.policy.ports[kind] !== undefined) return [];
    const known = askedRuns(counting.fleet).filter((run) => {
      const server = run[kind];
      return server !== undefined && server.listenersIncomplete === undefined && server.listeners.length > 0;
    });
    const all = known.flatMap((run) => [...new Set(run[kind]?.listeners.map(({ port }) => port))]);
    const port = usual(all.filter(isOpen));
    if (port === undefined) return [];
    const at = { file: sourceFile("policy", "") };
    const policy = { ...counting.policy, ports: { ...counting.policy.ports, [kind]: { port, at } } };
    const { images } = foundUnder(counting, policy, ["ports/role-mismatch"]);
    const names = imagesOf(known);
    const counted = { count: outside(names, images), of: names.size, what: CALLED[kind] };
    return [{ key: `ports.${kind}`, value: String(port), ...counted }];
  });
}

// What only root may bind somewhere is no wish.
function isOpen(port: number): boolean {
  return mayBind({ runtime: "host" }, { root: false }, port) === "yes";
}

function ipv6(counting: Counting): readonly Convention[] {
  if (counting.policy.ipv6 === "required") return [];
  const known = askedRuns(counting.fleet).filter((run) =>
    SERVERS.some((kind) => run[kind]?.listenersIncomplete === undefined && run[kind]?.listeners.length),
  );
  const policy: Policy = { ...counting.policy, ipv6: "required" };
  const { images } = foundUnder(counting, policy, ["nginx/ipv6-missing", "apache/ipv6-missing"]);
  const names = imagesOf(known);
  const counted = { count: outside(names, images), of: names.size, what: "images with a server" };
  return [{ key: "ipv6", value: "required", ...counted }];
}

/** The images of which every run has something. */
function everywhere(runs: readonly Run[], has: (nginx: Nginx) => boolean): number {
  const without = runs.filter(({ nginx }) => nginx === undefined || !has(nginx));
  return outside(imagesOf(runs), imagesOf(without));
}

function nginxUsers({ fleet, policy }: Counting): readonly Convention[] {
  const known = askedRuns(fleet).filter(({ nginx }) => nginx?.workers.known && nginx.master.known);
  const counted = { of: imagesOf(known).size, what: CALLED.nginx };
  const user = usual(
    known.flatMap(({ nginx }) =>
      nginx?.workers.known && !nginx.workers.value.root ? (nginx.workers.value.name ?? []) : [],
    ),
  );
  const isUser = ({ workers }: Nginx) => workers.known && workers.value.name === user;
  const isNoRoot = ({ master }: Nginx) => master.known && !master.value.root;
  const named = policy.nginx.user === "declared" || policy.nginx.user === "any";
  return [
    ...(user === undefined || !named
      ? []
      : [{ key: "nginx.user", value: user, count: everywhere(known, isUser), ...counted }]),
    ...(policy.nginx.master === "non-root"
      ? []
      : [{ key: "nginx.master", value: "non-root", count: everywhere(known, isNoRoot), ...counted }]),
  ];
}
