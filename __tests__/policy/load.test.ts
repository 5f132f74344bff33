import { expect, test } from "vitest";
import { loadPolicy } from "../../src/policy/load.ts";
import { rangeOf, sourceFile } from "../../src/source.ts";

const rules = [
  { id: "nginx/user-root" },
  { id: "nginx/ipv6-missing", off: true as const },
  { id: "layout/stray-file" },
  { id: "user/non-numeric", off: true as const },
];

function load(text: string) {
  return loadPolicy(sourceFile(".github/keelcheck.yml", text), rules);
}

function problems(text: string): readonly string[] {
  return load(text).problems.map(({ at, message }) => {
    const { start, end } = rangeOf(at);
    return `${start.line}:${start.column}-${end.column} ${message}`;
  });
}

const keys =
  "images, builds, generated, runtime, builder, ports, ipv6, nginx, layout, docs, registries, base-images, rules, fail-on, waivers, owned, scope, check-run, suggestions, sarif";

test.each<[string, ...string[]]>([
  [""],
  ["# nothing but a comment\n"],
  ["runtime: docker\nrules:\n  nginx/*: off\n  nginx/user-root: { severity: warning, names: [web] }\n"],
  [
    "layout: { required: [{ server: ngnix, files: [a] }] }\n",
    '1:32-37 server must be one of nginx, apache, none, not "ngnix": did you mean "nginx"?',
  ],
  ["layout: { alow: [a] }\n", '1:11-15 unknown key "alow": did you mean "allow"?'],
  ["runtme: docker\n", '1:1-7 unknown key "runtme": did you mean "runtime"?'],
  ["Runtime: docker\n", '1:1-8 unknown key "Runtime": did you mean "runtime"?'],
  ["unrelated: 1\n", `1:1-10 unknown key "unrelated": allowed are ${keys}`],
  ["nginx:\n  usr: web\n", '2:3-6 unknown key "usr": did you mean "user"?'],
  [
    "runtime: dokcer\n",
    '1:10-16 runtime must be one of docker, podman, kubernetes, not "dokcer": did you mean "docker"?',
  ],
  ["runtime:\n", "1:9-9 runtime must be one of docker, podman, kubernetes, but it is empty"],
  ["fail-on: 3\n", "1:10-11 fail-on must be one of error, warning, notice, never, not 3"],
  ["ports:\n  nginx: 80800\n", "2:10-15 nginx must be a port from 1 to 65535, not 80800"],
  ["ports:\n  ngnix: 8080\n", '2:3-8 unknown key "ngnix": did you mean "nginx"?'],
  ["ports: [8080]\n", "1:8-14 ports must be a map of roles to ports, not a list"],
  ["images: [a/**, 3]\n", "1:16-17 images must be a glob from the repo's root, not 3"],
  ["images: ../other/**\n", `1:9-20 images must be a glob from the repo's root, not "../other/**"`],
  ["images: []\n", "1:9-11 images must be a glob or a list of globs, not a list"],
  [
    "builds:\n  - context: .\n",
    `2:5-12 "dockerfile" is missing here: it must be a path from the repo's root`,
  ],
  [
    "builds:\n  - dockerfile: /etc/x\n",
    `2:17-23 dockerfile must be a path from the repo's root, not "/etc/x"`,
  ],
  [
    "rules:\n  nginx/user-rot: off\n",
    '2:3-17 unknown rule "nginx/user-rot": did you mean "nginx/user-root"?',
  ],
  ["rules:\n  user-root: off\n", '2:3-12 unknown rule "user-root": did you mean "nginx/user-root"?'],
  ["rules:\n  ngnix/*: off\n", '2:3-10 unknown rule "ngnix/*": did you mean "nginx/*"?'],
  [
    "rules:\n  whatever: off\n",
    '2:3-11 unknown rule "whatever": use a rule\'s id, such as nginx/user-root, or group/*',
  ],
  [
    "rules:\n  nginx/user-root: of\n",
    '2:20-22 nginx/user-root must be error, warning, notice, off, or a map with severity and the rule\'s options, not "of": did you mean "off"?',
  ],
  [
    "rules:\n  nginx/user-root:\n    severity: warn\n",
    '3:15-19 severity must be one of error, warning, notice, off, not "warn": did you mean "warning"?',
  ],
  ["waivers:\n  - rule: nginx/user-root\n", '2:5-9 "reason" is missing here: it must be text that says why'],
  [
    "waivers:\n  - { rule: nginx/user-root, reason: '' }\n",
    '2:38-40 reason must be text that says why, not ""',
  ],
  [
    "waivers:\n  - rule: nginx/usr-root\n    reason: later\n",
    '2:11-25 unknown rule "nginx/usr-root": did you mean "nginx/user-root"?',
  ],
  [
    "waivers:\n  - { rule: nginx/*, reason: r, until: 2027-02-30 }\n",
    '2:40-50 until must be a day as YYYY-MM-DD, not "2027-02-30"',
  ],
  ["waivers: { nw: show }\n", '1:12-14 unknown key "nw": did you mean "new"?'],
  [
    "owned:\n  var/log: web\n",
    '2:3-10 each key of owned must be a container path or glob that begins with /, not "var/log"',
  ],
  ["owned:\n  - paths: /var/log\n", `2:5-10 "user" is missing here: it must be a user's name or number`],
  ["base-images:\n  corp/nginx: { usr: web }\n", '2:17-20 unknown key "usr": did you mean "user"?'],
  ["runtime: docker\nruntime: podman\n", '2:1-8 "runtime" stands twice in one map'],
  ["nginx:\n\tuser: web\n", "2:1-2 tabs are not allowed as indentation"],
  ["runtime: *here\n", '1:10-15 no anchor "&here" stands before this alias'],
  ["- runtime\n", "1:1-10 the policy must be a map of keys, as in docs/configuration.md, not a list"],
  ["runtime: docker\n---\nruntime: podman\n", "3:1-8 a policy is one document, this is a second one"],
  [
    "registries:\n  ghcr.io/corp: deployment/images\n",
    '2:17-34 ghcr.io/corp must be a registry such as docker.io, or . for this repo, not "deployment/images"',
  ],
  [
    "registries:\n  ghcr.io/corp: ./\n",
    '2:17-19 ghcr.io/corp must be a registry such as docker.io, or . for this repo, not "./"',
  ],
  ["check-run: yes\n", '1:12-15 check-run must be true or false, not "yes": did you mean "true"?'],
  [
    "ipv6: need\r\nscope: al\r\n",
    '1:7-11 ipv6 must be one of optional, required, not "need"',
    '2:8-10 scope must be one of changed, all, not "al": did you mean "all"?',
  ],
])("%j", (text, ...expected) => {
  expect(problems(text)).toEqual(expected);
});

test("a policy that uses every key, with the places that rules blame", () => {
  const text = `images: [deployment/images/**, ./extra/**]
builds:
  - dockerfile: deployment/images/web/Dockerfile
    context: .
    target: run
    name: web
    args: { VERSION: 1.10, EMPTY: "", ON: true }
generated: dist/**
runtime: kubernetes
ports: { nginx: 8080 }
ipv6: required
nginx: { user: web, master: non-root }
layout: { required: [README.md, { server: nginx, files: conf/ }], allow: [./html/, "!./a/"], config: ./config/, names: kebab-case }
docs: { sections: [Configuration], require: [user] }
registries: { harbor.corp/hub: docker.io }
base-images:
  corp/nginx: { user: 101, exposes: [8080], like: nginx }
rules:
  layout/*: notice
  user/non-numeric: error
  nginx/user-root: { severity: warning, names: [web] }
fail-on: warning
waivers:
  new: forbid
  list: [{ rule: nginx/user-root, path: a/**, reason: old, until: 2027-01-31 }]
owned:
  /var/log/nginx: web
scope: all
check-run: true
suggestions: true
sarif: out.sarif
`;
  const { policy, problems: wrong } = load(text);
  expect(wrong).toEqual([]);
  const placed = (at: Parameters<typeof rangeOf>[0]) => {
    const { line, column } = rangeOf(at).start;
    return `${line}:${column}`;
  };
  expect(
    JSON.parse(
      JSON.stringify(policy, (key, value) =>
        key === "at" ? placed(value) : key === "keys" || key === "places" ? undefined : value,
      ),
    ),
  ).toEqual({
    file: ".github/keelcheck.yml",
    images: { globs: ["deployment/images/**", "extra/**"], at: "1:9" },
    builds: [
      {
        dockerfile: "deployment/images/web/Dockerfile",
        context: "",
        target: "run",
        name: "web",
        args: { VERSION: "1.10", EMPTY: "", ON: "true" },
        at: "3:17",
      },
    ],
    generated: ["dist/**"],
    runtime: "kubernetes",
    ports: { nginx: { port: 8080, at: "10:17" } },
    ipv6: "required",
    nginx: { user: "web", master: "non-root" },
    layout: {
      required: ["README.md"],
      requiredBy: [{ server: "nginx", files: ["conf/"] }],
      allow: ["html", "!a"],
      config: "config",
      names: "kebab-case",
    },
    docs: { sections: ["Configuration"], require: ["user"] },
    registries: { "harbor.corp/hub": "docker.io" },
    baseImages: [{ ref: "corp/nginx", user: "101", exposes: [8080], like: "nginx", at: "17:3" }],
    rules: [
      { pattern: "layout/*", severity: "notice", at: "19:3" },
      { pattern: "user/non-numeric", severity: "error", at: "20:3" },
      { pattern: "nginx/user-root", severity: "warning", options: { names: ["web"] }, at: "21:3" },
    ],
    failOn: "warning",
    waivers: {
      new: "forbid",
      list: [{ rule: "nginx/user-root", path: "a/**", reason: "old", until: "2027-01-31", at: "25:18" }],
    },
    owned: [{ paths: ["/var/log/nginx"], user: "web", at: "27:3" }],
    scope: "all",
    checkRun: true,
    suggestions: true,
    sarif: "out.sarif",
  });
  expect(policy.keys?.["nginx.master"] && placed(policy.keys["nginx.master"])).toBe("12:21");
  expect(policy.images?.places?.map(placed)).toEqual(["1:10", "1:32"]);
});

test("the long spellings", () => {
  const { policy, problems: wrong } = load(`owned:
  - paths: [/srv, /var/log/*.log]
    user: 101
    images: web
base-images:
  - { ref: corp/base, user: app }
waivers:
  - { rule: layout/*, reason: soon }
`);
  expect(wrong).toEqual([]);
  expect(policy.owned).toMatchObject([{ paths: ["/srv", "/var/log/*.log"], user: "101", images: ["web"] }]);
  expect(policy.baseImages).toMatchObject([{ ref: "corp/base", user: "app" }]);
  expect(policy.waivers).toMatchObject({ new: "show", list: [{ rule: "layout/*", reason: "soon" }] });
});

test("a key with a problem has its default, the others hold", () => {
  const { policy, problems: wrong } = load("runtime: mars\nipv6: required\nports: { nginx: x }\n");
  expect(wrong).toHaveLength(2);
  expect(policy).toMatchObject({ ipv6: "required", ports: {} });
  expect(policy.runtime).toBeUndefined();
});

test("no file is no problem", () => {
  expect(loadPolicy(undefined, rules)).toMatchObject({
    policy: { ipv6: "optional", failOn: "error" },
    problems: [],
  });
});

test("names of object members are names like any other", () => {
  expect(problems("rules:\n  __proto__: off\n")).toEqual([
    '2:3-12 unknown rule "__proto__": use a rule\'s id, such as nginx/user-root, or group/*',
  ]);
  expect(problems("__proto__: 1\nconstructor: 2\n").map((line) => line.slice(0, 30))).toEqual([
    '1:1-10 unknown key "__proto__"',
    '2:1-12 unknown key "constructo',
  ]);
});
