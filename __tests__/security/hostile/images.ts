import type { Files } from "../../app/changes-between.ts";
import type { Change } from "../change.ts";
import { COMPOSE, DOCKERFILE, edited, IMAGE, plain, README, textIn, WORKFLOW, without } from "../repos.ts";

const UNKNOWN = "FROM evil/web:1\nCOPY html/ /srv/\n";
const ROOTED = textIn(plain, DOCKERFILE).replace("USER nginx\n", "");
const OTHER = "deployment/images/site";
const gone = Object.keys(plain).filter((path) => path.startsWith(`${IMAGE}/`));
const SERVICE = textIn(plain, COMPOSE);

/** Another image in the place of the one that is deleted. */
function other(dockerfile: string): Files {
  return {
    ...without(plain, gone),
    [`${OTHER}/Dockerfile`]: dockerfile,
    [`${OTHER}/html/i.html`]: "<p>hi</p>\n",
    [`${OTHER}/nginx.conf`]: textIn(plain, `${IMAGE}/nginx.conf`),
    [`${OTHER}/README.md`]: textIn(plain, README).replace("# web", "# site"),
  };
}

/** How the service, the target or the published name comes to the other image. */
const switches: Readonly<Record<string, (head: Files) => Files>> = {
  "the service builds it": (head) =>
    edited(head, COMPOSE, ["deployment/images/web", "deployment/images/site"]),
  "the service builds it by a map": (head) =>
    edited(head, COMPOSE, ["build: ./deployment/images/web", "build: {context: ./deployment/images/site}"]),
  "the workflow publishes it": (head) =>
    edited({ ...without(head, [COMPOSE]) }, WORKFLOW, ["deployment/images/web", "deployment/images/site"]),
  both: (head) =>
    edited(edited(head, COMPOSE, ["deployment/images/web", "deployment/images/site"]), WORKFLOW, [
      "deployment/images/web",
      "deployment/images/site",
    ]),
  "another service of the name's image": (head) => ({
    ...head,
    [COMPOSE]: SERVICE.replace("deployment/images/web", "deployment/images/site").replace("web:", "www:"),
  }),
};

const replaced = Object.entries(switches).flatMap(([name, put]): readonly Change[] => [
  {
    name: `an image of an unknown base instead: ${name}`,
    base: plain,
    head: put(other(UNKNOWN)),
    // A service that there was not is no switch: it is shown as new.
    ...(name.startsWith("another service") ? { least: "shown" as const } : {}),
  },
  { name: `an image that is root instead: ${name}`, base: plain, head: put(other(ROOTED)) },
]);

/** The image stays, and something else starts in its service. */
const started: Readonly<Record<string, Files>> = {
  "another image": edited(plain, COMPOSE, ["build: ./deployment/images/web", "image: evil/web:1"]),
  "another image by its digest": edited(plain, COMPOSE, [
    "build: ./deployment/images/web",
    `image: evil/web@sha256:${"1".repeat(64)}`,
  ]),
  "another image of a registry": edited(plain, COMPOSE, [
    "build: ./deployment/images/web",
    "image: registry.example/x/web",
  ]),
  "the stock image": edited(plain, COMPOSE, ["build: ./deployment/images/web", "image: nginx:1.27"]),
  "the stock image of Apache": edited(plain, COMPOSE, ["build: ./deployment/images/web", "image: httpd:2.4"]),
  "another build": {
    ...edited(plain, COMPOSE, ["./deployment/images/web", "./ops/web"]),
    "ops/web/Dockerfile": UNKNOWN,
    "ops/web/html/i.html": "",
  },
  "another build in place": edited(plain, COMPOSE, [
    "build: ./deployment/images/web",
    'build: {dockerfile_inline: "FROM evil/web:1"}',
  ]),
  "an image of the name that nobody builds": edited(plain, COMPOSE, [
    "build: ./deployment/images/web",
    "image: web",
  ]),
  "the service under another name": {
    ...plain,
    [COMPOSE]: SERVICE.replace("web:\n", "www:\n").replace(
      "build: ./deployment/images/web",
      "image: evil/web:1",
    ),
  },
};

const switched = Object.entries(started).map(
  ([name, head]): Change => ({
    name: `the service starts ${name}`,
    base: plain,
    head,
    ...(name.startsWith("the service under") ? { least: "shown" as const } : {}),
  }),
);

/** The base of the image itself. */
const bases: Readonly<Record<string, string>> = {
  unknown: "FROM evil/nginx:1.27",
  "unknown, named like it": "FROM evil/nginx:1.27 AS nginx",
  "of another registry": "FROM registry.example/library/nginx:1.27",
  "of docker.io under another name": "FROM docker.io/evil/nginx:1.27",
  "with a look-alike": "FROM nginx1:1.27",
  "of a variable": "ARG BASE\nFROM ${BASE}",
  "of a variable with a default": "ARG BASE=evil/nginx\nFROM ${BASE}",
  "of a default in place": "FROM ${BASE:-evil/nginx}",
  "of a stage from an unknown one": "FROM evil/nginx AS a\nFROM a",
  "of a stage in capitals": "FROM evil/nginx AS Nginx\nFROM nginx",
  "of a stage that is called like it": "FROM evil/nginx AS nginx\nFROM nginx",
  "of another stage by its number": "FROM evil/nginx\nFROM nginx:1.27\nFROM 0",
  "another server's": "FROM caddy:2",
  "another distribution of it": "FROM openresty/openresty:1.27.1.1-alpine",
  nothing: "FROM scratch",
};

const rebased = Object.entries(bases).map(
  ([name, from]): Change => ({
    name: `the base is ${name}`,
    base: plain,
    head: edited(plain, DOCKERFILE, ["FROM nginx:1.27", from]),
  }),
);

/** The policy asks that the master is nobody's root: USER is what makes it so. */
const dropped: Readonly<Record<string, Files>> = {
  "USER is gone": edited(plain, DOCKERFILE, ["USER nginx\n", ""]),
  "USER is a comment": edited(plain, DOCKERFILE, ["USER nginx\n", "# USER nginx\n"]),
  "USER stands in another stage": edited(edited(plain, DOCKERFILE, ["USER nginx\n", ""]), DOCKERFILE, [
    "FROM nginx:1.27\n",
    "FROM nginx:1.27 AS x\nUSER nginx\nFROM nginx:1.27\n",
  ]),
  "a later stage forgets it": {
    ...plain,
    [DOCKERFILE]: `${textIn(plain, DOCKERFILE)}\nFROM nginx:1.27\nCOPY nginx.conf /etc/nginx/nginx.conf\nCOPY html/ /usr/share/nginx/html/\n`,
  },
  "the line is joined to the one before": edited(plain, DOCKERFILE, [
    "COPY html/ /usr/share/nginx/html/\nUSER nginx",
    "RUN true \\\nUSER nginx",
  ]),
};

const byUser = Object.entries(dropped).map(
  ([name, head]): Change => ({ name: `non-root: ${name}`, base: plain, head }),
);

export const images: readonly Change[] = [...replaced, ...switched, ...rebased, ...byUser];
