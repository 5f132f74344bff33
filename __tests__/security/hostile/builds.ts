import type { Files } from "../../app/changes-between.ts";
import type { Change } from "../change.ts";
import {
  baked,
  COMPOSE,
  DOCKERFILE,
  edited,
  IMAGE,
  plain,
  staged,
  textIn,
  WORKFLOW,
  without,
} from "../repos.ts";

const ROOTED = `FROM nginx:1.27
COPY nginx.conf /etc/nginx/nginx.conf
COPY html/ /usr/share/nginx/html/
EXPOSE 8080
CMD ["nginx", "-g", "daemon off;"]
`;
const BUILD = "docker build -t web deployment/images/web";

/** `staged`, of which a workflow builds the stage that is named, or the last one, and compose nothing. */
const ci: Files = without(staged, [COMPOSE]);
const plainCi: Files = without(plain, [COMPOSE]);

interface Way {
  readonly base?: Files;
  readonly more?: Files;
  /** What the workflow runs instead of its build. */
  readonly run?: string;
  /** A step, or several, instead of the one that builds. */
  readonly steps?: string;
}

function workflow(base: Files, { more = {}, run, steps }: Way): Files {
  const step = `      - run: ${BUILD}\n`;
  const lines = run?.split("\n").map((line) => `          ${line}\n`);
  const instead = steps ?? (lines === undefined ? step : `      - run: |\n${lines.join("")}`);
  return edited({ ...base, ...more }, WORKFLOW, [step, instead]);
}

const debugged: Readonly<Record<string, Way>> = {
  "--target": { run: `docker build --target debug -t web deployment/images/web` },
  "--target=": { run: `docker build --target=debug -t web deployment/images/web` },
  "--target behind": { run: `docker build -t web deployment/images/web --target debug` },
  "--target over lines": { run: `docker build \\\n  --target debug \\\n  -t web deployment/images/web` },
  "--target in a variable": { run: `T=debug\ndocker build --target $T -t web deployment/images/web` },
  "--target in a flag's variable": {
    run: `FLAGS="--target debug"\ndocker build $FLAGS -t web deployment/images/web`,
  },
  "--target of an input": { run: "docker build --target ${{ inputs.stage }} -t web deployment/images/web" },
  "--target of an env": {
    steps: `      - run: docker build --target $T -t web deployment/images/web\n        env: {T: debug}\n`,
  },
  "--target of a matrix": { run: "docker build --target ${{ matrix.t }} -t web deployment/images/web" },
  "buildx build": { run: `docker buildx build --target debug --push -t web deployment/images/web` },
  "buildx b": { run: `docker buildx b --target debug -t web deployment/images/web` },
  "builder build": { run: `docker builder build --target debug -t web deployment/images/web` },
  "image build": { run: `docker image build --target debug -t web deployment/images/web` },
  podman: { run: `podman build --target debug -t web deployment/images/web` },
  buildah: { run: `buildah bud --target debug -t web deployment/images/web` },
  "buildah build": { run: `buildah build --target debug -t web deployment/images/web` },
  nerdctl: { run: `nerdctl build --target debug -t web deployment/images/web` },
  "sudo docker": { run: `sudo docker build --target debug -t web deployment/images/web` },
  "env docker": { run: `DOCKER_BUILDKIT=1 docker build --target debug -t web deployment/images/web` },
  "docker with a context": { run: `docker --context x build --target debug -t web deployment/images/web` },
  "in its folder": { run: `cd deployment/images/web\ndocker build --target debug -t web .` },
  "working-directory": {
    steps:
      "      - working-directory: deployment/images/web\n        run: docker build --target debug -t web .\n",
  },
  "sh -c": { run: `sh -c 'docker build --target debug -t web deployment/images/web'` },
  eval: { run: `eval "docker build --target debug -t web deployment/images/web"` },
  "in a loop": { run: `for t in debug; do docker build --target "$t" -t web deployment/images/web; done` },
  "build-push-action": {
    steps:
      "      - uses: docker/build-push-action@v6\n        with:\n          context: deployment/images/web\n          target: debug\n",
  },
  "build-push-action with an expression": {
    steps:
      "      - uses: docker/build-push-action@v6\n        with:\n          context: deployment/images/web\n          target: ${{ inputs.t }}\n",
  },
  "a local action": {
    more: {
      ".github/actions/b/action.yml":
        "runs:\n  using: composite\n  steps:\n    - run: docker build --target debug -t web deployment/images/web\n      shell: bash\n",
    },
    steps: "      - uses: ./.github/actions/b\n",
  },
  "a Makefile": {
    more: { Makefile: "image:\n\tdocker build --target debug -t web deployment/images/web\n" },
    run: "make image",
  },
  "a Makefile's variables": {
    more: {
      Makefile: "STAGE = debug\nimage:\n\tdocker build --target $(STAGE) -t web deployment/images/web\n",
    },
    run: "make image",
  },
  "a Makefile elsewhere": {
    more: { "ops/Makefile": "image:\n\tdocker build --target debug -t web ../deployment/images/web\n" },
    run: "make -C ops image",
  },
  "a script": {
    more: { "ops/build.sh": "#!/bin/sh\ndocker build --target debug -t web deployment/images/web\n" },
    run: "sh ops/build.sh",
  },
  "bake --set": {
    more: {
      "docker-bake.hcl": 'target "default" {\n  context = "deployment/images/web"\n  target = "prod"\n}\n',
    },
    run: "docker buildx bake --set default.target=debug",
  },
  "bake --set of all": {
    more: {
      "docker-bake.hcl": 'target "default" {\n  context = "deployment/images/web"\n  target = "prod"\n}\n',
    },
    run: "docker buildx bake --set=*.target=debug",
  },
  "bake --set in a variable": {
    more: {
      "docker-bake.hcl": 'target "default" {\n  context = "deployment/images/web"\n  target = "prod"\n}\n',
    },
    run: "S=default.target=debug\ndocker buildx bake --set $S",
  },
  "bake -f": {
    more: { "ops/b.hcl": 'target "default" {\n  context = "deployment/images/web"\n  target = "debug"\n}\n' },
    run: "docker buildx bake -f ops/b.hcl",
  },
  "bake -f of JSON": {
    more: { "ops/b.json": '{"target":{"default":{"context":"deployment/images/web","target":"debug"}}}' },
    run: "docker buildx bake --file ops/b.json",
  },
  "bake -f of no ending": {
    more: { "ops/b": 'target "default" {\n  context = "deployment/images/web"\n  target = "debug"\n}\n' },
    run: "docker buildx bake --file=ops/b",
  },
  "bake-action": {
    more: { "ops/b.hcl": 'target "default" {\n  context = "deployment/images/web"\n  target = "debug"\n}\n' },
    steps: "      - uses: docker/bake-action@v5\n        with:\n          files: ops/b.hcl\n",
  },
  "bake-action set": {
    more: {
      "docker-bake.hcl": 'target "default" {\n  context = "deployment/images/web"\n  target = "prod"\n}\n',
    },
    steps: "      - uses: docker/bake-action@v5\n        with:\n          set: default.target=debug\n",
  },
  "another workflow": {
    more: {
      ".github/workflows/release.yaml":
        "on: push\njobs:\n  b:\n    runs-on: x\n    steps:\n      - run: docker build --target debug -t web deployment/images/web\n",
    },
  },
  GitLab: {
    more: {
      ".gitlab-ci.yml": "build:\n  script:\n    - docker build --target debug -t web deployment/images/web\n",
    },
  },
  "Cloud Build": {
    more: {
      "cloudbuild.yaml":
        "steps:\n  - name: gcr.io/cloud-builders/docker\n    args: [build, --target, debug, -t, web, deployment/images/web]\n",
    },
  },
};

/** A claim that nobody uses names the good stage. */
const decoys: Readonly<Record<string, Files>> = {
  bake: { "docker-bake.hcl": 'target "web" {\n  context = "deployment/images/web"\n  target = "prod"\n}\n' },
  "bake in its folder": {
    [`${IMAGE}/docker-bake.hcl`]: 'target "default" {\n  context = "."\n  target = "prod"\n}\n',
  },
  compose: { "compose.yml": "services:\n  w:\n    build: {context: deployment/images/web, target: prod}\n" },
  "compose elsewhere": {
    "ops/compose.yml": "services:\n  w:\n    build: {context: ../deployment/images/web, target: prod}\n",
  },
  "compose behind a profile": {
    "compose.yml":
      "services:\n  w:\n    profiles: [never]\n    build: {context: deployment/images/web, target: prod}\n",
  },
  script: { "build.sh": "docker build --target prod deployment/images/web\n" },
};

const decoyed = Object.entries(decoys).map(
  ([name, more]): Change => ({
    name: `CI builds debug beside a decoy: ${name}`,
    base: ci,
    head: workflow({ ...ci, ...more }, { run: "docker build --target debug -t web deployment/images/web" }),
  }),
);

/** Another build of the plain image. */
const others: Readonly<Record<string, Way>> = {
  "-f of another Dockerfile": {
    more: { [`${IMAGE}/Dockerfile.x`]: ROOTED },
    run: "docker build -f deployment/images/web/Dockerfile.x -t web deployment/images/web",
  },
  "-f of an odd name": {
    more: { "ops/web.txt": ROOTED },
    run: "docker build -f ops/web.txt -t web deployment/images/web",
  },
  "--file= of an odd name": {
    more: { "ops/web.txt": ROOTED },
    run: "docker build --file=ops/web.txt -t web deployment/images/web",
  },
  "-f in a variable": {
    more: { "ops/web.txt": ROOTED },
    run: "F=ops/web.txt\ndocker build -f $F -t web deployment/images/web",
  },
  "-f - of a heredoc": {
    run: `docker build -f - -t web deployment/images/web <<EOF\n${ROOTED}EOF`,
  },
  "-f - of a pipe": {
    run: "sed /USER/d deployment/images/web/Dockerfile | docker build -f - -t web deployment/images/web",
  },
  "-f of the temporary folder": {
    run: "sed /USER/d deployment/images/web/Dockerfile > /tmp/D\ndocker build -f /tmp/D -t web deployment/images/web",
  },
  "the Dockerfile is edited": {
    run: `sed -i 's/^USER.*/USER root/' deployment/images/web/Dockerfile\n${BUILD}`,
  },
  "the Dockerfile is copied over": {
    more: { "ops/D": ROOTED },
    run: `cp ops/D deployment/images/web/Dockerfile\n${BUILD}`,
  },
  "the Dockerfile is moved over": {
    more: { "ops/D": ROOTED },
    run: `mv ops/D deployment/images/web/Dockerfile\n${BUILD}`,
  },
  "the Dockerfile is written": { run: `echo 'USER root' >> deployment/images/web/Dockerfile\n${BUILD}` },
  "the Dockerfile is made by a program": {
    run: `envsubst < ops/D > deployment/images/web/Dockerfile\n${BUILD}`,
  },
  "the Dockerfile is edited in its folder": {
    run: `cd deployment/images/web\nsed -i /USER/d Dockerfile\ndocker build -t web .`,
  },
  "the Dockerfile is edited by perl": {
    run: `perl -ni -e 'print unless /USER/' deployment/images/web/Dockerfile\n${BUILD}`,
  },
  "the Dockerfile is edited by a variable": {
    run: `D=deployment/images/web/Dockerfile\nsed -i /USER/d $D\n${BUILD}`,
  },
  "the Dockerfile is edited by a wildcard": {
    run: `sed -i /USER/d deployment/images/*/Dockerfile\n${BUILD}`,
  },
  "an earlier step edits": {
    steps: `      - run: sed -i /USER/d deployment/images/web/Dockerfile\n      - run: ${BUILD}\n`,
  },
  "--build-context of the base": {
    run: "docker build --build-context nginx:1.27=docker-image://evil/nginx -t web deployment/images/web",
  },
  "--build-context= of the base": {
    run: "docker build --build-context=nginx:1.27=docker-image://evil/nginx -t web deployment/images/web",
  },
  "--build-context of a folder": {
    more: { "rootfs/etc/x": "" },
    run: "docker build --build-context nginx:1.27=rootfs -t web deployment/images/web",
  },
  "--build-context in full": {
    run: "docker build --build-context docker.io/library/nginx:1.27=docker-image://evil/nginx -t web deployment/images/web",
  },
  "build-contexts": {
    steps:
      "      - uses: docker/build-push-action@v6\n        with:\n          context: deployment/images/web\n          build-contexts: nginx:1.27=docker-image://evil/nginx\n",
  },
  "build-contexts of several": {
    steps:
      "      - uses: docker/build-push-action@v6\n        with:\n          context: deployment/images/web\n          build-contexts: |\n            a=b\n            nginx:1.27=docker-image://evil/nginx\n",
  },
  BUILDKIT_SYNTAX: {
    run: "docker build --build-arg BUILDKIT_SYNTAX=evil/frontend -t web deployment/images/web",
  },
  "BUILDKIT_SYNTAX=": {
    run: "docker build --build-arg=BUILDKIT_SYNTAX=evil/frontend -t web deployment/images/web",
  },
  "BUILDKIT_SYNTAX of the environment": {
    run: "export BUILDKIT_SYNTAX=evil/frontend\ndocker build --build-arg BUILDKIT_SYNTAX -t web deployment/images/web",
  },
  "build-args with BUILDKIT_SYNTAX": {
    steps:
      "      - uses: docker/build-push-action@v6\n        with:\n          context: deployment/images/web\n          build-args: BUILDKIT_SYNTAX=evil/frontend\n",
  },
  "build-push-action of another file": {
    more: { "ops/web.txt": ROOTED },
    steps:
      "      - uses: docker/build-push-action@v6\n        with:\n          context: deployment/images/web\n          file: ops/web.txt\n",
  },
};

const argued = edited(plain, DOCKERFILE, ["USER nginx", "ARG RUN_AS=nginx\nUSER $RUN_AS"]);
const basedOn = edited(plain, DOCKERFILE, ["FROM nginx:1.27", "ARG BASE=nginx:1.27\nFROM $BASE"]);

const args: Readonly<Record<string, Way>> = Object.fromEntries(
  [
    [
      "--build-arg",
      (arg: string) => ({ run: `docker build --build-arg ${arg} -t web deployment/images/web` }),
    ],
    [
      "--build-arg=",
      (arg: string) => ({ run: `docker build --build-arg=${arg} -t web deployment/images/web` }),
    ],
    [
      "--build-arg quoted",
      (arg: string) => ({ run: `docker build --build-arg "${arg}" -t web deployment/images/web` }),
    ],
    [
      "--build-arg of a variable",
      (arg: string) => ({ run: `X=${arg}\ndocker build --build-arg $X -t web deployment/images/web` }),
    ],
    [
      "--build-arg of the environment",
      (arg: string) => ({
        run: `export ${arg}\ndocker build --build-arg ${arg.split("=")[0]} -t web deployment/images/web`,
      }),
    ],
    [
      "build-args",
      (arg: string) => ({
        steps: `      - uses: docker/build-push-action@v6\n        with:\n          context: deployment/images/web\n          build-args: |\n            A=b\n            ${arg}\n`,
      }),
    ],
    [
      "--build-arg of an expression",
      (arg: string) => ({
        run: `docker build --build-arg ${arg.split("=")[0]}=\${{ inputs.x }} -t web deployment/images/web`,
      }),
    ],
    ["podman", (arg: string) => ({ run: `podman build --build-arg ${arg} -t web deployment/images/web` })],
  ].flatMap(([name, way]) => {
    const spell = way as (arg: string) => Way;
    return [
      [`${name}: user`, { ...spell("RUN_AS=root"), base: without(argued, [COMPOSE]) }],
      [`${name}: base`, { ...spell("BASE=evil/nginx"), base: without(basedOn, [COMPOSE]) }],
    ] as [string, Way][];
  }),
);

const ofCi = [
  ...Object.entries(debugged).map(
    ([name, way]): Change => ({ name: `CI builds debug: ${name}`, base: ci, head: workflow(ci, way) }),
  ),
  ...Object.entries(debugged)
    .slice(0, 12)
    .map(
      ([name, way]): Change => ({
        name: `CI builds debug beside compose: ${name}`,
        base: withProd(staged),
        head: workflow(withProd(staged), way),
      }),
    ),
  ...Object.entries(others).map(
    ([name, way]): Change => ({ name: `CI: ${name}`, base: plainCi, head: workflow(plainCi, way) }),
  ),
  ...Object.entries(args).map(
    ([name, way]): Change => ({
      name: `CI: ${name}`,
      base: way.base ?? plainCi,
      head: workflow(way.base ?? plainCi, way),
    }),
  ),
];

function withProd(files: Files): Files {
  return edited(files, COMPOSE, [
    "build: ./deployment/images/web",
    "build: {context: ./deployment/images/web, target: prod}",
  ]);
}

const bakeWays: Readonly<Record<string, Files>> = {
  target: {
    "docker-bake.hcl": 'target "default" {\n  context = "deployment/images/web"\n  target = "debug"\n}\n',
  },
  matrix: {
    "docker-bake.hcl":
      'target "default" {\n  matrix = { t = ["debug"] }\n  name = "web-${t}"\n  context = "deployment/images/web"\n  target = t\n}\n',
  },
  "a matrix of two": {
    "docker-bake.hcl":
      'target "default" {\n  matrix = { t = ["prod", "debug"] }\n  name = "web-${t}"\n  context = "deployment/images/web"\n  target = t\n}\n',
  },
  "a matrix of a variable": {
    "docker-bake.hcl":
      'variable "ALL" { default = ["debug"] }\ntarget "default" {\n  matrix = { t = ALL }\n  name = "web-${t}"\n  context = "deployment/images/web"\n  target = t\n}\n',
  },
  "an override": { "docker-bake.override.hcl": 'target "default" {\n  target = "debug"\n}\n' },
  "an override in JSON": { "docker-bake.override.json": '{"target":{"default":{"target":"debug"}}}' },
  "JSON beside": {
    "docker-bake.json": '{"target":{"default":{"contexts":{"nginx:1.27":"docker-image://evil/nginx"}}}}',
  },
  "compose beside": {
    "compose.yml": "services:\n  default:\n    build: {context: deployment/images/web, target: debug}\n",
  },
  "an inherited target": {
    "docker-bake.hcl":
      'target "x" {\n  target = "debug"\n}\ntarget "default" {\n  inherits = ["x"]\n  context = "deployment/images/web"\n}\n',
  },
  "a group": {
    "docker-bake.hcl":
      'group "default" { targets = ["x"] }\ntarget "web" {\n  context = "deployment/images/web"\n  target = "prod"\n}\ntarget "x" {\n  context = "deployment/images/web"\n  target = "debug"\n}\n',
  },
  "a variable": {
    "docker-bake.hcl":
      'variable "T" { default = "debug" }\ntarget "default" {\n  context = "deployment/images/web"\n  target = T\n}\n',
  },
  "a condition": {
    "docker-bake.hcl":
      'variable "T" { default = "" }\ntarget "default" {\n  context = "deployment/images/web"\n  target = T == "" ? "debug" : "prod"\n}\n',
  },
  "a function": {
    "docker-bake.hcl":
      'function "f" {\n  params = [a]\n  result = "${a}bug"\n}\ntarget "default" {\n  context = "deployment/images/web"\n  target = f("de")\n}\n',
  },
  "another Dockerfile": {
    "docker-bake.hcl":
      'target "default" {\n  context = "deployment/images/web"\n  dockerfile = "other.txt"\n}\n',
    [`${IMAGE}/other.txt`]: ROOTED,
  },
  "a context of the base": {
    "docker-bake.hcl":
      'target "default" {\n  context = "deployment/images/web"\n  target = "prod"\n  contexts = { "nginx:1.27" = "docker-image://evil/nginx" }\n}\n',
  },
  "an argument BUILDKIT_SYNTAX": {
    "docker-bake.hcl":
      'target "default" {\n  context = "deployment/images/web"\n  target = "prod"\n  args = { BUILDKIT_SYNTAX = "evil/frontend" }\n}\n',
  },
  "an attribute twice": {
    "docker-bake.hcl":
      'target "default" {\n  context = "deployment/images/web"\n  target = "prod"\n}\ntarget "default" {\n  target = "debug"\n}\n',
  },
  "a file that bake refuses": {
    "docker-bake.hcl": 'target "default" {\n  context = "deployment/images/web"\n  target = \n}\n',
  },
};

const ofBake = Object.entries(bakeWays).map(
  ([name, more]): Change => ({ name: `bake: ${name}`, base: baked, head: { ...baked, ...more } }),
);

const frontends: Readonly<Record<string, (text: string) => string>> = {
  "at the top": (text) => `# syntax=evil/frontend:1\n${text}`,
  "without blanks": (text) => `#syntax=evil/frontend\n${text}`,
  "with blanks": (text) => `#   syntax   =   evil/frontend   \n${text}`,
  "in capitals": (text) => `# SYNTAX=evil/frontend\n${text}`,
  "behind another directive": (text) => `# escape=\\\n# syntax=evil/frontend\n${text}`,
  "behind check": (text) => `# check=skip=all\n# syntax=evil/frontend\n${text}`,
  "behind #!": (text) => `#!/usr/bin/env docker\n# syntax=evil/frontend\n${text}`,
  "in the style of //": (text) => `// syntax=evil/frontend\n${text}`,
  "in the style of JSON": (text) => `{"syntax":"evil/frontend"}\n${text}`,
  "with Windows' line ends": (text) => `# syntax=evil/frontend\r\n${text.replaceAll("\n", "\r\n")}`,
  "with arguments": (text) => `# syntax=evil/frontend:1 --target=x\n${text}`,
  "of a name like Docker's": (text) => `# syntax=docker/dockerfile-evil:1\n${text}`,
};

const byFrontend = Object.entries(frontends).map(
  ([name, put]): Change => ({
    name: `a foreign frontend ${name}`,
    base: plain,
    head: { ...plain, [DOCKERFILE]: put(textIn(plain, DOCKERFILE)) },
  }),
);

export const builds = [...ofCi, ...decoyed, ...ofBake, ...byFrontend];
