import { describe, expect, test } from "vitest";
import { examples } from "./cases/examples.ts";
import { readObservations } from "./observation.ts";
import { factsOf, verdictOf } from "./verdicts.ts";

/** What the demo is about, said by inspect and seen in the container alike. */
const nginx: Readonly<Record<string, { readonly user: string; readonly listeners: readonly string[] }>> = {
  incident: { user: "root", listeners: ["0.0.0.0:80", ":::80"] },
  fixed: { user: "web", listeners: ["0.0.0.0:8080", ":::8080"] },
};

const recorded = readObservations(examples.name);

describe.each(examples.cases)("examples/$name", (one) => {
  const seen = recorded[one.name];
  const wanted = nginx[one.name];

  test("inspect knows every fact, and each is what the container showed", () => {
    const { asked, disagreements, unknown } = verdictOf(one, seen);
    expect([...disagreements, ...unknown]).toEqual([]);
    // Who starts the container; and of nginx whether it starts, its two users and its listeners.
    expect(asked).toBeGreaterThanOrEqual(5);
  });

  test("nginx is what the demo says, for inspect", () => {
    const said = factsOf(one).servers.find(({ kind }) => kind === "nginx");
    const listeners = said?.listeners.map(({ address, port }) => `${address}:${port}`);
    expect([...new Set(listeners)].sort()).toEqual(wanted?.listeners);
    expect([said?.master, said?.workers]).toMatchObject([{ name: wanted?.user }, { name: wanted?.user }]);
  });

  test("nginx is what the demo says, in the container and in its listing", () => {
    const real = seen?.servers.find(({ kind }) => kind === "nginx");
    expect(real).toMatchObject({
      starts: true,
      master: { name: wanted?.user },
      workers: { name: wanted?.user },
      listeners: wanted?.listeners,
    });
    const processes = seen?.listing?.processes.filter(({ command }) => command.startsWith("nginx: "));
    expect(new Set(processes?.map(({ user }) => user))).toEqual(new Set([wanted?.user]));
  });

  test("its listing shows the sockets that its servers were seen to hold", () => {
    const held = seen?.servers.flatMap(({ listeners = [] }) => listeners) ?? [];
    const listed = seen?.listing?.sockets.map(({ address }) => address.replace(/[[\]]/g, "")) ?? [];
    expect([...listed].sort()).toEqual([...held].sort());
  });
});
