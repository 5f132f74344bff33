import type { Random } from "../variants/random.ts";
import type { Files } from "./changes-between.ts";

type Kind = "own" | "heir" | "heir of an heir" | "shared" | "all" | "mount";

const KINDS: readonly Kind[] = ["own", "heir", "heir of an heir", "shared", "all", "mount"];
const NAMES = ["shop", "blog", "mail", "site"];
const REGISTRY = "registry.example.com/team";

/** How a repo says which image is built on which. */
type Link = "registry" | "bake" | "compose" | "nothing";

interface Writing {
  readonly random: Random;
  readonly link: Link;
  readonly at: (name: string) => string;
  readonly files: Record<string, Files[string]>;
  readonly bake: string[];
  readonly compose: string[];
}

/** A repo of four to six images: two bases, images of their own, heirs, shared files, compose, bake and a policy. */
export function generatedRepo(random: Random): Files {
  const root = random.pick(["deployment/images", "images", ""]);
  const link = random.pick<Link>(["registry", "bake", "compose", "nothing"]);
  const at = (name: string) => (root === "" ? name : `${root}/${name}`);
  const writing: Writing = { random, link, at, files: {}, bake: [], compose: [] };
  writeBases(writing);
  const names = NAMES.slice(0, random.pick([2, 3, 4]));
  for (const name of names) writeImage(writing, name, names);
  writeShared(writing, names);
  writePolicy(writing, root);
  return writing.files;
}

function reference({ link }: Writing, name: string): string {
  return link === "registry" ? `${REGISTRY}/${name}:1.0` : name;
}

function nginx(random: Random): string {
  const user = random.pick(["web", "root", "app"]);
  return `user ${user};\nevents {}\nhttp {\n  server {\n    listen ${random.pick([80, 8080])};\n  }\n}\n`;
}

function writeBases(writing: Writing): void {
  const { random, files, at } = writing;
  const copy = random.chance(0.5) ? "COPY nginx.conf /etc/nginx/nginx.conf\n" : "";
  const install = "RUN apt-get update && apt-get install -y nginx\nRUN useradd --system --uid 900 web\n";
  files[`${at("runtime")}/Dockerfile`] = `FROM debian:12-slim\n${install}${copy}`;
  files[`${at("runtime")}/nginx.conf`] = nginx(random);
  files[`${at("runtime")}/README.md`] = "# runtime\n\nUser `web`, file `/etc/nginx/nginx.conf`\n";
  const user = random.chance(0.3) ? "USER app\n" : "";
  files[`${at("node-base")}/Dockerfile`] = `FROM ${reference(writing, "runtime")}\nRUN useradd app\n${user}`;
  files[`${at("node-base")}/README.md`] = "# node-base\n\nUser `app`\n";
  declare(writing, "runtime", "folder");
  declare(writing, "node-base", "folder", "runtime");
}

/** Says in bake, compose or not at all what an image is built from. */
function declare(
  { link, at, bake, compose }: Writing,
  name: string,
  context: "folder" | "root",
  base?: string,
): void {
  const dockerfile = context === "root" ? `${at(name)}/Dockerfile` : "Dockerfile";
  const folder = context === "root" ? "." : at(name);
  const linked = base === undefined ? "" : `  contexts = { "${base}" = "target:${base}" }\n`;
  bake.push(`target "${name}" {\n  context = "${folder}"\n  dockerfile = "${dockerfile}"\n${linked}}\n`);
  if (link !== "compose") return;
  compose.push(`  ${name}:`, "    build:", `      context: ${folder}`, `      dockerfile: ${dockerfile}`);
  if (base !== undefined) compose.push("      additional_contexts:", `        ${base}: service:${base}`);
}

function writeImage(writing: Writing, name: string, names: readonly string[]): void {
  const { random, files, at, compose, link } = writing;
  const kind = random.pick(KINDS);
  const folder = at(name);
  const base = kind === "heir" ? "runtime" : kind === "heir of an heir" ? "node-base" : undefined;
  const isWide = kind === "shared" || kind === "mount";
  const lines = [...firstLines(writing, base), ...copyLines(random, kind, folder), ...lastLines(random)];
  files[`${folder}/Dockerfile`] = `${lines.join("\n")}\n`;
  files[`${folder}/nginx.conf`] = nginx(random);
  files[`${folder}/entry.sh`] = "#!/bin/sh\nexec nginx -g 'daemon off;'\n";
  const link1 = `[other](../${random.pick(names)}/README.md)`;
  const readme = `# ${name}\n\nPort 8080, user \`web\`, ${link1}, file \`/etc/nginx/nginx.conf\`\n`;
  if (random.chance(0.8)) files[`${folder}/README.md`] = readme;
  if (random.chance(0.2)) files[`${folder}/old.conf`] = nginx(random);
  if (random.chance(0.1)) files[`${folder}/link.conf`] = { target: `${upFrom(folder)}shared/nginx.conf` };
  if (random.chance(0.15)) files[`${folder}/1.0/Dockerfile`] = "FROM debian:12\nRUN useradd z\n";
  if (random.chance(0.15)) files[`${folder}/compose.yaml`] = innerCompose(random, name, upFrom(folder));
  declare(writing, name, isWide ? "root" : "folder", base);
  if (link === "compose") compose.push(...serviceLines(random));
}

function upFrom(folder: string): string {
  return "../".repeat(folder.split("/").length);
}

function firstLines(writing: Writing, base: string | undefined): readonly string[] {
  if (base !== undefined) return [`FROM ${reference(writing, base)}`];
  const install = "RUN apt-get update && apt-get install -y nginx && rm -f /etc/nginx/sites-enabled/default";
  return ["FROM debian:12-slim", install, "RUN useradd --system --uid 901 web"];
}

function copyLines(random: Random, kind: Kind, folder: string): readonly string[] {
  const own = "COPY nginx.conf /etc/nginx/nginx.conf";
  if (kind === "shared")
    return ["COPY shared/nginx.conf /etc/nginx/nginx.conf", `COPY ${folder}/entry.sh /e.sh`];
  if (kind === "all") return ["COPY . /srv/", own];
  if (kind === "own") return [own];
  if (kind !== "mount") return random.chance(0.5) ? [own] : [];
  const mount = "RUN --mount=type=bind,source=shared,target=/x cp /x/nginx.conf /etc/nginx/nginx.conf";
  return [mount, "COPY shared/site.conf /etc/nginx/conf.d/"];
}

function lastLines(random: Random): readonly string[] {
  return [
    ...(random.chance(0.3) ? [`EXPOSE ${random.pick([80, 8080])}`] : []),
    ...(random.chance(0.3) ? [`USER ${random.pick(["web", "app", "root"])}`] : []),
    ...(random.chance(0.3) ? ['ENTRYPOINT ["nginx", "-g", "daemon off;"]'] : []),
  ];
}

function serviceLines(random: Random): readonly string[] {
  return [
    ...(random.chance(0.3) ? [`    user: ${random.pick(["web", "root", "${RUN_AS}"])}`] : []),
    ...(random.chance(0.3) ? ["    volumes:", "      - ./shared/nginx.conf:/etc/nginx/nginx.conf:ro"] : []),
    ...(random.chance(0.3) ? ["    env_file: shared/vars.env"] : []),
    ...(random.chance(0.3) ? ["    ports:", '      - "80:8080"'] : []),
  ];
}

function innerCompose(random: Random, name: string, up: string): string {
  const context = random.pick([".", up]);
  const mount = `      - ${up}shared/site.conf:/etc/nginx/conf.d/site.conf`;
  return `services:\n  ${name}:\n    build: ${context}\n    volumes:\n${mount}\n    user: web\n`;
}

function writeShared({ random, files, bake, compose, link, at }: Writing, names: readonly string[]): void {
  files["shared/nginx.conf"] = nginx(random);
  files["shared/site.conf"] = "server { listen 80; }\n";
  files["shared/vars.env"] = "RUN_AS=web\n";
  if (random.chance(0.5)) files[".env"] = "RUN_AS=web\n";
  if (link === "bake") files["docker-bake.hcl"] = bake.join("\n");
  if (link === "compose") files["compose.yaml"] = ["services:", ...compose, ""].join("\n");
  if (random.chance(0.3)) files[".dockerignore"] = random.pick(["*.md\n", "shared\n", "**/*.conf\n"]);
  const run = `docker build -t x -f ${at(random.pick(names))}/Dockerfile .`;
  const steps = `jobs:\n  b:\n    runs-on: x\n    steps:\n      - run: ${run}\n`;
  if (random.chance(0.3)) files[".github/workflows/x.yml"] = `name: x\non: push\n${steps}`;
}

function writePolicy({ random, files, link }: Writing, root: string): void {
  const lines = [
    `runtime: ${random.pick(["kubernetes", "docker"])}`,
    ...(link === "registry" ? ["registries:", `  ${REGISTRY}: .`] : []),
    ...(random.chance(0.3) ? ["ipv6: required"] : []),
    ...(root !== "" && random.chance(0.2) ? [`images: ["${root}/**"]`] : []),
  ];
  if (link === "registry" || random.chance(0.8)) files[".github/keelcheck.yml"] = `${lines.join("\n")}\n`;
}
