import { readRepo } from "./repo.ts";

/** The workflow that a user pastes; the repo's address and major version come from `package.json`. */
export function workflow(): string {
  const { repository, version } = JSON.parse(readRepo("package.json")) as {
    readonly repository: { readonly url: string };
    readonly version: string;
  };
  const action = `${new URL(repository.url).pathname.slice(1).replace(/\.git$/, "")}@v${version.split(".")[0]}`;
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
      contents: read # to check the repo out
    steps:
      - uses: actions/checkout@8e8c483db84b4bee98b60c0593521ed34d9990e8 # v6.0.1
        with:
          persist-credentials: false
      - uses: ${action}
`;
}
