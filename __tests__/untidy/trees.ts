import type { Files } from "../app/changes-between.ts";
import { type Random, randomFrom } from "../variants/random.ts";

/** A deployment repo that nobody kept in order, as small files of its own kind of disorder. */
export interface UntidyTree {
  readonly what: string;
  readonly files: Files;
  /** Paths of the Dockerfiles, one for each of its thirty images. */
  readonly dockerfiles: readonly string[];
}

interface Writing {
  readonly random: Random;
  readonly name: string;
  /** The image folder. */
  readonly folder: string;
}

interface Disorder {
  readonly what: string;
  readonly nameOf: (index: number) => string;
  readonly image: (writing: Writing) => Files;
  /** What lies beside the image folders. */
  readonly around: (folders: readonly string[]) => Files;
}

const COUNT = 30;
const ROOT = "deployment/images";
const WORDS = ["shop", "blog", "mail", "search", "media", "queue", "report", "login", "price", "stock"];

/** Five repos of thirty images, each untidy in a way of its own; the same for the same seed. */
export function untidyTrees(seed = 13): readonly UntidyTree[] {
  return DISORDERS.map((disorder, index) => treeOf(disorder, randomFrom(`untidy ${seed + index}`)));
}

function treeOf({ what, nameOf, image, around }: Disorder, random: Random): UntidyTree {
  const folders = Array.from({ length: COUNT }, (_, index) => `${ROOT}/${nameOf(index)}`);
  const images = folders.map((folder) =>
    image({ random, folder, name: folder.slice(folder.lastIndexOf("/") + 1) }),
  );
  const files: Files = Object.assign({}, around(folders), ...images);
  const dockerfiles = images.flatMap((one) =>
    Object.keys(one)
      .filter((path) => path.endsWith("Dockerfile"))
      .slice(0, 1),
  );
  return { what, files, dockerfiles };
}

const word = (index: number) => WORDS[index % WORDS.length] ?? "web";
const part = (index: number) => ["api", "web", "job"][Math.floor(index / WORDS.length)] ?? "web";

function nginxConf(user: string, port: number, more = ""): string {
  return `user ${user};\nevents {}\nhttp {\n    server {\n        listen ${port};\n${more}        root /srv/www;\n    }\n}\n`;
}

const DISORDERS: readonly Disorder[] = [
  {
    what: "configuration beside the Dockerfile, names in any case, backups, hardly a README",
    nameOf: (index) => (index % 3 === 0 ? `${word(index)}_${part(index)}` : `${word(index)}-${part(index)}`),
    image: ({ random, folder, name }) => ({
      [`${folder}/Dockerfile`]: `FROM nginx:1.27\n${random.chance(0.5) ? "RUN useradd --system deploy\n" : ""}COPY nginx.conf /etc/nginx/nginx.conf\nCOPY html/ /srv/www/\n${random.chance(0.3) ? "RUN chmod -R 777 /srv/www\n" : ""}EXPOSE ${random.pick([80, 8080])}\n`,
      [`${folder}/nginx.conf`]: nginxConf(
        random.pick(["root", "nginx", "www-data"]),
        random.pick([80, 8080]),
      ),
      [`${folder}/html/index.html`]: `<h1>${name}</h1>\n`,
      ...(random.chance(0.4) && { [`${folder}/nginx.conf.bak`]: nginxConf("root", 80) }),
      ...(random.chance(0.3) && { [`${folder}/old.conf`]: "server {\n    listen 81;\n}\n" }),
      ...(random.chance(0.2) && { [`${folder}/README.md`]: `# ${name}\n\nPort 80.\n` }),
    }),
    around: () => ({
      [`${ROOT}/default.conf`]: "server {\n    listen 80;\n}\n",
      [`${ROOT}/notes from prod.txt`]: "restart it by hand\n",
    }),
  },
  {
    what: "a folder for each version, low ports as a user, READMEs above that say other things",
    nameOf: (index) => `${word(index)}-${part(index)}/${index % 2 === 0 ? "1.0" : "2.1"}`,
    image: ({ random, folder }) => ({
      [`${folder}/Dockerfile`]: `FROM debian:12-slim\nRUN apt-get update && apt-get install -y nginx\nRUN useradd --uid 1500 web\nCOPY conf/ /etc/nginx/conf.d/\n${random.chance(0.6) ? "USER web\n" : ""}EXPOSE 80\nCMD ["nginx", "-g", "daemon off;"]\n`,
      [`${folder}/conf/site.conf`]: `server {\n    listen ${random.pick([80, 81, 8080])};\n    root /var/www/html;\n}\n`,
      [`${folder.slice(0, folder.lastIndexOf("/"))}/README.md`]: `# ${folder.split("/").at(-2)}\n\n## Ports\n\n| Port | |\n|---|---|\n| 8443 | https |\n\n## User\n\n\`admin\`\n`,
    }),
    around: () => ({ Makefile: "all:\n\tfor d in deployment/images/*/*/; do docker build $$d; done\n" }),
  },
  {
    what: "one compose file, contexts at the root, shared configuration of root",
    nameOf: (index) => `${word(index)}-${part(index)}`,
    image: ({ random, folder, name }) => ({
      [`${folder}/Dockerfile`]: `FROM nginx:1.27-alpine\nCOPY deployment/shared/nginx.conf /etc/nginx/nginx.conf\nCOPY ${folder}/site/ /etc/nginx/conf.d/\n${random.chance(0.3) ? "USER 101\n" : ""}`,
      [`${folder}/site/${name}.conf`]: `server {\n    listen ${random.pick([8080, 8081, 80])};\n}\n`,
      [`${folder}/README.md`]: `# ${name}\n\n## Purpose\n\nServes ${name}.\n\n## Configuration\n\nUser \`root\`, port ${random.pick([80, 8080])}, files \`/etc/nginx/nginx.conf\` and \`/etc/nginx/conf.d/${name}.conf\`.\n`,
    }),
    around: (folders) => ({
      "deployment/shared/nginx.conf":
        "user root;\nevents {}\nhttp {\n    include /etc/nginx/conf.d/*.conf;\n}\n",
      "docker-compose.yml": `services:\n${folders
        .map(
          (folder, index) =>
            `  ${folder.slice(folder.lastIndexOf("/") + 1)}:\n    build:\n      context: .\n      dockerfile: ${folder}/Dockerfile\n    ports: ["${9000 + index}:80"]\n`,
        )
        .join("")}`,
    }),
  },
  {
    what: "own bases that nobody described, entrypoints, supervisord, variables",
    nameOf: (index) => `${word(index)}${part(index).toUpperCase()}`,
    image: ({ random, folder, name }) => ({
      [`${folder}/Dockerfile`]: `FROM ${random.pick(["harbor.corp/base/php:8.3", "harbor.corp/base/node:20", "python:3.12-slim"])}\nARG VERSION\nENV MODE=production LEVEL=info\nRUN adduser --disabled-password app || true\nCOPY docker-entrypoint.sh /\n${random.chance(0.5) ? "COPY supervisord.conf /etc/supervisord.conf\n" : ""}ENTRYPOINT ["/docker-entrypoint.sh"]\nCMD ["python3", "-m", "http.server", "${random.pick([8000, 80])}"]\n`,
      [`${folder}/docker-entrypoint.sh`]: `#!/bin/sh\nset -e\necho "$MODE"\nexec "$@"\n`,
      [`${folder}/supervisord.conf`]:
        "[supervisord]\nnodaemon=true\n\n[program:web]\ncommand=/usr/local/bin/web\n",
      ...(random.chance(0.5) && {
        [`${folder}/README.md`]: `# ${name}\n\nSee the [wiki](../docs/${name}.md).\n`,
      }),
    }),
    around: () => ({ ".gitattributes": "* text=auto\n" }),
  },
  {
    what: "Apache of Debian and of httpd, sites that are not enabled, READMEs that are wrong",
    nameOf: (index) => `${part(index)}.${word(index)}`,
    image: ({ random, folder, name }) => ({
      [`${folder}/Dockerfile`]: random.chance(0.5)
        ? `FROM debian:12-slim\nRUN apt-get update && apt-get install -y apache2\nCOPY ${name}.conf /etc/apache2/sites-available/\nEXPOSE 80 443\nCMD ["apache2ctl", "-D", "FOREGROUND"]\n`
        : `FROM httpd:2.4\nRUN useradd web\nCOPY ${name}.conf /usr/local/apache2/conf/extra/${name}.conf\nEXPOSE 8080\n`,
      [`${folder}/${name}.conf`]: `<VirtualHost *:${random.pick([80, 8080])}>\n    DocumentRoot /srv/${name}\n</VirtualHost>\n`,
      [`${folder}/README.md`]: `# ${name}\n\nRuns as \`www\`, port ${random.pick([80, 81])}.\n`,
    }),
    around: () => ({ [`${ROOT}/template/README.md`]: "# TEMPLATE\n" }),
  },
];
