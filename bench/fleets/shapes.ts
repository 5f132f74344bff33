/** Deployment repos of a chosen size, made from a seed: the same arguments make the same bytes. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Draws, seeded } from "./seeded.ts";
import { installation, lines, mainConfig, readme, site } from "./texts.ts";

/** A file's path from the root of the repo, and its text. */
type File = readonly [path: string, text: string];

/** What a fleet looks like. */
interface Shape {
  readonly what: string;
  readonly files: (count: number, draws: Draws) => Iterable<File>;
}

const KINDS = ["gateway", "portal", "search", "orders", "media", "login", "wiki", "status"] as const;

/** Shapes by their names. */
export const SHAPES: ReadonlyMap<string, Shape> = new Map([
  [
    "incident",
    {
      what: "images of four small files, about every tenth with the faults of the incident",
      files: incident,
    },
  ],
  ["big", { what: "images of 30 COPY and 11 long RUN lines, with 300 pages each", files: big }],
  ["heirs", { what: "rows of six images, each built on the one before", files: heirs }],
  ["folder", { what: "one folder of many Dockerfiles, and compose services for each", files: folder }],
]);

/** Which fleet. */
export interface FleetChoice {
  readonly shape: string;
  readonly count: number;
  readonly seed?: number;
}

/** The files of a fleet. */
export function fleetFiles({ shape, count, seed = 1 }: FleetChoice): Iterable<File> {
  const made = SHAPES.get(shape);
  if (made === undefined) throw new Error(`no shape ${shape}: ${[...SHAPES.keys()].join(", ")}`);
  return made.files(count, seeded(seed));
}

/** Writes a fleet below a folder. */
export function makeFleet(choice: FleetChoice, folder: string): void {
  for (const [path, text] of fleetFiles(choice)) {
    const full = join(folder, path);
    mkdirSync(dirname(full), { recursive: true });
    writeFileSync(full, text);
  }
}

function* incident(count: number, draws: Draws): Generator<File> {
  for (let index = 0; index < count; index++) {
    const name = nameOf(draws.of(KINDS), index);
    const folder = `deployment/images/${name}`;
    const isFaulty = draws.chance(0.1);
    const port = isFaulty ? 80 : 8080;
    const seconds = draws.below(900);
    yield [
      `${folder}/Dockerfile`,
      lines([
        ...installation(isFaulty ? " apache2" : ""),
        "COPY --chown=web:web config/nginx.conf /etc/nginx/nginx.conf",
        "COPY --chown=web:web config/sites/ /etc/nginx/conf.d/",
        `ENV BACKEND=${name}.internal KEEP_SECONDS=${seconds}`,
        `EXPOSE ${port}`,
        ...(isFaulty ? [] : ["USER web"]),
        'CMD ["nginx", "-g", "daemon off;"]',
      ]),
    ];
    yield [`${folder}/config/nginx.conf`, mainConfig(isFaulty ? "root" : "web")];
    yield [`${folder}/config/sites/site.conf`, site({ name, port, both: !isFaulty })];
    const variables = [
      ["BACKEND", `${name}.internal`, "where requests go"],
      ["KEEP_SECONDS", `${seconds}`, "how long answers are kept"],
    ] as const;
    const files = [
      ["config/nginx.conf", "/etc/nginx/nginx.conf"],
      ["config/sites/site.conf", "/etc/nginx/conf.d/site.conf"],
    ] as const;
    yield [`${folder}/README.md`, readme({ name, port, files, ...(!isFaulty && { variables }) })];
  }
}

const PARTS = 28;
const STEPS = 11;
const PAGES = 300;

function* big(count: number, draws: Draws): Generator<File> {
  for (let index = 0; index < count; index++) {
    const name = nameOf("big", index);
    const folder = `deployment/images/${name}`;
    const copies = numbers(PARTS).map(
      (part) => `COPY --chown=web:web parts/${part}.conf /etc/parts/${part}.conf`,
    );
    const commands = numbers(STEPS).map((step) => longStep(step, draws.below(PARTS)));
    const steps = numbers(PARTS).flatMap((number) => [copies[number] ?? "", ...(commands[number] ?? [])]);
    yield [
      `${folder}/Dockerfile`,
      lines([
        ...installation(" ca-certificates"),
        "COPY --chown=web:web config/ /etc/nginx/",
        `COPY --chown=web:web pages/ /var/www/${name}/`,
        ...steps,
        "EXPOSE 8080",
        "USER web",
        'CMD ["nginx", "-g", "daemon off;"]',
      ]),
    ];
    yield [`${folder}/config/nginx.conf`, mainConfig("web")];
    yield [`${folder}/config/conf.d/site.conf`, site({ name, port: 8080, both: true })];
    for (const part of numbers(PARTS))
      yield [`${folder}/parts/${part}.conf`, `#mode=\nname=${part}\nof=${name}\n`];
    for (const page of numbers(PAGES))
      yield [`${folder}/pages/${page % 15}/${page}.html`, `<p>${page}</p>\n`];
    const files = [
      ["config/nginx.conf", "/etc/nginx/nginx.conf"],
      ["config/conf.d/site.conf", "/etc/nginx/conf.d/site.conf"],
    ] as const;
    yield [`${folder}/README.md`, readme({ name, port: 8080, files })];
  }
}

/** A RUN line of ten commands. */
function longStep(step: number, part: number): readonly string[] {
  const at = `/opt/step-${step}`;
  return [
    `RUN set -e; mkdir -p ${at}/data ${at}/tmp; \\`,
    `  touch ${at}/data/.keep; \\`,
    `  printf '%s\\n' "${step}" > ${at}/data/number; \\`,
    `  ln -s ${at}/data ${at}/current; \\`,
    `  chmod 0750 ${at}/tmp; \\`,
    `  if [ -e ${at}/tmp/old ]; then rm -r ${at}/tmp/old; fi; \\`,
    `  sed -i 's/^#mode=.*/mode=${step}/' /etc/parts/${part}.conf || true; \\`,
    `  find ${at} -type f -exec chmod 0640 {} +; \\`,
    `  chown -R web:web ${at}`,
  ];
}

const ROW = 6;
const GROUNDS = ["north", "south", "west"] as const;

function* heirs(count: number, draws: Draws): Generator<File> {
  yield [".github/keelcheck.yml", "registries:\n  registry.example.org: .\n"];
  const main = [["config/nginx.conf", "/etc/nginx/nginx.conf"]] as const;
  for (const ground of GROUNDS) {
    const folder = `deployment/images/ground-${ground}`;
    yield [
      `${folder}/Dockerfile`,
      lines([
        ...installation(),
        "COPY --chown=web:web config/nginx.conf /etc/nginx/nginx.conf",
        "EXPOSE 8080",
        "USER web",
        'CMD ["nginx", "-g", "daemon off;"]',
      ]),
    ];
    yield [`${folder}/config/nginx.conf`, mainConfig("web")];
    yield [`${folder}/README.md`, readme({ name: `ground-${ground}`, port: 8080, files: main })];
  }
  for (let index = 0; index < count; index++) {
    const name = nameOf("heir", index);
    const folder = `deployment/images/${name}`;
    const depth = index % ROW;
    const from = depth === 0 ? `ground-${draws.of(GROUNDS)}` : nameOf("heir", index - 1);
    yield [
      `${folder}/Dockerfile`,
      lines([
        `FROM registry.example.org/${from}`,
        "USER root",
        `RUN mkdir -p /srv/depth-${depth} && chown web:web /srv/depth-${depth}`,
        "COPY --chown=web:web config/site.conf /etc/nginx/conf.d/site.conf",
        `COPY --chown=web:web config/depth.txt /srv/depth-${depth}/depth.txt`,
        `ENV BACKEND=${name}.internal`,
        "USER web",
      ]),
    ];
    yield [`${folder}/config/site.conf`, site({ name, port: 8080, both: true })];
    yield [`${folder}/config/depth.txt`, `${depth} of ${name}\n`];
    const variables = [["BACKEND", `${name}.internal`, "where requests go"]] as const;
    const files = [
      ["config/site.conf", "/etc/nginx/conf.d/site.conf"],
      ["config/depth.txt", `/srv/depth-${depth}/depth.txt`],
    ] as const;
    yield [`${folder}/README.md`, readme({ name, port: 8080, variables, files })];
  }
}

const SERVICES_AN_IMAGE = 1.5;

function* folder(count: number): Generator<File> {
  const at = "deployment/images/many";
  const files = [
    ["config/nginx.conf", "/etc/nginx/nginx.conf"],
    ["config/sites/", "/etc/nginx/conf.d/site.conf"],
  ] as const;
  yield [`${at}/README.md`, readme({ name: "many", port: 8080, files })];
  yield [`${at}/config/nginx.conf`, mainConfig("web")];
  for (const index of numbers(count)) {
    yield [
      `${at}/Dockerfile.${padded(index)}`,
      lines([
        ...installation(),
        "COPY --chown=web:web config/nginx.conf /etc/nginx/nginx.conf",
        `COPY --chown=web:web config/sites/${index}.conf /etc/nginx/conf.d/site.conf`,
        "EXPOSE 8080",
        "USER web",
        'CMD ["nginx", "-g", "daemon off;"]',
      ]),
    ];
    yield [`${at}/config/sites/${index}.conf`, site({ name: nameOf("many", index), port: 8080, both: true })];
  }
  const services = numbers(Math.floor(count * SERVICES_AN_IMAGE)).flatMap((index) => [
    `  ${nameOf("service", index)}:`,
    `    image: ${nameOf("many", index % count)}`,
    "    build:",
    `      context: ${at}`,
    `      dockerfile: Dockerfile.${padded(index % count)}`,
    "    ports:",
    `      - "${20_000 + index}:8080"`,
    "    environment:",
    `      BACKEND: backend-${index}`,
  ]);
  yield ["compose.yaml", lines(["services:", ...services])];
}

function nameOf(kind: string, index: number): string {
  return `${kind}-${padded(index)}`;
}

function padded(index: number): string {
  return String(index).padStart(6, "0");
}

function numbers(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index);
}
