import { expect, test } from "vitest";
import { parseWorkflow } from "../../src/parsers/builds/workflow.ts";
import { sourceFile, textOf } from "../../src/source.ts";

function builds(steps: string, job = "") {
  const body = steps.replace(/^/gm, "      ");
  const file = sourceFile(".github/workflows/a.yml", `jobs:\n  a:\n${job}    steps:\n${body}\n`);
  const { builds: found, problems } = parseWorkflow(file);
  expect(problems).toEqual([]);
  return found.map(({ context, file: dockerfile, target, args, contexts, tags, open, folder }) => ({
    context: context?.text,
    file: dockerfile?.text,
    target: target?.text,
    args,
    contexts,
    tags,
    open: open && textOf(file, open),
    folder,
    shown: (dockerfile ?? context) && textOf(file, (dockerfile ?? context)?.span ?? { start: 0, end: 0 }),
  }));
}

test("build-push-action", () => {
  const found = builds(`- uses: docker/build-push-action@v6
  with:
    context: .
    file: images/web/Dockerfile
    target: run
    build-args: |
      A=1
      B=\${{ github.sha }}
    build-contexts: |
      base=docker-image://alpine:3
- uses: docker/build-push-action@abc
- uses: docker/build-push-action@v6
  with: { context: "{{defaultContext}}:images/api", file: "\${{ matrix.file }}" }
- uses: docker/login-action@v3`);
  expect(found).toMatchObject([
    {
      context: ".",
      file: "images/web/Dockerfile",
      target: "run",
      args: { A: "1", B: null },
      contexts: { base: "docker-image://alpine:3" },
    },
    { context: undefined, file: undefined },
    { context: "images/api", file: null },
  ]);
});

test.each<[string, ...object[]]>([
  ["docker build .", { context: ".", file: undefined, folder: "", shown: "." }],
  [
    "docker build -t a:1 -f x/Dockerfile --target run .",
    { context: ".", file: "x/Dockerfile", target: "run", shown: "x/Dockerfile" },
  ],
  [
    "docker buildx build --push --no-cache --tag a --file=x.Dockerfile images/web",
    { context: "images/web", file: "x.Dockerfile" },
  ],
  [
    "docker build --build-arg A=1 --build-arg B=$B --build-arg C --build-context base=../b .",
    { args: { A: "1", B: null, C: null }, contexts: { base: "../b" } },
  ],
  ["podman build -fx/Containerfile .", { file: "x/Containerfile" }],
  ["sudo buildah bud -f a .", { file: "a", context: "." }],
  ["docker build -t ${{ env.TAG }} -f ${{ matrix.file }} .", { file: null, context: "." }],
  ["docker build -t \"$TAG\" '.'", { context: "." }],
  ["docker build $DIR", { context: null }],
  ["docker build $FLAGS .", { context: ".", open: "$FLAGS" }],
  ["docker build -t r/web:$TAG -t r/web:1 --tag=$(git describe) .", { tags: ["r/web:*", "r/web:1", "*"] }],
  [
    "TAG=2 DIR=images/web; docker build -t r/web:$TAG ${DIR:-.}",
    { context: "images/web", tags: ["r/web:2"] },
  ],
  ["if x; then T=a; fi; docker build --target $T .", { target: null }],
  ['export T=prod\n    docker build --target "$T" .', { target: "prod" }],
  [
    "docker build --build-context nginx:1.27=docker-image://r/n .",
    { contexts: { "nginx:1.27": "docker-image://r/n" } },
  ],
  [
    "/kaniko/executor --context dir://web --dockerfile D --destination r/w:1",
    { context: "web", file: "D", tags: ["r/w:1"] },
  ],
  [
    "/kaniko/executor --context=dir:///workspace/images --dockerfile=web/Dockerfile",
    { context: "images", file: "web/Dockerfile" },
  ],
  [
    'OPTS="--target prod --build-arg A=1"; docker build $OPTS .',
    { context: ".", target: "prod", args: { A: "1" }, open: undefined },
  ],
  ["NONE=; docker build $NONE .", { context: ".", open: undefined }],
  ["time docker buildx build --platform a,b --push .", { context: "." }],
  ["docker build - < Dockerfile"],
  ["docker run build ."],
  ["echo docker build ."],
  ["cd images/web && docker build .", { folder: "images/web" }],
  ["cd $DIR && docker build .", { folder: null }],
  ["(cd images && true); docker build .", { folder: "" }],
])("run: %s", (command, ...expected) => {
  const found = builds(`- run: |\n    set -e\n    ${command}`);
  expect(found).toHaveLength(expected.length);
  expect(found).toMatchObject(expected);
});

test.each<[string, object]>([
  [
    `- uses: redhat-actions/buildah-build@v2
  with:
    image: r/web
    tags: latest 1.0
    context: images
    containerfiles: |
      ./images/web/Containerfile
    build-args: |
      A=1
      B
    extra-args: |
      --target prod
      --format docker`,
    {
      context: "images",
      file: "./images/web/Containerfile",
      target: "prod",
      args: { A: "1", B: null },
      tags: ["r/web:latest", "r/web:1.0"],
      buildah: true,
    },
  ],
  [
    "- uses: aevea/action-kaniko@v0.14.0\n  with: { image: r/web, build_file: web/Dockerfile, path: images, extra_args: --build-arg=A=1 }",
    { context: "images", file: "web/Dockerfile", args: { A: "1" }, tags: ["r/web"], fileInContext: true },
  ],
  [
    "- uses: mr-smithers-excellent/docker-build-push@v6\n  with: { image: web, dockerfile: D, buildArgs: 'A=1,B=2', target: t }",
    { context: ".", file: "D", target: "t", args: { A: "1", B: "2" } },
  ],
  [
    "- uses: elgohr/Publish-Docker-Github-Action@v5\n  with: { name: r/web, workdir: images, buildargs: 'A,B' }",
    { context: "images", file: undefined, args: { A: null, B: null } },
  ],
  [
    "- uses: depot/build-push-action@v1\n  with: { context: images, target: prod, build-args: A }",
    { context: "images", target: "prod", args: { A: null } },
  ],
])("another action: %s", (step, expected) => {
  const text = `jobs:\n  a:\n    steps:\n${step.replace(/^/gm, "      ")}\n`;
  const [build] = parseWorkflow(sourceFile("a.yml", text)).builds;
  expect({
    ...build,
    context: build?.context?.text,
    file: build?.file?.text,
    target: build?.target?.text,
  }).toMatchObject(expected);
});

test("an image that buildah makes without a Dockerfile is no build of one", () => {
  expect(
    builds(
      "- uses: redhat-actions/buildah-build@v2\n  with: { image: r/web, base-image: alpine, content: x }",
    ),
  ).toEqual([]);
});

test("continued lines keep their places", () => {
  const found = builds("- run: |\n    docker build \\\n      -f images/web/Dockerfile \\\n      .");
  expect(found).toMatchObject([{ file: "images/web/Dockerfile", shown: "images/web/Dockerfile" }]);
});

test("working directories: of the step, else of the job", () => {
  const job = "    defaults: { run: { working-directory: images } }\n";
  const found = builds("- run: docker build .\n- run: docker build .\n  working-directory: images/web", job);
  expect(found).toMatchObject([{ folder: "images" }, { folder: "images/web" }]);
});

test.each<[string, string, string | undefined]>([
  ["PowerShell", "- run: docker build web\n  shell: pwsh", "web"],
  ["a text of Python", "- run: os.system('docker build web')\n  shell: python", "web"],
  ["a list of Python", '- run: run(["docker", "build", "web"])\n  shell: python', "web"],
  ["no command of Python", "- run: print('docker is there')\n  shell: python", undefined],
  ["JavaScript", "- uses: actions/github-script@v7\n  with: { script: \"exec('docker build web')\" }", "web"],
])("a step in another shell: %s", (_, step, context) => {
  expect(builds(step).map((build) => build.context)).toEqual(context === undefined ? [] : [context]);
});

test("bake steps are noted, composite actions are read", () => {
  const action = parseWorkflow(
    sourceFile(
      "action.yml",
      "runs:\n  using: composite\n  steps:\n    - { run: docker build web, shell: bash }\n    - uses: docker/bake-action@v5\n",
    ),
  );
  expect(action.builds).toMatchObject([{ context: { text: "web" } }]);
  expect(action.bakes).toHaveLength(1);
});

test("a matrix and env give expressions their values", () => {
  const text = `env: { REG: acme }
jobs:
  a:
    strategy:
      matrix:
        image: [web, { name: api, target: run }]
        os: [deb, alp]
        exclude: [{ image: web, os: alp }]
        include: [{ image: db, os: x }, { os: deb, extra: e }]
    env: { T: "\${{ matrix.os }}" }
    steps:
      - uses: docker/build-push-action@v6
        with:
          context: images/\${{ matrix.image }}
          target: \${{ env.T }}
          tags: \${{ env.REG }}/\${{ matrix.image }}:\${{ github.sha }},x
      - run: docker build -f '\${{ matrix.image.name }}.Dockerfile' --target $T --build-arg E=\${{ matrix.extra }} .
`;
  const { builds: found } = parseWorkflow(sourceFile(".github/workflows/a.yml", text));
  const shown = found.map(({ by, context, file, target, tags, args }) =>
    by === "command"
      ? `${file?.text} ${target?.text} ${args["E"]}`
      : `${context?.text} ${target?.text} ${tags.join(" ")}`,
  );
  expect(shown).toEqual([
    "images/web deb acme/web:* x",
    "null deb e",
    "null deb acme/*:* x",
    "api.Dockerfile deb e",
    "null alp acme/*:* x",
    "api.Dockerfile alp null",
    "images/db x acme/db:* x",
    "null x null",
  ]);
});

test.each([
  ["fromJSON", "${{ fromJSON(needs.x.outputs.y) }}"],
  ["an expression in a list", "[a, '${{ inputs.x }}']"],
])("a matrix by %s gives no values, and no fewer builds", (_, list) => {
  const text = `jobs: {a: {strategy: {matrix: {i: ${list.startsWith("[") ? list : `"${list}"`}}}, steps: [{run: "docker build -f \${{ matrix.i }} ."}]}}`;
  const { builds: found } = parseWorkflow(sourceFile(".github/workflows/a.yml", `${text}}\n`));
  expect(found.map(({ file }) => file?.text)).toEqual([null]);
});

test("calls of bake: files, targets, --set, the action's inputs", () => {
  const text = `jobs:
  a:
    steps:
      - run: |
          cd ci
          docker buildx bake -f a.hcl --file "$F" --set *.target=debug --set web.args.X=$Y web "$MORE" --push
      - uses: docker/bake-action@v6
        with:
          workdir: build
          files: |
            ./docker-bake.hcl
            cwd://\${{ steps.meta.outputs.bake-file }}
          targets: web,api
          set: |
            web.target=\${{ inputs.t }}
            *.tags=r/x:1
`;
  const { bakes } = parseWorkflow(sourceFile(".github/workflows/a.yml", text));
  expect(bakes).toMatchObject([
    {
      files: ["a.hcl"],
      moreFiles: true,
      targets: ["web"],
      folder: "ci",
      settings: [
        { target: "*", key: "target", value: "debug" },
        { target: "web", key: "args.X", value: null },
      ],
    },
    {
      files: ["./docker-bake.hcl"],
      moreFiles: true,
      targets: ["web", "api"],
      folder: "build",
      settings: [
        { target: "web", key: "target", value: null },
        { target: "*", key: "tags", value: "r/x:1" },
      ],
    },
  ]);
});

test.each([
  ["sed -i s/a/b/ web/Dockerfile", ["web/Dockerfile"]],
  ["cd web; echo x >> Dockerfile", ["web/Dockerfile"]],
  ["envsubst < Dockerfile.in > Dockerfile", ["Dockerfile"]],
  ["cat x | sudo tee Dockerfile", ["Dockerfile"]],
  ["cp a b web/Dockerfile; sed s/a/b/ other/Dockerfile", ["web/Dockerfile"]],
  ["grep USER Dockerfile", []],
])("%s writes", (command, expected) => {
  const file = sourceFile("a.yml", `jobs: {a: {steps: [{run: ${JSON.stringify(command)}}]}}`);
  const written = parseWorkflow(file).edits.map(({ path }) => path);
  expect(written.filter((path) => path.endsWith("Dockerfile"))).toEqual(expected);
});

test.each<[string, object?]>([
  [
    "docker compose -f ops/a.yml -f ops/b.yml build",
    { files: ["ops/a.yml", "ops/b.yml"], moreFiles: false, envFiles: [], folder: "" },
  ],
  [
    "docker-compose --file=a.yml --env-file prod.env --project-directory .. -p shop up -d",
    { files: ["a.yml"], moreFiles: false, projectFolder: "..", envFiles: ["prod.env"] },
  ],
  ["cd ops && COMPOSE_FILE=a.yml:b.yml docker compose up", { files: ["a.yml", "b.yml"], folder: "ops" }],
  ["export COMPOSE_FILE=a.yml\n    docker compose up", { files: ["a.yml"] }],
  ["docker compose -f a.yml -f b.$STAGE.yml up", { files: ["a.yml"], moreFiles: true }],
  ["DC='docker compose -f a.yml'; $DC up", { files: ["a.yml"] }],
  ["docker compose --profile x up"],
  ["docker compose up -f"],
])("a call of compose: %s", (command, ...expected) => {
  const text = `jobs:\n  a:\n    steps:\n      - run: |\n          ${command.replaceAll("\n    ", "\n          ")}\n`;
  const { composes } = parseWorkflow(sourceFile("a.yml", text));
  expect(composes).toHaveLength(expected.length);
  expect(composes).toMatchObject(expected);
});
