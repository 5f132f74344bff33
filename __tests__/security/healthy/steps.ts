import type { Files } from "../../app/changes-between.ts";
import type { Change } from "../change.ts";
import { COMPOSE, plain, staged, textIn, WORKFLOW } from "../repos.ts";

const PLAIN = "docker build -t web deployment/images/web";
const workflow = (step: string) => `on: push
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
${step}`;
const run = (text: string, keys = "") =>
  `      - run: |\n${text.replaceAll(/^/gm, "          ")}\n${keys === "" ? "" : `        ${keys}\n`}`;

/** The same build by other means, and what is no build. */
const steps: Readonly<Record<string, string>> = {
  "bash with options": run(PLAIN, "shell: bash -euo pipefail {0}"),
  sh: run(PLAIN, "shell: sh"),
  pwsh: run(PLAIN, "shell: pwsh"),
  "python runs it": run(`import os\nos.system('${PLAIN}')`, "shell: python"),
  "python lists it": run(
    'import subprocess\nsubprocess.run(["docker", "build", "-t", "web", "deployment/images/web"])',
    "shell: python",
  ),
  "python beside it": `${run(PLAIN)}${run("print('docker build is done')", "shell: python")}`,
  "github-script beside it": `${run(PLAIN)}      - uses: actions/github-script@v7\n        with:\n          script: core.info('docker build -t web is done')\n`,
  "a function of its own": run(`build() { ${PLAIN}; }\nbuild`),
  "another alias": run(`alias ll='ls -l'\n${PLAIN}`),
};

const service = `${textIn(plain, COMPOSE)}    environment:\n      STAGE: "\${STAGE:-test}"\n`;
const asked: Files = { ...plain, [COMPOSE]: service, "ops/prod.env": "STAGE=production\n" };
const up = (command: string): Files => ({ ...asked, Makefile: `up:\n\t${command}\n` });
const calls: Readonly<Record<string, string>> = {
  "--env-file": "docker compose --env-file ops/prod.env up -d",
  "--env-file of what is not there": "docker compose --env-file ops/none.env up -d",
  "before it": "STAGE=production docker compose up -d",
  "a setting of compose": "COMPOSE_PROJECT_NAME=web docker compose up -d",
  "of the builder": "DOCKER_BUILDKIT=1 docker compose build",
};

export const healthySteps: readonly Change[] = [
  ...Object.entries(steps).map(([name, text]) => ({
    name: `step: ${name}`,
    base: staged,
    head: { ...staged, [WORKFLOW]: workflow(text) },
  })),
  ...Object.entries(calls).map(([name, command]) => ({
    name: `compose is given a variable: ${name}`,
    base: up("docker compose up -d"),
    head: up(command),
  })),
];
