import type { LabCase, Theme } from "../case.ts";
import { MAIN, NGINX, SITE, START_NGINX } from "./images.ts";

const base = "FROM debian:12-slim";
const sleeps = 'CMD ["sleep", "60"]\n';
const of = (name: string, Dockerfile: string, files: LabCase["files"] = {}): LabCase => ({
  name,
  files: { Dockerfile, ...files },
});
const handed = "RUN chown -R www-data /var/lib/nginx /var/log/nginx /run\n";
const main = { "nginx.conf": MAIN };

export const stages: Theme = {
  name: "stages",
  cases: [
    of("USER only in the builder", `${base} AS build\nUSER www-data\n${NGINX}${START_NGINX}`),
    of("USER of an earlier stage", `${base} AS web\nUSER www-data\nFROM web\n${sleeps}`),
    of(
      "USER of a stage that is copied from only",
      `${base} AS web\nUSER 1300\n${base}\nCOPY --from=web /etc/passwd /tmp/\n${sleeps}`,
    ),
    of("USER set back to root", `${base} AS web\nUSER 1300\nFROM web\nUSER root\n${sleeps}`),
    of("USER with a group", `${base}\nUSER nobody:www-data\n${sleeps}`),
    of("USER by numbers", `${base}\nUSER 1300:1300\n${sleeps}`),
    of("USER that does not exist", `${NGINX}USER nosuch\n${START_NGINX}`),
    of("USER with a group that does not exist", `${NGINX}USER www-data:nosuch\n${START_NGINX}`),
    of("USER of an ARG", `${base}\nARG APP=www-data\nUSER $APP\n${sleeps}`),
    of(
      "USER of an ARG with a default where it is used",
      `${base}\nARG APP\nUSER \${APP:-www-data}\n${sleeps}`,
    ),
    of(
      "USER of an ARG that is set, with a default where it is used",
      `${base}\nARG APP=nobody\nUSER \${APP:-www-data}\n${sleeps}`,
    ),
    of("USER of a word for what is set", `${base}\nARG APP=nobody\nUSER \${APP:+www-data}\n${sleeps}`),
    of("an ARG before FROM is not a stage's", `ARG APP=nobody\n${base}\nUSER \${APP:-www-data}\n${sleeps}`),
    of(
      "an ARG before FROM, asked for in the stage",
      `ARG APP=nobody\n${base}\nARG APP\nUSER $APP\n${sleeps}`,
    ),
    of(
      "an ARG before FROM, with another default in the stage",
      `ARG APP=nobody\n${base}\nARG APP=www-data\nUSER $APP\n${sleeps}`,
    ),
    of("an ARG in FROM", `ARG TAG=12\nFROM debian:\${TAG}-slim\nUSER 1300\n${sleeps}`),
    of(
      "an ENV of an earlier stage that is built upon",
      `${base} AS web\nENV APP=nobody\nFROM web\nUSER \${APP:-www-data}\n${sleeps}`,
    ),
    // An ENV with an ARG of its name behind it is not here: buildah keeps to the ENV, BuildKit since 0.15 to the ARG.
    of("an ENV of an ARG", `${base}\nARG APP=nobody\nENV WHO=$APP\nUSER $WHO\n${sleeps}`),
    of("an ENV does not see its own line", `${base}\nENV A=nobody\nENV A=www-data B=$A\nUSER $B\n${sleeps}`),
    of("an ENV in the old form", `${base}\nENV WHO www-data\nUSER $WHO\n${sleeps}`),
    of("an ENV in quotes", `${base}\nENV WHO="nobody"\nUSER "$WHO"\n${sleeps}`),
    of("an ARG that comes too late", `${base}\nUSER \${APP:-nobody}\nARG APP=www-data\n${sleeps}`),
    of("FROM in lower case", `from debian:12-slim as web\nuser www-data\nfrom web\ncmd ["sleep", "60"]\n`),
    of(
      "an image with Docker Hub's name in full",
      `FROM docker.io/library/debian:12-slim\nUSER 1300\n${sleeps}`,
    ),
    of("ENTRYPOINT with CMD", `${NGINX}ENTRYPOINT ["nginx"]\nCMD ["-g", "daemon off;"]\n`),
    of(
      "ENTRYPOINT behind CMD",
      `${NGINX}CMD ["-g", "daemon off; user root;"]\nENTRYPOINT ["nginx"]\nCOPY nginx.conf /etc/nginx/\n`,
      { "nginx.conf": MAIN.replace("user www-data;\n", "") },
    ),
    of(
      "ENTRYPOINT drops the CMD of the stage below",
      `${NGINX.replace("slim", "slim AS web")}CMD ["-g", "daemon off; user root;"]\nFROM web\nENTRYPOINT ["nginx", "-g", "daemon off;"]\n`,
    ),
    of(
      "ENTRYPOINT in shell form ignores CMD",
      `${NGINX}ENTRYPOINT nginx -g "daemon off;"\nCMD ["-g", "nonsense"]\n`,
    ),
    of(
      "ENTRYPOINT emptied",
      `${NGINX.replace("slim", "slim AS web")}ENTRYPOINT ["sleep", "60"]\nFROM web\nENTRYPOINT []\n${START_NGINX}`,
    ),
    of("CMD in shell form", `${NGINX}CMD nginx -g 'daemon off;'\n`),
    of("CMD in shell form with exec", `${NGINX}CMD exec nginx -g "daemon off;"\n`),
    of("CMD of JSON that is none", `${NGINX}CMD ['nginx', '-g', 'daemon off;']\n`),
    of("the last of two CMDs", `${NGINX}CMD ["sleep", "60"]\n${START_NGINX}`),
    of("a CMD that starts no server", `${NGINX}${sleeps}`),
    of("a CMD of the base only", NGINX),
    of(
      "files, users and ports of a stage below",
      `${NGINX.replace("slim", "slim AS web")}RUN useradd -r -u 905 app\nCOPY nginx.conf /etc/nginx/\nFROM web AS final\nRUN sed -i 's/www-data/app/' /etc/nginx/nginx.conf\n${START_NGINX}`,
      main,
    ),
    of(
      "USER among RUNs",
      `${NGINX}${handed}USER www-data\nRUN echo x > /tmp/x\nCOPY nginx.conf /etc/nginx/\n${START_NGINX}`,
      main,
    ),
    of(
      "SHELL changes nothing about the start in exec form",
      `${NGINX}SHELL ["/bin/bash", "-o", "pipefail", "-c"]\n${START_NGINX}`,
    ),
    of("VOLUME and EXPOSE change nothing", `${NGINX}EXPOSE 9999\nVOLUME /data\n${START_NGINX}`),
    {
      name: "an image of the same repo",
      before: [{ ref: "registry.example/base:1", folder: "deployment/images/base" }],
      files: {
        "/.github/keelcheck.yml": "registries:\n  registry.example: .\n",
        "/deployment/images/base/Dockerfile": `${NGINX}RUN useradd -r -u 905 app\nCOPY nginx.conf /etc/nginx/\nUSER app\n${START_NGINX}`,
        "/deployment/images/base/nginx.conf": `pid /tmp/nginx.pid;\nevents {}\nhttp { include conf.d/*.conf; }\n`,
        Dockerfile: "FROM registry.example/base:1\nUSER root\nCOPY site.conf /etc/nginx/conf.d/\n",
        "site.conf": SITE,
      },
    },
  ],
};
