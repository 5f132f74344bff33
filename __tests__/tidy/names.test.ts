import { expect, test } from "vitest";
import { tidied } from "./tidied.ts";

const WEB = "deployment/images/My_Web";
const REPO = {
  ".github/keelcheck.yml": "layout:\n  config: config\n  names: kebab-case\n",
  [`${WEB}/Dockerfile`]: "FROM nginx:1.27-alpine\nCOPY nginx.conf /etc/nginx/nginx.conf\nUSER nginx\n",
  [`${WEB}/nginx.conf`]: "events {}\nhttp {\n    server {\n        listen 8080;\n    }\n}\n",
};

const TO = "deployment/images/my-web";
const REWRITTEN = {
  "docker-bake.hcl": `target "web" {\n  context = "./${WEB}"\n  tags = ["shop/My_Web:1"]\n}\n`,
  ".github/dependabot.yml": `version: 2\nupdates:\n  - package-ecosystem: docker\n    directory: /${WEB}\n    schedule: { interval: weekly }\n`,
  "renovate.json": `{ "packageRules": [{ "matchFileNames": ["${WEB}/**"], "enabled": false }] }\n`,
  ".github/workflows/a.yml": `on:\n  push:\n    paths: ['${WEB}/**', '!${WEB}/README.md']\njobs:\n  a:\n    runs-on: x\n    steps:\n      - uses: docker/build-push-action@v6\n        with:\n          context: ${WEB}\n          tags: shop/My_Web:latest\n`,
  ".gitignore": `${WEB}/dist/\n`,
  ".github/CODEOWNERS": `/${WEB}/ @shop\n`,
};

test("a folder that is renamed is renamed wherever it is named, and what is published keeps its name", async () => {
  const { made, refused, files } = await tidied({ ...REPO, ...REWRITTEN }, true);
  expect({ made, refused }).toEqual({
    made: [`${WEB}/nginx.conf -> ${WEB}/config/nginx.conf`, `${WEB} -> ${TO}`],
    refused: [],
  });
  const expected = Object.entries(REWRITTEN).map(([path, text]) => [path, text.replaceAll(WEB, TO)]);
  expect(
    Object.entries(files)
      .filter(([path]) => path in REWRITTEN)
      .sort(),
  ).toEqual(expected.sort());
  expect(files[`${TO}/config/nginx.conf`]).toBe(REPO[`${WEB}/nginx.conf`]);
});

const REFUSED: readonly (readonly [what: string, path: string, text: string, why: string])[] = [
  [
    "a matrix of a workflow",
    ".github/workflows/build.yml",
    "on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: docker build -t shop/${{ matrix.image }} deployment/images/${{ matrix.image }}\n",
    ".github/workflows/build.yml:6:46: a path is put together from a variable here, and may be this one",
  ],
  [
    "a script that goes into the images root",
    "build.sh",
    "#!/bin/sh\ncd deployment/images\nfor i in $(ls); do docker build -t shop/$i $i; done\n",
    "build.sh:2:4: names of images may be taken from the names of folders here",
  ],
  [
    "a Makefile",
    "Makefile",
    "IMAGES := My_Web\n$(IMAGES):\n\tdocker build -t shop/$@ deployment/images/$@\n",
    "Makefile:3:26: a path is put together from a variable here, and may be this one",
  ],
  [
    "compose in the folder",
    `${WEB}/compose.yaml`,
    "services:\n  app:\n    build: .\n",
    `${WEB}/compose.yaml:1:1: compose names the project and its images after this folder: set \`name\` in it first`,
  ],
];

test.each(
  REFUSED,
)("an image folder keeps its name where %s takes it from there", async (_, path, text, why) => {
  const { refused, made } = await tidied({ ...REPO, [path]: text }, true);
  expect(made).toEqual([`${WEB}/nginx.conf -> ${WEB}/config/nginx.conf`]);
  expect(refused.map((one) => one.replace(/^\S+: /, ""))).toEqual([why.replace(/:\d+(?=: )/, "")]);
});

test("what READMEs begin as is no stray, and goes to no image", async () => {
  const template = "deployment/images/web.md";
  const files = {
    ".github/keelcheck.yml": `layout:\n  readme: ${template}\n`,
    "deployment/images/web/Dockerfile": "FROM node:22\nUSER node\n",
    [template]: "# NAME\n",
  };
  expect(await tidied(files)).toMatchObject({ made: [], refused: [], strays: [] });
  const unnamed = { ...files, ".github/keelcheck.yml": "" };
  expect((await tidied(unnamed)).made).toEqual([`${template} -> deployment/images/web/web.md`]);
});
