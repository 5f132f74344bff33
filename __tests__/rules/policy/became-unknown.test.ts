import { expect, test } from "vitest";
import { becameUnknown } from "../../../src/rules/policy/became-unknown.ts";
import { type CheckOptions, checkRule, type Files, findingsOf } from "../check-rule.ts";

const path = "deployment/images/web/Dockerfile";
const script = "deployment/images/web/start.sh";
const STARTED = 'FROM node:22\nCOPY --chmod=755 start.sh /\nENTRYPOINT ["/start.sh", "node", "a.js"]\n';
const SCRIPT: Files = { [script]: '#!/bin/sh\n. ./.env\nexec "$@"\n' };
const from = (text: string): Files => ({ [path]: text });
const change = (before: string, after: string): [Files, CheckOptions] => [
  from(after),
  { base: from(before) },
];

test.each<[what: string, files: Files, options: CheckOptions, expected: readonly string[]]>([
  ["nothing changes", ...change("FROM nginx:1.28\n", "FROM nginx:1.28\n"), []],
  ["unknown before and after", ...change("FROM corp/a:1\n", "FROM corp/b:1\n"), []],
  ["known at last", ...change("FROM corp/a:1\n", "FROM nginx:1.28\n"), []],
  [
    "a base that is not known takes user and server with it",
    ...change("FROM nginx:1.28\n", "FROM corp/nginx:1\n"),
    [
      `${path}:1:6-18 base image corp/nginx:1 is unknown, so these can no longer be determined: container user, whether nginx starts`,
    ],
  ],
  [
    "a server in a base that is not known, though the user is set",
    ...change("FROM nginxinc/nginx-unprivileged:1.28\n", "FROM corp/nginx:1\nUSER 101\n"),
    [
      `${path}:1:6-18 base image corp/nginx:1 is unknown, so this can no longer be determined: whether nginx starts`,
    ],
  ],
  [
    "the server is gone, and that is known",
    ...change("FROM nginx:1.28\nUSER nginx\n", "FROM debian:12-slim\nUSER www-data\n"),
    [],
  ],
  [
    "a user that is an argument without a default",
    ...change("FROM debian:12-slim\nUSER www-data\n", "FROM debian:12-slim\nARG WHO\nUSER $WHO\n"),
    [
      `${path}:3:6-10 the value of USER comes from outside this file, so this can no longer be determined: container user`,
    ],
  ],
  [
    "root that a script may give up, in a part that cannot be read",
    { [path]: `${STARTED}USER root\n`, ...SCRIPT },
    { base: { [path]: `${STARTED}USER node\n`, ...SCRIPT } },
    [
      `${path}:4:6-10 what ./.env does is unknown, so this can no longer be determined: whether root is given up`,
    ],
  ],
  [
    "root that a program may give up which a base brings",
    ...change(
      'FROM corp/a:1\nENTRYPOINT ["/entrypoint.sh"]\nUSER 1000\n',
      'FROM corp/a:1\nENTRYPOINT ["/entrypoint.sh"]\nUSER 0\n',
    ),
    [
      `${path}:3:6-7 /entrypoint.sh is started here, but what else it starts is unknown, so this can no longer be determined: whether root is given up`,
    ],
  ],
  [
    "root that a script gives up, whatever else it reads",
    { [path]: `${STARTED}USER root\n`, [script]: `#!/bin/sh\n. ./.env\nexec gosu node "$@"\n` },
    { base: { [path]: `${STARTED}USER node\n`, ...SCRIPT } },
    [],
  ],
  [
    "configuration that is written at build time",
    ...change("FROM nginx:1.28\n", "FROM nginx:1.28\nRUN make-conf > /etc/nginx/conf.d/a.conf\n"),
    [
      `${path}:2:5-41 make-conf writes it, but what it prints is unknown, so this can no longer be determined: nginx listeners`,
    ],
  ],
  [
    "a whole configuration that is written at build time",
    ...change("FROM nginx:1.28\n", "FROM nginx:1.28\nRUN make-conf > /etc/nginx/nginx.conf\n"),
    [
      `${path}:2:5-38 make-conf writes it, but what it prints is unknown, so these can no longer be determined: nginx listeners, nginx worker user`,
    ],
  ],
  [
    "a server that does not start any more",
    ...change(
      "FROM nginx:1.28\n",
      'FROM nginx:1.28\nRUN make-conf > /etc/nginx/nginx.conf\nENTRYPOINT ["sleep", "1"]\n',
    ),
    [],
  ],
  [
    "whether a server starts that did not",
    {
      [path]: 'FROM nginx:1.28\nCOPY run.sh /run.sh\nENTRYPOINT ["/run.sh"]\n',
      "deployment/images/web/run.sh": { text: "\0", kind: "executable" },
    },
    { base: { "deployment/images/web/run.sh": { text: "#!/bin/sh\nexec sleep 1\n", kind: "executable" } } },
    [
      `${path}:3:1-23 /run.sh is started here, but what else it starts is unknown, so this can no longer be determined: whether nginx starts`,
    ],
  ],
  [
    "an image that is new",
    from("FROM corp/a:1\n"),
    { base: { [path]: null, "deployment/images/b/Dockerfile": "FROM nginx\n" } },
    [],
  ],
])("%s", (_what, files, options, expected) => {
  expect(checkRule(becameUnknown, files, options)).toEqual(expected);
});

test("a cause that heirs share is one finding, which shows them", () => {
  const files = {
    "deployment/images/base/Dockerfile": "FROM corp/nginx:1\n",
    "deployment/images/shop/Dockerfile": "FROM ghcr.io/corp/base\n",
  };
  const policy = "registries: { ghcr.io/corp: . }\n";
  const base = { "deployment/images/base/Dockerfile": "FROM nginx:1.28\n" };
  const found = findingsOf(becameUnknown, files, { policy, base });
  expect(found.map(({ message, related }) => [message, related?.map(({ note }) => note)])).toEqual([
    [
      "base image corp/nginx:1 is unknown, so these can no longer be determined: container user, whether nginx starts",
      ["image shop depends on it"],
    ],
  ]);
});

test.each([
  [{ kind: "submodule" as const }, "a submodule, which is not read"],
  [{ target: "../../attic/web" }, "a link, which is not followed"],
])("an image whose folder is hidden: %j", (entry, what) => {
  const files: Files = {
    "deployment/images/web": entry,
    "deployment/images/b/Dockerfile": "FROM nginx:1.28\n",
    "attic/web/Dockerfile": "FROM nginx:1.28\n",
  };
  const base = { "deployment/images/web": null, [path]: "FROM nginx:1.28\n" };
  expect(checkRule(becameUnknown, files, { base })).toEqual([
    `deployment/images/web deployment/images/web is ${what}, so nothing is known any more about web`,
  ]);
  expect(checkRule(becameUnknown, files, { base: {} })).toEqual([]);
});
