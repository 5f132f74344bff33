import type { PhpFpmJson, PoolJson } from "../facts.ts";
import { fpmProblems, poolUser } from "../model/fpm/problems.ts";
import type { Fpm, FpmPool } from "../model/fpm/read.ts";
import { listenOf, socketOf } from "../model/fpm/sockets.ts";
import type { Run } from "../model/model.ts";
import { describeEvidence, describePlace } from "./describe-fact.ts";
import { describeUser } from "./describe-server.ts";

/** The php-fpm of a run as plain data; nothing where none starts. */
export function describeFpm({ fpm }: Run): { readonly phpFpm?: readonly PhpFpmJson[] } {
  return fpm.length === 0 ? {} : { phpFpm: fpm.map(describeOne) };
}

function describeOne(fpm: Fpm): PhpFpmJson {
  const problems = fpmProblems(fpm);
  return {
    program: fpm.program,
    master: describeUser(fpm.master),
    ...(problems.length > 0 && {
      refused: describeEvidence(problems.map(({ at, message }) => ({ at, note: message }))),
    }),
    pools: fpm.pools.map((pool) => describePool(pool, fpm)),
  };
}

function describePool(pool: FpmPool, fpm: Fpm): PoolJson {
  const listen = listenOf(pool);
  const socket = socketOf(pool, fpm);
  return {
    name: pool.name,
    ...(listen === undefined ? {} : { listen }),
    user: describeUser(poolUser(pool, fpm)),
    ...(socket?.owner.known === true &&
      socket.mode.known && {
        socket: {
          owner: socket.owner.value.user,
          ...(socket.owner.value.group === undefined ? {} : { group: socket.owner.value.group }),
          mode: socket.mode.value.toString(8).padStart(4, "0"),
        },
      }),
    at: describePlace(pool.at),
  };
}
