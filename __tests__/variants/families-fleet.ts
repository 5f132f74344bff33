import { accountSteps, someAccount } from "./accounts.ts";
import type { Family, Home } from "./assemble.ts";
import { baseOf, exposes, NGINX_TAGS } from "./bases.ts";
import { becomeUser, cmd, copy, copyFile, from, line, workdir } from "./dockerfile-steps.ts";
import { writeDockerfile } from "./dockerfile-writer.ts";
import { someSite, startNginx } from "./families-official-nginx.ts";
import { httpExtras, listenFacts, server } from "./nginx-parts.ts";
import { writeNginx } from "./nginx-writer.ts";
import type { Random } from "./random.ts";
import { writeReadme } from "./readme-writer.ts";
import type { Files } from "./variant.ts";

/** An image that is built on another image of the repo: the user is made there and used here. */
export const baseAndChild: Family = (random, home) => {
  const account = someAccount(random);
  const runtime = random.pick(["runtime", "base-image", "python-base"]);
  const base = baseOf(random, "python", { "3.13-slim": "debian", "3.12-bookworm": "debian" });
  const baseSteps = [...base.steps, ...accountSteps(random, "debian", account), workdir("/srv")];
  const link = baseLink(random, { home, runtime });
  return {
    steps: [
      from(link.reference),
      ...copyFile(random, "app.py", "/srv/app.py"),
      ...becomeUser(random, account),
      cmd("python3", "/srv/app.py"),
    ],
    files: { "app.py": "serve()\n" },
    outside: {
      [`${home.root}/${runtime}/Dockerfile`]: writeDockerfile(baseSteps, random),
      [`${home.root}/${runtime}/README.md`]: writeReadme({ title: runtime, users: [account.name] }, random),
      ...link.files,
    },
    readme: { users: [account.name] },
    policy: merged(base.policy, link.policy),
    user: account.name,
    servers: [],
    system: "debian",
    made: account,
  };
};

interface Link {
  readonly reference: string;
  readonly policy: readonly string[];
  readonly files: Files;
}

/** How FROM names an image of the same repo. */
function baseLink(
  random: Random,
  { home, runtime }: { readonly home: Home; readonly runtime: string },
): Link {
  const registry = "registry.example.com/team";
  const bake = (name: string) =>
    [
      `target "${runtime}" {`,
      `  context = "${home.root}/${runtime}"`,
      "}",
      "",
      `target "${home.image}" {`,
      `  context    = "${home.folder}"`,
      `  dockerfile = "${home.dockerfile}"`,
      "  contexts = {",
      `    ${JSON.stringify(name)} = "target:${runtime}"`,
      "  }",
      "}",
      "",
    ].join("\n");
  const json = {
    target: {
      [runtime]: { context: `./${home.root}/${runtime}` },
      [home.image]: {
        context: home.folder,
        dockerfile: home.dockerfile,
        contexts: { [runtime]: `target:${runtime}` },
      },
    },
  };
  const policy = ["registries:", `  ${registry}: .`];
  return random.pick<Link>([
    { reference: `${registry}/${runtime}:1.4`, policy, files: {} },
    { reference: `${registry}/${runtime}`, policy, files: {} },
    { reference: runtime, policy: [], files: { "docker-bake.hcl": bake(runtime) } },
    {
      reference: `team/${runtime}:latest`,
      policy: [],
      files: { "docker-bake.hcl": bake(`team/${runtime}:latest`) },
    },
    { reference: runtime, policy: [], files: { "docker-bake.json": `${JSON.stringify(json, null, 2)}\n` } },
  ]);
}

/** Two lists of policy lines whose `registries:` becomes one. */
function merged(one: readonly string[], other: readonly string[]): readonly string[] {
  return [...one, ...other.filter((text) => !one.includes(text))];
}

/** An image that compose starts with a user and mounts of its own. */
export const composed: Family = (random, home) => {
  const account = someAccount(random);
  const base = baseOf(random, "node", { "22": "debian", "22-slim": "debian" });
  const inImage = random.chance(0.5);
  const spec = random.pick([
    account.name,
    `${account.uid}`,
    `${account.uid}:${account.uid}`,
    `${account.name}:${account.name}`,
  ]);
  const file = random.pick(["compose.yaml", "docker-compose.yml", "ops/compose.yml"]);
  const top = file.startsWith("ops/") ? "../" : "";
  const context = `${top}${home.folder}`;
  const named = ["    build:", `      context: ${context}`, `      dockerfile: ${home.dockerfile}`];
  const unnamed = [
    [`    build: ${context}`],
    ["    build:", `      context: ${top || "./"}${home.folder}`],
    named,
  ];
  const compose = [
    ...(random.chance(0.3) ? ['version: "3.8"'] : []),
    "services:",
    `  ${home.image}:`,
    ...(home.dockerfile === "Dockerfile" ? random.pick(unnamed) : named),
    `    user: "${spec}"`,
    ...(random.chance(0.5) ? ["    ports:", '      - "8080:3000"'] : []),
    ...(random.chance(0.5) ? ["    environment:", "      LOG_LEVEL: info"] : []),
    ...(random.chance(0.5)
      ? ["    volumes:", `      - ${top || "./"}config/app.json:/srv/config.json:ro`]
      : []),
    "",
  ].join(random.chance(0.1) ? "\r\n" : "\n");
  return {
    steps: [
      ...base.steps,
      ...accountSteps(random, "debian", account),
      workdir("/srv"),
      copy("server.js", random.pick([".", "./server.js", "/srv/"])),
      line("EXPOSE", "3000"),
      ...(inImage ? becomeUser(random, account) : []),
      cmd("node", "server.js"),
    ],
    files: { "server.js": "listen(3000);\n" },
    outside: { [file]: compose, "config/app.json": "{}\n" },
    readme: { users: [account.name], ports: [3000] },
    policy: base.policy,
    user: inImage ? account.name : "root",
    servers: [],
    system: "debian",
    made: account,
  };
};

/** A folder with a sub-folder for each version, and one README for all. */
export const versionFolders: Family = (random) => {
  const [older, newer] = random.pick([
    ["1.26", "1.27"],
    ["v1", "v2"],
    ["stable", "mainline"],
  ] as const);
  const site = { port: random.pick([8080, 8081]), ipv6: random.chance(0.6) };
  const container = "/etc/nginx/conf.d/default.conf";
  const text = () => writeNginx([...httpExtras(random, true), server(random, site)], random);
  const steps = () => [
    from(random.pick(["nginx:1.26", "nginx:1.27-alpine"])),
    ...copyFile(random, "site.conf", container),
    ...exposes(random, site.port),
  ];
  return {
    steps: [...steps(), ...startNginx(random)],
    dockerfile: `${newer}/Dockerfile`,
    files: {
      [`${older}/Dockerfile`]: writeDockerfile(steps(), random),
      [`${older}/site.conf`]: text(),
      [`${newer}/site.conf`]: text(),
    },
    readme: {
      ports: [site.port],
      files: [older, newer].map((version) => ({ source: `${version}/site.conf`, container })),
    },
    user: "root",
    servers: [{ kind: "nginx", workers: "nginx", listens: listenFacts(site) }],
    system: "debian",
    site: `${newer}/site.conf`,
  };
};

/** An image whose context is the root of the repo. */
export const rootContext: Family = (random, { folder, dockerfile }) => {
  const base = baseOf(random, "nginx", NGINX_TAGS);
  const site = someSite(random);
  const container = "/etc/nginx/conf.d/default.conf";
  const path = `${folder}/${dockerfile}`;
  const builds = random.pick([
    [],
    ["builds:", `  - dockerfile: ${path}`, "    context: ."],
    ["builds:", `  - { dockerfile: "${path}", context: ".", name: shop }`],
  ]);
  const workflow = random.chance(0.3) ? { ".github/workflows/images.yml": workflowText(random, path) } : {};
  return {
    steps: [
      ...base.steps,
      ...copyFile(random, `${folder}/site.conf`, container),
      copy(random.pick(["site/", "./site/", "/site/"]), "/usr/share/nginx/html/"),
      ...exposes(random, site.port),
      ...startNginx(random),
    ],
    files: { "site.conf": writeNginx([...httpExtras(random, true), server(random, site)], random) },
    outside: {
      "site/index.html": "<h1>shop</h1>\n",
      ".dockerignore": random.pick([".git\n", "node_modules\n*.log\n", "**/*.md\n"]),
      ...workflow,
    },
    readme: { ports: [site.port], files: [{ source: "site.conf", container }] },
    policy: [...base.policy, ...builds],
    user: "root",
    servers: [{ kind: "nginx", workers: "nginx", listens: listenFacts(site) }],
    system: base.system,
    site: "site.conf",
  };
};

function workflowText(random: Random, path: string): string {
  const step = random.pick([
    [
      "      - uses: docker/build-push-action@v6",
      "        with:",
      "          context: .",
      `          file: ${path}`,
    ],
    [`      - run: docker build -t shop -f ${path} .`],
  ]);
  return [
    "name: images",
    "on: push",
    "jobs:",
    "  build:",
    "    runs-on: ubuntu-latest",
    "    steps:",
    "      - uses: actions/checkout@v4",
    ...step,
    "",
  ].join("\n");
}
