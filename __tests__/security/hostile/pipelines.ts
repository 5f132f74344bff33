import type { Files } from "../../app/changes-between.ts";
import type { Change } from "../change.ts";
import { COMPOSE, edited, plain, staged, WORKFLOW, without } from "../repos.ts";

/** Where a command of CI stands other than in GitHub's workflows, and in what those call. */
export const pipelines: Readonly<Record<string, (command: string) => Files>> = {
  CircleCI: (command) => ({
    ".circleci/config.yml": `jobs:\n  b:\n    docker: [{image: "cimg/base:2024"}]\n    steps:\n      - checkout\n      - run: ${command}\n`,
  }),
  "CircleCI, a command": (command) => ({
    ".circleci/config.yml": `jobs:\n  b:\n    machine: true\n    steps:\n      - run:\n          name: build\n          command: |\n            ${command}\n`,
  }),
  "CircleCI, a command of its own": (command) => ({
    ".circleci/config.yml": `commands:\n  image:\n    steps:\n      - run: ${command}\njobs:\n  b:\n    machine: true\n    steps: [image]\n`,
  }),
  "Azure, script": (command) => ({ "azure-pipelines.yml": `steps:\n  - script: ${command}\n` }),
  "Azure, bash in a job": (command) => ({
    "azure-pipelines.yml": `stages:\n  - stage: a\n    jobs:\n      - job: b\n        steps:\n          - bash: |\n              ${command}\n`,
  }),
  Bitbucket: (command) => ({
    "bitbucket-pipelines.yml": `pipelines:\n  default:\n    - step:\n        services: [docker]\n        script:\n          - ${command}\n`,
  }),
  Travis: (command) => ({ ".travis.yml": `services: [docker]\nscript:\n  - ${command}\n` }),
  "Travis, before": (command) => ({ ".travis.yml": `before_install: ${command}\n` }),
  Drone: (command) => ({
    ".drone.yml": `kind: pipeline\nsteps:\n  - name: b\n    image: docker\n    commands:\n      - ${command}\n`,
  }),
  Woodpecker: (command) => ({
    ".woodpecker/build.yaml": `steps:\n  b:\n    image: docker\n    commands:\n      - ${command}\n`,
  }),
  Buildkite: (command) => ({ ".buildkite/pipeline.yml": `steps:\n  - command: ${command}\n` }),
  Cirrus: (command) => ({ ".cirrus.yml": `task:\n  build_script: true\n  script: ${command}\n` }),
  CodeBuild: (command) => ({ "buildspec.yml": `phases:\n  build:\n    commands:\n      - ${command}\n` }),
  Jenkins: (command) => ({ Jenkinsfile: `node {\n  stage('b') {\n    sh '${command}'\n  }\n}\n` }),
  "Jenkins, over lines": (command) => ({
    Jenkinsfile: `pipeline {\n  stages {\n    stage('b') {\n      steps {\n        sh """\n          set -e\n          ${command}\n        """\n      }\n    }\n  }\n}\n`,
  }),
  "Jenkins, a named script": (command) => ({
    Jenkinsfile: `node {\n  sh(script: "${command}", returnStatus: true)\n}\n`,
  }),
  Taskfile: (command) => ({
    "Taskfile.yml": `version: "3"\ntasks:\n  image:\n    cmds:\n      - ${command}\n`,
    [WORKFLOW]: calling("task image"),
  }),
  "Taskfile, one command": (command) => ({
    "Taskfile.yml": `version: "3"\ntasks:\n  image: ${command}\n`,
    [WORKFLOW]: calling("task image"),
  }),
  "Taskfile, a list": (command) => ({
    "Taskfile.yml": `version: "3"\ntasks:\n  image:\n    - ${command}\n`,
    [WORKFLOW]: calling("task image"),
  }),
  "Taskfile, cmd": (command) => ({
    "Taskfile.yaml": `version: "3"\ntasks:\n  image:\n    cmds:\n      - cmd: ${command}\n        silent: true\n`,
    [WORKFLOW]: calling("task image"),
  }),
  justfile: (command) => ({
    justfile: `image:\n    ${command}\n`,
    [WORKFLOW]: calling("just image"),
  }),
  "justfile, quietly": (command) => ({
    ".justfile": `image tag="x": test\n    @${command}\n\ntest:\n    true\n`,
    [WORKFLOW]: calling("just image"),
  }),
  "justfile, a script": (command) => ({
    Justfile: `image:\n    #!/usr/bin/env bash\n    set -e\n\n    ${command}\n`,
    [WORKFLOW]: calling("just image"),
  }),
  "package.json": (command) => ({
    "package.json": JSON.stringify({ name: "x", scripts: { image: command } }),
    [WORKFLOW]: calling("npm run image"),
  }),
};

function calling(command: string): string {
  return `on: push\njobs:\n  b:\n    runs-on: x\n    steps:\n      - uses: actions/checkout@v4\n      - run: ${command}\n`;
}

const plainCi: Files = without(plain, [COMPOSE]);
const stagedCi: Files = without(staged, [COMPOSE]);
const argued = edited(plainCi, "deployment/images/web/Dockerfile", [
  "USER nginx",
  "ARG RUN_AS=nginx\nUSER $RUN_AS",
]);

const commands: Readonly<Record<string, { readonly base: Files; readonly command: string }>> = {
  "another stage": { base: stagedCi, command: "docker build --target debug -t web deployment/images/web" },
  "an argument": {
    base: argued,
    command: "docker build --build-arg RUN_AS=root -t web deployment/images/web",
  },
  "an edited Dockerfile": {
    base: plainCi,
    command: "sed -i /USER/d deployment/images/web/Dockerfile && docker build -t web deployment/images/web",
  },
};

/** Builds in the templates of these files. */
const templates: Readonly<Record<string, Files>> = {
  "CircleCI's parameters": {
    ".circleci/config.yml":
      "jobs:\n  b:\n    steps:\n      - run: docker build --target << parameters.stage >> -t web deployment/images/web\n",
  },
  "CircleCI's folder": {
    ".circleci/config.yml":
      "jobs:\n  b:\n    working_directory: deployment/images/web\n    steps:\n      - run: docker build --target debug -t web .\n",
  },
  "Azure's variables": {
    "azure-pipelines.yml":
      "variables:\n  stage: debug\nsteps:\n  - script: docker build --target $(stage) -t web deployment/images/web\n",
  },
  "Azure's list of variables": {
    "azure-pipelines.yml":
      "variables:\n  - name: stage\n    value: debug\nsteps:\n  - script: docker build --target ${{ variables.stage }} -t web deployment/images/web\n",
  },
  "Azure's task": {
    "azure-pipelines.yml":
      "steps:\n  - task: Docker@2\n    inputs:\n      command: build\n      Dockerfile: deployment/images/web/Dockerfile\n      arguments: --target debug\n",
  },
  "Drone's environment": {
    ".drone.yml":
      "steps:\n  - name: b\n    environment: {STAGE: debug}\n    commands:\n      - docker build --target $STAGE -t web deployment/images/web\n",
  },
  "Jenkins' docker.build": {
    Jenkinsfile: "node {\n  docker.build('web', '--target debug deployment/images/web')\n}\n",
  },
  "Jenkins' folder": {
    Jenkinsfile:
      "node {\n  dir('deployment/images/web') {\n    sh 'docker build --target debug -t web .'\n  }\n}\n",
  },
  "Jenkins' environment": {
    Jenkinsfile:
      "pipeline {\n  environment {\n    STAGE = 'debug'\n  }\n  stages { stage('b') { steps { sh 'docker build --target $STAGE -t web deployment/images/web' } } }\n}\n",
  },
  "a Taskfile's variables": {
    "Taskfile.yml":
      'version: "3"\nvars: {STAGE: debug}\ntasks:\n  image:\n    cmds:\n      - docker build --target {{.STAGE}} -t web deployment/images/web\n',
    [WORKFLOW]: calling("task image"),
  },
  "a Taskfile's folder": {
    "ops/Taskfile.yml":
      'version: "3"\ntasks:\n  image:\n    dir: ../deployment/images/web\n    cmds:\n      - docker build --target debug -t web .\n',
    [WORKFLOW]: calling("task -t ops/Taskfile.yml image"),
  },
  "a justfile's variables": {
    justfile: 'stage := "debug"\nimage:\n    docker build --target {{stage}} -t web deployment/images/web\n',
    [WORKFLOW]: calling("just image"),
  },
};

export const inPipelines: readonly Change[] = [
  ...Object.entries(pipelines).flatMap(([where, put]) =>
    Object.entries(commands).map(
      ([what, { base, command }]): Change => ({
        name: `${what} in ${where}`,
        base,
        head: { ...base, ...put(command) },
      }),
    ),
  ),
  ...Object.entries(templates).map(
    ([name, more]): Change => ({
      name: `another stage by ${name}`,
      base: stagedCi,
      head: { ...stagedCi, ...more },
    }),
  ),
];
