import { expect, test } from "vitest";
import { findBuilds } from "../../../src/model/builds/survey.ts";
import { loadPolicy } from "../../../src/policy/load.ts";
import { rangeOf, sourceFile } from "../../../src/source.ts";
import { memoryWorkspace } from "../../../src/workspace/memory.ts";

type Tree = Readonly<Record<string, string>>;

const images = "deployment/images";

function find(tree: Tree, policyText = "") {
  const { policy, problems } = loadPolicy(sourceFile(".github/keelcheck.yml", policyText), []);
  expect(problems).toEqual([]);
  return findBuilds({ workspace: memoryWorkspace(tree), policy });
}

/** `source dockerfile[:target] in context`, one line a build. */
function lines(tree: Tree, policyText?: string): readonly string[] {
  return find(tree, policyText).builds.map(({ from, dockerfile, target, context, args }) => {
    const folder = context.known ? context.value || "." : `? ${context.why}`;
    const given = Object.entries(args).map(([name, value]) => ` ${name}=${value}`);
    return `${from} ${dockerfile}${target === undefined ? "" : `:${target}`} in ${folder}${given.join("")}`;
  });
}

const web = `${images}/web/Dockerfile`;

test.each<[string, Tree, readonly string[]]>([
  [
    "one Dockerfile in a folder",
    { [web]: "FROM a\nCOPY x /\n", [`${images}/web/x`]: "" },
    [`default ${web} in ${images}/web`],
  ],
  ["no COPY at all", { [web]: "FROM a\n" }, [`default ${web} in ${images}/web`]],
  [
    "the repo root as context",
    {
      [web]: "FROM a\nCOPY app/main.py deployment/images/web/x /\n",
      "app/main.py": "",
      [`${images}/web/x`]: "",
    },
    [`default ${web} in .`],
  ],
  [
    "a folder between",
    { [web]: "FROM a\nCOPY web/x shared /\n", [`${images}/web/x`]: "", [`${images}/shared/y`]: "" },
    [`default ${web} in ${images}`],
  ],
  [
    "globs, folders, the context itself",
    {
      [web]: "FROM a\nCOPY *.conf ./conf /x/\nCOPY . /y\n",
      [`${images}/web/a.conf`]: "",
      [`${images}/web/conf/b`]: "",
    },
    [`default ${web} in ${images}/web`],
  ],
  [
    "what Docker cuts off",
    { [web]: "FROM a\nCOPY /x ../y /\n", [`${images}/web/x`]: "", [`${images}/web/y`]: "" },
    [`default ${web} in ${images}/web`],
  ],
  [
    "sources that are not the context's",
    {
      [web]:
        "FROM a AS b\nFROM c\nCOPY --from=b /x /\nADD https://x.org/y git@x.org:z /\nCOPY <<EOF /z\nhi\nEOF\nCOPY $FILE /\n",
    },
    [`default ${web} in ${images}/web`],
  ],
  [
    "a stage that the target does not need",
    { [web]: "FROM a AS dev\nCOPY nowhere /\nFROM b\n" },
    [`default ${web} in ${images}/web`],
  ],
  [
    "a stage that it copies from",
    { [web]: "FROM a AS dev\nCOPY nowhere no-more /\nFROM b\nCOPY --from=DEV /x /\n" },
    [
      `default ${web} in ? no folder from ${images}/web up to the repo root holds every COPY source: "nowhere" is not in any of them`,
    ],
  ],
  [
    "built files that git ignores",
    { ".gitignore": "dist/\n", [web]: "FROM a\nCOPY dist/ nginx.conf /\n", [`${images}/web/nginx.conf`]: "" },
    [`default ${web} in ${images}/web`],
  ],
  [
    "files of another repo",
    { [web]: "FROM a\nCOPY package.json /\nCOPY . /\n", [`${images}/web/README.md`]: "" },
    [
      `default ${web} in ? no folder from ${images}/web up to the repo root holds every COPY source: "package.json" is not in any of them`,
    ],
  ],
  [
    "a file that is missing beside others",
    { [web]: "FROM a\nCOPY x y /\n", [`${images}/web/x`]: "" },
    [`default ${web} in ${images}/web`],
  ],
  ["no file but a missing one", { [web]: "FROM a\nCOPY x /\n" }, [`default ${web} in ${images}/web`]],
  [
    "a file that another folder holds",
    { [web]: "FROM a\nCOPY x /\n", "app/x": "" },
    [
      `default ${web} in ? no folder from ${images}/web up to the repo root holds every COPY source: "x" is not in any of them`,
    ],
  ],
  [
    "a file that another image's folder holds",
    {
      [web]: "FROM a\nCOPY x /\n",
      [`${images}/api/x`]: "",
      [`${images}/api/Dockerfile`]: "FROM a\nCOPY x /\n",
    },
    [`default ${images}/api/Dockerfile in ${images}/api`, `default ${web} in ${images}/web`],
  ],
  ...["target/x", "x.jar"].map((built): [string, Tree, readonly string[]] => [
    `a build's product: ${built}`,
    { [web]: `FROM a\nCOPY ${built} /\n` },
    [
      `default ${web} in ? no folder from ${images}/web up to the repo root holds every COPY source: "${built}" is not in any of them`,
    ],
  ]),
  [
    "nothing holds all of it",
    { [web]: "FROM a\nCOPY x y /\n", [`${images}/web/x`]: "", y: "" },
    [
      `default ${web} in ? no folder from ${images}/web up to the repo root holds every COPY source: "y" is not in ${images}/web`,
    ],
  ],
  [
    "several names, version sub-folders, no backups, no templates",
    {
      [`${images}/web/Dockerfile`]: "FROM a\n",
      [`${images}/web/Dockerfile.base`]: "FROM a\n",
      [`${images}/web/x.Dockerfile`]: "FROM a\n",
      [`${images}/web/1.2/Containerfile`]: "FROM a\n",
      [`${images}/web/dockerfile`]: "FROM a\n",
      [`${images}/web/Dockerfile.go`]: "# x\nARG A\nFROM a\n",
      [`${images}/web/Dockerfile.bak`]: "FROM a\n",
      [`${images}/web/Dockerfile~`]: "FROM a\n",
      [`${images}/web/Dockerfile.j2`]: "FROM a\n",
      [`${images}/web/Dockerfile.dockerignore`]: "x\n",
      [`${images}/web/dockerfile.go`]: "package x\n",
      [`${images}/web/Dockerfile.md`]: "# FROM\n",
      [`${images}/web/NotDockerfile`]: "FROM a\n",
      "other/Dockerfile": "FROM a\n",
    },
    ["1.2/Containerfile", "Dockerfile", "Dockerfile.base", "Dockerfile.go", "dockerfile", "x.Dockerfile"].map(
      (name) => `default ${images}/web/${name} in ${images}/web${name.startsWith("1.2") ? "/1.2" : ""}`,
    ),
  ],
  [
    "bake, from its folder, inherited, with a lender that is no image",
    {
      "docker-bake.hcl": `target "_common" { args = { A = "1" } }\ntarget "web" {\n  inherits = ["_common"]\n  context = "${images}"\n  dockerfile = "web/Dockerfile"\n  target = "run"\n}\n`,
      [web]: "FROM a AS run\n",
      Dockerfile: "FROM b\n",
    },
    [`bake ${web}:run in ${images} A=1`],
  ],
  [
    "bake in a sub-folder that is called from the root",
    { "ci/docker-bake.hcl": `target "web" {\n  dockerfile = "${web}"\n}\n`, [web]: "FROM a\n" },
    [`bake ${web} in .`],
  ],
  [
    "bake, compose and workflows side by side",
    {
      "docker-bake.json": `{"target":{"site":{"dockerfile":"${web}","target":"a"}}}`,
      "docker-compose.yml": `services:\n  web: {build: {context: ${images}/web, target: b}}\n  api: {build: ${images}/api}\n`,
      ".github/workflows/x.yml": `jobs: {a: {steps: [{uses: docker/build-push-action@v6, with: {context: ${images}/api}}, {uses: docker/build-push-action@v6, with: {context: ${images}/db}}]}}`,
      [web]: "FROM a\n",
      [`${images}/api/Dockerfile`]: "FROM a\n",
      [`${images}/db/Dockerfile`]: "FROM a\n",
    },
    [
      `compose ${images}/api/Dockerfile in ${images}/api`,
      `workflow ${images}/db/Dockerfile in ${images}/db`,
      `bake ${web}:a in .`,
      `compose ${web}:b in ${images}/web`,
    ],
  ],
  [
    "bake's own files over compose's services of the same names",
    {
      "compose.yaml": `services: {web: {build: {context: ${images}/web, target: a, args: {A: 1, B: 1}}}}`,
      "docker-bake.hcl": 'target "web" {\n  target = "b"\n  args = { B = "2" }\n}\n',
      [web]: "FROM a AS a\nFROM b AS b\n",
    },
    [`bake ${web}:b in ${images}/web A=1 B=2`, `compose ${web}:a in ${images}/web A=1 B=1`],
  ],
  [
    "two targets of one file are two images, the same twice is one",
    {
      "compose.yml": `services:\n  a: {build: {context: ${images}/web, target: x}}\n  b: {build: {context: ${images}/web, target: y}}\n  c: {build: {context: ${images}/web, target: x}}\n`,
      [web]: "FROM a AS x\nFROM a AS y\n",
    },
    [`compose ${web}:x in ${images}/web`, `compose ${web}:y in ${images}/web`],
  ],
  [
    "compose from its own folder, with arguments",
    {
      "stack/compose.yml": `services:\n  a: {build: {context: ../${images}, dockerfile: web/Dockerfile, args: {A: 1, B: "$B"}}}\n`,
      [web]: "FROM a\n",
    },
    [`compose ${web} in ${images} A=1 B=null`],
  ],
  [
    "a development file gives the context and no target",
    {
      "docker-compose.dev.yml": `services:\n  a: {build: {context: ., dockerfile: ${web}, target: dev}}\n`,
      [web]: "FROM a AS dev\nFROM b\n",
    },
    [`compose ${web} in .`],
  ],
  [
    "a development file counts after a workflow",
    {
      "docker-compose.override.yml": `services:\n  a: {build: {context: ., dockerfile: ${web}}}\n`,
      ".github/workflows/x.yml": `jobs: {a: {steps: [{run: docker build ${images}/web}]}}`,
      [web]: "FROM a\n",
    },
    [`workflow ${web} in ${images}/web`],
  ],
  [
    "build-push-action without a context builds the repo",
    {
      ".github/workflows/x.yml": `jobs: {a: {steps: [{uses: docker/build-push-action@v6, with: {file: ${web}}}]}}`,
      [web]: "FROM a\n",
    },
    [`workflow ${web} in .`],
  ],
  [
    "a Dockerfile that cannot be read claims nothing, and a stage does",
    {
      ".github/workflows/x.yml": `jobs: {a: {steps: [{uses: docker/build-push-action@v6, with: {context: ., file: "${images}/\${{ matrix.x }}/Dockerfile"}}]}}`,
      "compose.yml": `services:\n  a: {build: {context: "\${DIR}", dockerfile: Dockerfile}}\n  b: {build: {context: ${images}/web, target: "$T"}}\n`,
      [web]: "FROM a\n",
    },
    [`compose ${web} in ${images}/web`],
  ],
  [
    "a context that cannot be read is found",
    {
      ".github/workflows/x.yml": `jobs: {a: {steps: [{uses: docker/build-push-action@v6, with: {context: "\${{ x }}", file: ${web}}}]}}`,
      [web]: "FROM a\nCOPY y /\n",
      [`${images}/web/y`]: "",
    },
    [`workflow ${web} in ${images}/web`],
  ],
  [
    "a Dockerfile of any name that is built",
    {
      "compose.yml": `services: {a: {build: {context: ${images}/web, dockerfile: prod.docker}}}\n`,
      [`${images}/web/prod.docker`]: "FROM a\n",
      [web]: "FROM a\n",
    },
    [`default ${web} in ${images}/web`, `compose ${images}/web/prod.docker in ${images}/web`],
  ],
  [
    "a context that CI makes",
    {
      ".github/workflows/x.yml": `jobs: {a: {steps: [{run: "docker build -f ${web} build/out"}]}}`,
      [web]: "FROM a\n",
    },
    [`workflow ${web} in ? the build context build/out is not a folder of the repo`],
  ],
])("%s", (_, tree, expected) => {
  expect(lines(tree)).toEqual(expected);
});

const two = "FROM a AS dev\nFROM a AS prod\n";

/** Every build as `lines`, with why it cannot be told and its tags. */
function open(tree: Tree): readonly string[] {
  return find(tree).builds.map(({ from, dockerfile, target, unread, tags, args, contexts }) => {
    const at = unread && `${unread.at.file.path}:${rangeOf(unread.at).start.line}`;
    const said = [
      target,
      unread && `? ${unread.why} (${at})`,
      ...Object.entries(args).map((pair) => pair.join("=")),
      ...Object.entries(contexts).map((pair) => pair.join("=")),
      ...tags,
    ];
    return [from, dockerfile, ...said.filter(Boolean)].join(" ");
  });
}

test.each<[string, Tree, readonly string[]]>([
  [
    "a stage that a variable names",
    { "docker-bake.hcl": `target "web" {\n  context = "w"\n  target = NONE\n}\n`, "w/Dockerfile": two },
    [
      'bake w/Dockerfile ? the stage that the bake target "web" builds is unknown: there is no variable "NONE" in the bake files (docker-bake.hcl:3)',
    ],
  ],
  [
    "the only stage is the one, whatever its name",
    {
      "docker-bake.hcl": `target "web" {\n  context = "w"\n  target = NONE\n}\n`,
      "w/Dockerfile": "FROM a AS x\n",
    },
    ["bake w/Dockerfile"],
  ],
  [
    "a Dockerfile that a variable names may be any of the folder",
    {
      "docker-bake.hcl": `target "web" {\n  context = "w"\n  dockerfile = NONE\n  target = "dev"\n  args = { A = "1" }\n}\n`,
      "w/Dockerfile": two,
      "w/Dockerfile.one": "FROM a\n",
      "v/Dockerfile": two,
    },
    [
      "default v/Dockerfile",
      'bake w/Dockerfile ? a build of the stage "dev" may use this file: there is no variable "NONE" in the bake files (docker-bake.hcl:1) A=',
      "default w/Dockerfile.one",
    ],
  ],
  [
    "a workflow's Dockerfile by an expression, and the last stage of all",
    {
      ".github/workflows/x.yml": 'jobs: {a: {steps: [{run: "docker build -f $F --target prod ."}]}}',
      "w/Dockerfile": two,
    },
    ["workflow w/Dockerfile"],
  ],
  [
    "options by a variable",
    {
      ".github/workflows/x.yml": 'jobs: {a: {steps: [{run: "docker build $FLAGS w"}]}}',
      "w/Dockerfile": `ARG V\n${two}`,
    },
    ["workflow w/Dockerfile ? the options of this build come from a variable (.github/workflows/x.yml:1) V="],
  ],
  [
    "a Dockerfile that the workflow edits first",
    {
      ".github/workflows/x.yml":
        "jobs:\n  a:\n    steps:\n      - run: sed -i s/a/b/ w/Dockerfile\n      - run: docker build w\n",
      "w/Dockerfile": "FROM a\n",
    },
    ["workflow w/Dockerfile ? w/Dockerfile is changed here before it is built (.github/workflows/x.yml:4)"],
  ],
  [
    "compose files that a workflow names together, whatever they are called",
    {
      ".github/workflows/a.yml":
        'jobs: {a: {steps: [{run: "docker compose -f ops/stack.yml -f ops/live.yml build"}]}}',
      "ops/stack.yml": `services:\n  web:\n    build: { context: ../${images}/web, target: dev }\n`,
      "ops/live.yml": "services:\n  web:\n    build: { target: prod, args: { A: 1 } }\n",
      [web]: "FROM a AS prod\nFROM a AS dev\n",
    },
    [`compose ${web} prod A=1`, `compose ${web} dev`],
  ],
  [
    "compose files of a Makefile's variable, from another folder",
    {
      "ops/Makefile": "COMPOSE = docker compose --project-directory .. -f stack.yml\nup:\n\t$(COMPOSE) up\n",
      "ops/stack.yml": `services:\n  web:\n    build: { context: ./${images}/web, args: { A: $A } }\n`,
      ".env": "A=2\n",
      [web]: "FROM a\n",
    },
    [`compose ${web} A=2`],
  ],
  [
    "a compose file that a call lays another for production over, with the file of variables that it names",
    {
      "deploy.sh": "docker compose --env-file prod.env -f compose.yaml -f compose.prod.yaml up -d\n",
      "compose.yaml": `services:\n  web:\n    build: { context: ${images}/web, args: { A: "\${A:-0}" } }\n`,
      "compose.prod.yaml": "services:\n  web:\n    build: { args: { B: 1 } }\n",
      "prod.env": "A=3\n",
      [web]: "FROM a\n",
    },
    [`compose ${web} A=3 B=1`],
  ],
  [
    "a compose service whose Dockerfile, or context, comes from outside",
    {
      "compose.yaml": `services:
  web:
    build: { context: ${images}/web, dockerfile: "\${FILE}", target: prod }
  api:
    build: { context: "\${FOLDER}/api", args: { A: 1 } }
`,
      [web]: "FROM a AS prod\nFROM a AS x\n",
      [`${images}/api/Dockerfile`]: "FROM a\nARG A\n",
      [`${images}/db/Dockerfile`]: "FROM a\n",
    },
    [
      `compose ${images}/api/Dockerfile A=`,
      `compose ${images}/db/Dockerfile A=`,
      `compose ${web} ? a build of the stage "prod" may use this file: the Dockerfile that the compose service "web" builds comes from outside the repo (compose.yaml:3) A=`,
    ],
  ],
  [
    "--set of a parent reaches its heirs, and what they say themselves stays",
    {
      "docker-bake.hcl":
        'target "base" {\n  args = { A = "1", B = "1" }\n}\ntarget "web" {\n  inherits = ["base"]\n  context = "deployment/images/web"\n  args = { B = "own" }\n}\n',
      ".github/workflows/a.yml":
        'jobs: {a: {steps: [{run: "docker buildx bake --set base.args.A=2 --set base.args.B=2 web"}]}}',
      [web]: "FROM a\nARG A B\n",
    },
    [`bake ${web} A=1 B=own`, `bake ${web} A=2 B=own`],
  ],
  [
    "a script that a workflow without another word of building calls",
    {
      ".github/workflows/a.yml": 'jobs: {a: {steps: [{run: "./ops/build.sh web"}]}}',
      "ops/build.sh": `docker build -f "${images}/$1/Dockerfile" --build-arg A="$2" .\n`,
      [web]: "FROM a\nARG A\n",
    },
    [`script ${web} A=`],
  ],
  [
    "kaniko's Dockerfile in its context",
    {
      "cloudbuild.yaml":
        "steps:\n- name: gcr.io/kaniko-project/executor\n  args: [--context=dir:///workspace/deployment/images, --dockerfile=web/Dockerfile, --target=t]\n",
      [web]: "FROM a AS t\n",
    },
    [`workflow ${web} t`],
  ],
  [
    "--set of a call, and tags",
    {
      ".github/workflows/x.yml":
        'jobs: {a: {steps: [{run: "docker buildx bake --set web.target=dev --set web.tags=r/x:1 web"}]}}',
      "docker-bake.hcl": `target "web" {\n  context = "w"\n  target = "prod"\n  tags = ["r/web:1", "r/web:\${NONE}"]\n}\n`,
      "w/Dockerfile": two,
    },
    ["bake w/Dockerfile prod r/web:1 r/web:*", "bake w/Dockerfile dev r/web:1 r/web:*"],
  ],
  [
    "a file that a call names, from the folder that it runs in",
    {
      ".github/workflows/x.yml": 'jobs: {a: {steps: [{run: "docker buildx bake -f ops/b.txt"}]}}',
      "ops/b.txt": `target "default" {\n  context = "w"\n  target = "dev"\n}\n`,
      "w/Dockerfile": two,
    },
    ["bake w/Dockerfile dev"],
  ],
  [
    "what the group default does not reach waits to be named",
    {
      "docker-bake.hcl": `group "default" { targets = ["web"] }\ntarget "web" { context = "w" }\ntarget "debug" {\n  inherits = ["web"]\n  target = "dev"\n}\ntarget "tool" { context = "t" }\n`,
      "w/Dockerfile": two,
      "t/Dockerfile": two,
    },
    ["bake t/Dockerfile", "bake w/Dockerfile"],
  ],
  [
    "a lesser source adds what it leaves open, and another argument is another build",
    {
      "compose.yaml": "services: {web: {build: w}}\n",
      ".github/workflows/x.yml":
        'jobs: {a: {steps: [{run: "docker build --build-arg V=$V -t r/w w"}, {run: "docker build --build-arg V=2 w"}]}}',
      "w/Dockerfile": "ARG V=1\nFROM a:$V\n",
    },
    ["compose w/Dockerfile V= r/w", "workflow w/Dockerfile V=2"],
  ],
  [
    "a Makefile counts where nothing else says, from its folder, and a script for the last stage that compose leaves out",
    {
      "w/Makefile":
        "IMAGE ?= r/w\nTAG = 1\nD := prod\nbuild:\n\t@docker build -t $(IMAGE):$(TAG) \\\n\t  --target $(D) .\n",
      "build.sh": '#!/bin/sh\nfor i in a b; do docker build -t r/v "v"; done\n',
      "w/Dockerfile": two,
      "v/Dockerfile": two,
      "compose.yaml": "services: {v: {build: {context: v, target: dev}}}\n",
    },
    ["compose v/Dockerfile dev", "script v/Dockerfile r/v", "script w/Dockerfile prod r/w:1"],
  ],
  [
    "a script that CI calls counts with it",
    {
      ".github/workflows/x.yml": "jobs: {a: {steps: [{run: make docker}, {run: ./build.sh}]}}",
      Makefile: "docker:\n\tdocker build w\n",
      "build.sh": "docker build --target dev v\n",
      "w/Dockerfile": two,
      "v/Dockerfile": two,
      "compose.yaml": "services: {w: {build: {context: w, target: dev}}}\n",
    },
    ["script v/Dockerfile dev", "compose w/Dockerfile dev", "script w/Dockerfile"],
  ],
  [
    "compose's stage by a variable, and its tags",
    {
      "compose.yaml":
        'services:\n  w: {image: "r/w:${V:-1}-$X", build: {context: w, target: $T}}\n  v: {image: r/v, build: {context: v, target: "${T:-dev}"}}\n',
      "w/Dockerfile": two,
      "v/Dockerfile": two,
    },
    [
      "compose v/Dockerfile dev r/v",
      "compose v/Dockerfile prod",
      'compose w/Dockerfile ? the stage that the compose service "w" builds comes from outside the repo (compose.yaml:2) r/w:1-*',
    ],
  ],
  [
    "compose under bake, with what it extends and its variables",
    {
      "compose.yaml":
        "services:\n  web.a: {extends: {file: lib/base.yaml, service: base}, build: {args: [A, B], additional_contexts: {x: 'service:y.z'}}}\n",
      "lib/base.yaml": "services: {base: {build: {context: ../w, target: $STAGE}}}\n",
      ".env": "STAGE=dev\nA=1\n",
      "docker-bake.hcl": 'target "web_a" { tags = ["r/w"] }\n',
      "w/Dockerfile": two,
    },
    ["bake w/Dockerfile dev A=1 B= x=target:y_z r/w"],
  ],
  [
    "GitLab and Cloud Build",
    {
      ".gitlab-ci.yml":
        "variables: {T: prod}\nbuild:\n  variables: {D: w}\n  before_script: [cd $CI_PROJECT_DIR]\n  script:\n    - docker build --target $T -t r/w:$CI_COMMIT_SHA $D\n",
      "cloudbuild.yaml":
        'substitutions: {_T: dev}\nsteps:\n  - name: gcr.io/cloud-builders/docker\n    args: [build, -t, "gcr.io/$PROJECT_ID/v", --target=$_T, -f, v/Dockerfile, .]\n',
      "w/Dockerfile": two,
      "v/Dockerfile": two,
    },
    ["workflow v/Dockerfile dev gcr.io/*/v", "workflow w/Dockerfile prod r/w:*"],
  ],
])("%s", (_, tree, expected) => {
  expect(open(tree)).toEqual(expected);
});

test.each<[string, Tree, string]>([
  [
    "a source with a variable",
    { "1.2/Dockerfile": "FROM a\nENV V=1.2\nCOPY $V/files /x\n", "1.2/files/a": "" },
    "",
  ],
  ["an ARG's default", { "w/Dockerfile": "ARG D=w/conf\nFROM a\nARG D\nCOPY ${D} /x\n", "w/conf/a": "" }, ""],
  [
    "an ENV of the stage that it starts from",
    { "w/Dockerfile": "FROM a AS b\nENV D=w/conf\nFROM b\nCOPY $D /x\n", "w/conf/a": "" },
    "",
  ],
  [
    "an address in an ARG",
    { "w/Dockerfile": "FROM a\nARG U=https://x.org/a\nADD $U /x\nCOPY a /\n", "w/a": "" },
    "w",
  ],
  ["its own folder shows nothing", { "w/Dockerfile": "FROM a\nCOPY ./w /x\n" }, "?"],
  ["its own folder beside a proof", { "w/Dockerfile": "FROM a\nCOPY ./w ./lib /x\n", "lib/a": "" }, ""],
  ["a folder of its own name in it", { "w/Dockerfile": "FROM a\nCOPY ./w /x\n", "w/w/a": "" }, "w"],
])("the context is guessed by %s", (_, tree, expected) => {
  const [build] = find(tree).builds;
  expect(build?.contextGuessed).toBe(true);
  expect(build?.context.known ? build.context.value : "?").toBe(expected);
});

test("a context by a variable is unknown with its line, unless a source shows it", () => {
  const workflow =
    'jobs: {a: {steps: [{uses: docker/build-push-action@v6, with: {context: "${{ inputs.c }}", file: w/Dockerfile}}]}}\n';
  const [build] = find({ ".github/workflows/x.yml": workflow, "w/Dockerfile": "FROM a\nCOPY . /x\n" }).builds;
  expect(build?.context).toMatchObject({
    known: false,
    why: "the build context comes from a variable or an expression",
    at: { file: { path: ".github/workflows/x.yml" } },
  });
});

test.each<[string, string, readonly string[]]>([
  [
    "the policy first",
    `builds: [{dockerfile: ${web}, context: ., target: p, args: {A: 1}}]`,
    [`default ${images}/api/Dockerfile in ${images}/api`, `policy ${web}:p in . A=1`],
  ],
  [
    "no context: it is found",
    `builds: [{dockerfile: ${web}}]`,
    [`default ${images}/api/Dockerfile in ${images}/api`, `policy ${web} in ${images}/web`],
  ],
  [
    "a Dockerfile outside of the root",
    "builds: [{dockerfile: tools/odd.docker}]",
    [
      `default ${images}/api/Dockerfile in ${images}/api`,
      `compose ${web} in .`,
      "policy tools/odd.docker in tools",
    ],
  ],
  ["globs: one folder", `images: ${images}/api/**`, [`default ${images}/api/Dockerfile in ${images}/api`]],
  [
    "globs of folders",
    `images: [${images}/*]`,
    [`default ${images}/api/Dockerfile in ${images}/api`, `compose ${web} in .`],
  ],
])("policy: %s", (_, policy, expected) => {
  const tree = {
    [web]: "FROM a AS p\n",
    [`${images}/api/Dockerfile`]: "FROM a\n",
    "compose.yml": `services: {a: {build: {context: ., dockerfile: ${web}}}}\n`,
    "tools/odd.docker": "FROM a\n",
  };
  expect(lines(tree, policy)).toEqual(expected);
});

test.each([
  ["generated: dist/**", `${images}/web`],
  [`generated: [${images}/web/dist/*.js]`, `${images}/web`],
  ["generated: [other/**]", undefined],
])("%s", (policy, expected) => {
  const [build] = find({ [web]: "FROM a\nCOPY dist /\n" }, policy).builds;
  expect(build?.context.known ? build.context.value : undefined).toBe(expected);
});

test("what is unknown says where, and how it is settled", () => {
  const [build] = find({ [web]: "FROM a\nCOPY here gone /\n", [`${images}/web/here`]: "", gone: "" }).builds;
  if (build === undefined || build.context.known) throw new Error("known");
  expect(rangeOf(build.context.at).start).toEqual({ line: 2, column: 11 });
  expect(build.context.settle).toContain("builds:");
});

test.each<[string, Tree, string]>([
  ["deployment/images", { [web]: "FROM a\n", "images/x/Dockerfile": "FROM a\n" }, "deployment/images"],
  ["images", { "images/x/Dockerfile": "FROM a\n", "y/Dockerfile": "FROM a\n" }, "images"],
  ["the repo", { "y/Dockerfile": "FROM a\n", "images/readme.md": "" }, ""],
  ["nothing", { "readme.md": "" }, ""],
])("default root: %s", (_, tree, root) => {
  expect(find(tree)).toMatchObject({ root, rootFrom: "default", problems: [] });
});

test.each([
  [
    "images: [deployment/imgs/**, deployment/images/**]",
    '1:10 there is no Dockerfile under "deployment/imgs/**"',
  ],
  ["builds: [{dockerfile: no/Dockerfile}]", '1:23 there is no Dockerfile "no/Dockerfile" in the repo'],
  [
    `builds: [{dockerfile: ${web}, context: no}]`,
    `1:23 the context "no" of ${web} is not a folder of the repo`,
  ],
])("%s is a problem of the policy", (policy, expected) => {
  const { problems } = find({ [web]: "FROM a\n" }, policy);
  const shown = problems.map(({ at, message }) => {
    const { line, column } = rangeOf(at).start;
    return `${line}:${column} ${message}`;
  });
  expect(shown).toEqual([expected]);
});

test("the root of several globs is the folder that they share", () => {
  const tree = { "a/b/x/Dockerfile": "FROM a\n", "a/c/Dockerfile": "FROM a\n" };
  expect(find(tree, "images: [a/b/**, a/c/**]").root).toBe("a");
});

test("names of bake targets and compose services, and the services that start an image", () => {
  const found = find({
    "docker-bake.hcl": `target "base" {\n  context = "${images}/base"\n}\ntarget "web" {\n  context = "${images}/web"\n  contexts = { base = "target:base", conf = "conf" }\n}\n`,
    "docker-compose.yml": `services:\n  web:\n    user: app\n    build: ${images}/web\n  db:\n    image: postgres\n`,
    "docker-compose.dev.yml": `services:\n  web:\n    build: ${images}/web\n`,
    [`${images}/base/Dockerfile`]: "FROM a\n",
    [web]: "FROM base\n",
  });
  expect(found.named).toMatchObject([
    { from: "bake", name: "base", dockerfile: `${images}/base/Dockerfile` },
    { from: "bake", name: "web", dockerfile: web },
    { from: "compose", file: "docker-compose.yml", name: "web", dockerfile: web },
    { from: "compose", file: "docker-compose.dev.yml", name: "web", dockerfile: web },
  ]);
  expect(found.builds[1]).toMatchObject({ label: "web", contexts: { base: "target:base", conf: "./conf" } });
  expect(found.composeServices).toMatchObject([
    { service: { name: "web" }, dockerfile: web, development: true },
    { service: { name: "web", user: { value: "app" } }, dockerfile: web, development: false },
  ]);
  expect(found.declaresBuilds).toBe(true);
});

test("a file that does not parse is a problem of its own line, one with template marks is not", () => {
  const found = find({
    "compose.yml": "services:\n  a: {build: .\n",
    "role/compose.yml": "services:\n  {% for x in y %}\n  a: {build: .}\n",
    [web]: "FROM a\n",
  });
  expect(found.fileProblems.map(({ at }) => at.file.path)).toEqual(["compose.yml"]);
  expect(found.problems).toEqual([]);
});

test("ten thousand Dockerfiles are found", () => {
  const tree: Record<string, string> = {};
  for (let index = 0; index < 10_000; index++) {
    tree[`${images}/i${index}/Dockerfile`] = "FROM a\nCOPY x *.conf /\n";
    tree[`${images}/i${index}/x`] = "";
    tree[`${images}/i${index}/a.conf`] = "";
  }
  const workspace = memoryWorkspace(tree);
  const { policy } = loadPolicy(undefined, []);
  expect(findBuilds({ workspace, policy }).builds).toHaveLength(10_000);
});

test.each([
  ["compose.yml", {}],
  ["docker-bake.hcl", {}],
  [".github/workflows/build.yml", {}],
  [`${web}.dockerignore`, {}],
  [`${images}/web/.dockerignore`, {}],
  [".env", { "compose.yml": "services:\n  web:\n    build: ./deployment/images/web\n" }],
  [
    "web.env",
    { "compose.yml": "services:\n  web:\n    build: ./deployment/images/web\n    env_file: web.env\n" },
  ],
])("%s that cannot be read is said: Docker reads any bytes", (path, others) => {
  const tree = {
    [web]: "FROM a\nCOPY x /\n",
    [`${images}/web/x`]: "",
    ...others,
    [path]: { text: "\0" },
  };
  const { policy } = loadPolicy(sourceFile(".github/keelcheck.yml", ""), []);
  const { fileProblems } = findBuilds({ workspace: memoryWorkspace(tree), policy });
  expect(fileProblems.map(({ at, message }) => `${at.file.path}: ${message}`)).toEqual([
    `${path}: this file cannot be read: it is no text, as it holds NUL bytes`,
  ]);
});

test("files that bake reads together share their names", () => {
  const found = find({
    "docker-bake.json": '{"target": {"base": {"context": "b"}}}',
    "docker-bake.hcl": 'target "web" {\n  context = "w"\n  contexts = { up = "target:base" }\n}\n',
    "b/Dockerfile": "FROM a\n",
    "w/Dockerfile": "FROM up\n",
  });
  expect(found.named.map(({ name, file }) => [name, file])).toEqual([
    ["base", "docker-bake.json"],
    ["web", "docker-bake.json"],
  ]);
  expect(found.builds.map(({ names }) => names)).toEqual(["docker-bake.json", "docker-bake.json"]);
});

test.each([
  ".env",
  "ops/services.yml",
  "compose.yaml",
])("where %s fails to be read not all is known of what is built, and compose is accused of nothing", (path) => {
  const tree = memoryWorkspace({
    [web]: "FROM a\n",
    ".env": "STAGE=prod\n",
    "compose.yaml": "include: [ops/services.yml]\n",
    "ops/services.yml": `services:\n  web: {build: ../${images}/web}\n`,
  });
  const read = (asked: string) => {
    if (asked === path) throw new Error("it broke");
    return tree.read(asked);
  };
  const { policy } = loadPolicy(sourceFile(".github/keelcheck.yml", ""), []);
  const { incomplete, fileProblems } = findBuilds({ workspace: { ...tree, read }, policy });
  expect(incomplete).toMatchObject({
    why: "Keelcheck failed while reading this file",
    at: { file: { path } },
  });
  expect(fileProblems).toEqual([]);
});
