import { readRepo } from "./repo.ts";

/** The workflow that a user pastes; the repo's address and major version come from `package.json`. */
export function workflow(): string {
  return workflowWith({ permissions: [READS], steps: [CHECKOUT, `      - uses: ${action()}`] });
}

/** The same with everything that needs leave to write: suggestions, a check run, code scanning. */
export function fullWorkflow(): string {
  return workflowWith({
    permissions: [
      READS,
      "pull-requests: write # to post suggestions",
      "checks: write # to make a check run that holds every finding",
      "security-events: write # to upload the SARIF file",
      "actions: read # for that upload, in a private repo",
    ],
    steps: [CHECKOUT, fullStep(), UPLOAD],
  });
}

const READS = "contents: read # to check the repo out, and to fetch the commit that it is compared with";

const CHECKOUT = `      - uses: actions/checkout@8e8c483db84b4bee98b60c0593521ed34d9990e8 # v6.0.1
        with:
          persist-credentials: false`;

const UPLOAD = `      - name: show the findings in code scanning
        # Also when Keelcheck failed. The verdict is Keelcheck's own, so an upload that fails does not decide.
        if: \${{ !cancelled() && steps.keelcheck.outputs.sarif != '' }}
        continue-on-error: true
        uses: github/codeql-action/upload-sarif@e46ed2cbd01164d986452f91f178727624ae40d7 # v4.35.3
        with:
          sarif_file: \${{ steps.keelcheck.outputs.sarif }}`;

function fullStep(): string {
  return `      - id: keelcheck
        uses: ${action()}
        with:
          suggestions: true
          check-run: true
          sarif: keelcheck.sarif`;
}

function action(): string {
  const { repository, version } = JSON.parse(readRepo("package.json")) as {
    readonly repository: { readonly url: string };
    readonly version: string;
  };
  const name = new URL(repository.url).pathname.slice(1).replace(/\.git$/, "");
  return `${name}@v${version.split(".")[0]}`;
}

interface Parts {
  readonly permissions: readonly string[];
  readonly steps: readonly string[];
}

function workflowWith({ permissions, steps }: Parts): string {
  return `name: Keelcheck

# No \`paths:\` here: a required check that is never started never reports, and the pull request waits for ever.
on:
  pull_request:
  merge_group:
  push:
    branches: [main]

permissions: {}

concurrency:
  group: keelcheck-\${{ github.ref }}
  cancel-in-progress: true

jobs:
  keelcheck:
    # Branch protection knows a check by this name, so no other job may have it.
    name: keelcheck
    runs-on: ubuntu-latest
    timeout-minutes: 10
    permissions:
${permissions.map((line) => `      ${line}\n`).join("")}    steps:
${steps.map((step) => `${step}\n`).join("")}`;
}
