import { describe, expect, test } from "vitest";
import type { Accounts, ContainerUser } from "../../../src/model/accounts.ts";
import { known, unknown } from "../../../src/model/fact.ts";
import { permits, READ, RUN, setIds, WRITE } from "../../../src/model/files/access.ts";
import type { ContainerFile } from "../../../src/model/files/types.ts";
import { sourceFile } from "../../../src/source.ts";

const at = { file: sourceFile("Dockerfile", "") };
const file = (owner: string, mode: number, kind: ContainerFile["kind"] = "file"): ContainerFile => {
  const [user = "", group] = owner.split(":");
  return {
    path: "/x",
    kind,
    content: unknown({ key: "it is a program", why: "it is a program" }, at),
    owner:
      user === "?"
        ? unknown({ key: "?", why: "?" }, at)
        : known(group === undefined ? { user } : { user, group }, at),
    mode: known(mode, at),
    at,
    from: "run",
    because: [],
  };
};
const accounts: Accounts = {
  users: [
    { name: "root", uid: 0, group: "root", from: "base", at },
    { name: "web", uid: 1001, group: "web", groups: [], from: "run", at },
    { name: "dev", uid: 1002, group: "dev", groups: ["web"], from: "run", at },
    { name: "open", uid: 1003, group: "open", groups: [], openGroups: true, from: "run", at },
    { name: "nginx", uid: 101, group: "nginx", from: "base", at },
  ],
  groups: [
    { name: "root", gid: 0, from: "base", at },
    { name: "web", gid: 1001, from: "run", at },
    { name: "dev", gid: 1002, from: "run", at },
    { name: "open", gid: 1003, from: "run", at },
    { name: "nginx", gid: 101, from: "base", at },
    { name: "www-data", gid: 33, from: "base", at },
  ],
};
const ROOT: ContainerUser = { name: "root", uid: 0, root: true };
const user = (name: string): ContainerUser => {
  const account = accounts.users.find((one) => one.name === name);
  return { name, uid: account?.uid ?? 0, ...(account?.group ? { group: account.group } : {}), root: false };
};
const NUMBER: ContainerUser = { uid: 4000, root: false };

const answer = (one: ContainerFile, who: ContainerUser, bits: number, all = accounts) => {
  const verdict = permits(one, { user: who, accounts: all }, bits);
  return typeof verdict === "string" ? verdict : "?";
};

describe("who may", () => {
  test.each<readonly [string, string, number, ContainerUser, number, string]>([
    ["744 of root, run by web", "root:root", 0o744, user("web"), RUN, "no"],
    ["744 of root, read by web", "root:root", 0o744, user("web"), READ, "yes"],
    ["700 of root, run by web", "root:root", 0o700, user("web"), RUN, "no"],
    ["700 of web, run by web", "web:web", 0o700, user("web"), RUN, "yes"],
    ["750 of root and web, run by web", "root:web", 0o750, user("web"), RUN, "yes"],
    ["750 of root and web, run by dev, who is in it", "root:web", 0o750, user("dev"), RUN, "yes"],
    ["750 of root, run by web", "root:root", 0o750, user("web"), RUN, "no"],
    ["755 of root, run by web", "root:root", 0o755, user("web"), RUN, "yes"],
    ["775 of root, written by web", "root:root", 0o775, user("web"), WRITE, "no"],
    ["775 of root, written by a number without an account", "root:root", 0o775, NUMBER, WRITE, "yes"],
    ["775 of root, written by a user of the base", "root:root", 0o775, user("nginx"), WRITE, "no"],
    ["775 of www-data, written by a user of the base", "root:www-data", 0o775, user("nginx"), WRITE, "?"],
    ["775 of a number that is web's", "0:1001", 0o775, user("web"), WRITE, "yes"],
    ["775 without a known group", "root", 0o775, user("web"), WRITE, "?"],
    ["775, where a line may give other groups", "root:web", 0o775, user("open"), WRITE, "?"],
    ["the owner's bits count before the others'", "web:web", 0o077, user("web"), READ, "no"],
    ["the group's bits count before the others'", "root:web", 0o707, user("web"), READ, "no"],
    ["777 of nobody knows whom", "?", 0o777, user("web"), WRITE, "yes"],
    ["755 of nobody knows whom", "?", 0o755, user("web"), WRITE, "?"],
    ["600 of web, read by root", "web:web", 0o600, ROOT, READ | WRITE, "yes"],
    ["600 of web, run by root", "web:web", 0o600, ROOT, RUN, "no"],
    ["601 of web, run by root", "web:web", 0o601, ROOT, RUN, "yes"],
  ])("%s", (_, owner, mode, who, bits, expected) => {
    expect(answer(file(owner, mode), who, bits)).toBe(expected);
  });

  test("root enters every folder", () => {
    expect(answer(file("web:web", 0o600, "directory"), ROOT, RUN)).toBe("yes");
  });

  test("accounts that may be others cannot tell", () => {
    const open: Accounts = { ...accounts, others: unknown({ key: "a script", why: "a script" }, at) };
    expect(answer(file("root:root", 0o775), user("web"), WRITE, open)).toBe("?");
    expect(answer(file("root:root", 0o755), user("web"), WRITE, open)).toBe("no");
  });
});

test.each<readonly [string, ContainerFile, ReturnType<typeof setIds>]>([
  ["set-user-id", file("root:root", 0o4755), { user: "root" }],
  ["set-group-id", file("root:web", 0o2755), { group: "web" }],
  ["both", file("root:web", 0o6755), { user: "root", group: "web" }],
  ["none", file("root:root", 0o1755), {}],
  ["of a folder it is another thing", file("root:root", 0o6755, "directory"), {}],
  [
    "of a script it does nothing",
    {
      ...file("root:root", 0o4755),
      content: known({ file: sourceFile("s", "#!/bin/sh\n"), place: () => at }, at),
    },
    {},
  ],
])("set-id bits: %s", (_, one, expected) => {
  expect(setIds(one)).toEqual(expected);
});
