import { expect, test } from "vitest";
import { parseWorkflow } from "../../src/parsers/builds/workflow.ts";
import { sourceFile, textOf } from "../../src/source.ts";

function builds(steps: string, job = "") {
  const body = steps.replace(/^/gm, "      ");
  const file = sourceFile(".github/workflows/a.yml", `jobs:\n  a:\n${job}    steps:\n${body}\n`);
  const { builds: found, problems } = parseWorkflow(file);
  expect(problems).toEqual([]);
  return found.map(({ context, file: dockerfile, target, args, contexts, folder }) => ({
    context: context?.text,
    file: dockerfile?.text,
    target: target?.text,
    args,
    contexts,
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
  ["docker build $FLAGS ."],
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

test("continued lines keep their places", () => {
  const found = builds("- run: |\n    docker build \\\n      -f images/web/Dockerfile \\\n      .");
  expect(found).toMatchObject([{ file: "images/web/Dockerfile", shown: "images/web/Dockerfile" }]);
});

test("working directories: of the step, else of the job", () => {
  const job = "    defaults: { run: { working-directory: images } }\n";
  const found = builds("- run: docker build .\n- run: docker build .\n  working-directory: images/web", job);
  expect(found).toMatchObject([{ folder: "images" }, { folder: "images/web" }]);
});

test("steps in another shell are not read, bake steps are noted, composite actions are read", () => {
  expect(builds("- run: docker build .\n  shell: pwsh")).toEqual([]);
  const action = parseWorkflow(
    sourceFile(
      "action.yml",
      "runs:\n  using: composite\n  steps:\n    - { run: docker build web, shell: bash }\n    - uses: docker/bake-action@v5\n",
    ),
  );
  expect(action.builds).toMatchObject([{ context: { text: "web" } }]);
  expect(action.bakes).toHaveLength(1);
});
