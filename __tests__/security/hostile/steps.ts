import type { Files } from "../../app/changes-between.ts";
import type { Change } from "../change.ts";
import { COMPOSE, plain, staged, textIn, WORKFLOW } from "../repos.ts";

const DEBUG = "docker build -t web --target debug deployment/images/web";
const PLAIN = "docker build -t web deployment/images/web";
const more: Files = { "ops/x.sh": `${DEBUG}\n`, "ops/y": "#!/bin/sh\nexit 0\n" };

const workflow = (steps: string, around = "") => `on: push
jobs:
  build:
    runs-on: ubuntu-latest
${around}    steps:
      - uses: actions/checkout@v4
${steps}`;
const run = (text: string, keys = "") =>
  `      - run: |\n${text.replaceAll(/^/gm, "          ")}\n${keys === "" ? "" : `        ${keys}\n`}`;
const script = (text: string) =>
  `      - uses: actions/github-script@v7\n        with:\n          script: |\n            ${text}\n`;

/** Steps whose texts something else reads than the usual shell, or before it. */
const steps: Readonly<Record<string, string>> = {
  "python runs a text": run(`import os\nos.system('${DEBUG}')`, "shell: python"),
  "python runs a list": run(
    'import subprocess\nsubprocess.run(["docker", "build", "--target", "debug", "-t", "web", "deployment/images/web"])',
    "shell: python",
  ),
  "python puts in the stage": run(
    "import os\nos.system(f'docker build -t web --target {stage} deployment/images/web')",
    "shell: python",
  ),
  "python adds the stage": run(
    "import os\nos.system('docker build -t web deployment/images/web --target ' + stage)",
    "shell: python",
  ),
  "python lists the stage": run(
    'import subprocess\nsubprocess.check_call(["docker", "build", "--target", stage, "-t", "web", "deployment/images/web"])',
    "shell: python",
  ),
  perl: run(`system("${DEBUG}");`, "shell: perl {0}"),
  pwsh: run(DEBUG, "shell: pwsh"),
  "pwsh over lines": run("docker build -t web `\n  --target debug `\n  deployment/images/web", "shell: pwsh"),
  cmd: run(DEBUG, "shell: cmd"),
  "github-script runs a text": script(`await exec.exec('${DEBUG}')`),
  "github-script runs a list": script(
    "await exec.exec('docker', ['build', '--target', 'debug', '-t', 'web', 'deployment/images/web'])",
  ),
  "github-script puts in the stage": script(
    "await exec.exec(`docker build -t web --target ${stage} deployment/images/web`)",
  ),
  "a shell of its own": run(PLAIN, "shell: bash ops/x.sh {0}"),
  "a program as the shell": run(PLAIN, "shell: bash ops/y {0}"),
  BASH_ENV: run(PLAIN, "env: {BASH_ENV: ops/y}"),
  "a function of the builder's name": run(`docker() { command docker "$@" --target debug; }\n${PLAIN}`),
  "a function in other words": run(`function docker { command docker "$@" --target debug; }\n${PLAIN}`),
  "an alias": run(`shopt -s expand_aliases\nalias docker='docker --context other'\n${PLAIN}`),
  "options of a variable": run("docker build $OPTIONS -t web deployment/images/web"),
  "options of an input": run("docker build ${{ inputs.options }} -t web deployment/images/web"),
  "options of a secret": run("docker build ${{ secrets.OPTIONS }} -t web deployment/images/web"),
  "options of a file": run("docker build $(cat ops/y) -t web deployment/images/web"),
  "options of an action":
    "      - uses: elgohr/Publish-Docker-Github-Action@v5\n        with:\n          name: web\n          workdir: deployment/images/web\n          buildoptions: --target debug\n",
};

const around: Readonly<Record<string, string>> = {
  "a shell of the job": "    defaults:\n      run:\n        shell: bash ops/y {0}\n",
  "BASH_ENV of the job": "    env:\n      BASH_ENV: ops/y\n",
};

const service = `${textIn(plain, COMPOSE)}    user: "\${WEB_USER:-nginx}"\n`;
const asked: Files = { ...plain, [COMPOSE]: service, "ops/prod.env": "WEB_USER=root\n" };
const up = (command: string): Files => ({ ...asked, Makefile: `up:\n\t${command}\n` });

/** Variables that a call of compose is given. */
const calls: Readonly<Record<string, string>> = {
  "--env-file": "docker compose --env-file ops/prod.env up -d",
  "--env-file=": "docker compose --env-file=ops/prod.env up -d",
  "--env-file with files": "docker compose -f compose.yml --env-file ops/prod.env up -d",
  "--env-file of the old program": "docker-compose --env-file ops/prod.env up -d",
  "before it": "WEB_USER=root docker compose up -d",
  "before it of a variable": "WEB_USER=$WHO docker compose up -d",
};

export const hostileSteps: readonly Change[] = [
  ...Object.entries(steps).map(([name, text]) => ({
    name: `step: ${name}`,
    base: staged,
    head: { ...staged, ...more, [WORKFLOW]: workflow(text) },
  })),
  ...Object.entries(around).map(([name, text]) => ({
    name: `step: ${name}`,
    base: staged,
    head: { ...staged, ...more, [WORKFLOW]: workflow(run(PLAIN), text) },
  })),
  ...Object.entries(calls).map(([name, command]) => ({
    name: `compose is given a variable: ${name}`,
    base: up("docker compose up -d"),
    head: up(command),
  })),
];
