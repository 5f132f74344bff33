import type { Files } from "../../app/changes-between.ts";
import { buildSteps, type Ends, executable, STEP } from "../build-steps.ts";
import type { Change } from "../change.ts";
import { COMPOSE, edited, IMAGE, plain, WORKFLOW, without } from "../repos.ts";

const ci: Files = { ...without(plain, [COMPOSE]), "ops/notes.txt": "x\n" };

const { steps, before, stepBefore, stepAfter } = buildSteps(ci);

/** A step that builds another commit by a script, behind an input with a default. */
export function askedFor(byDefault: string): Ends {
  const asked = steps(`      - if: \${{ inputs.old || false }}\n        run: ./ops/old.sh v1\n${STEP}`, {
    "ops/old.sh": executable('#!/bin/sh\ngit checkout "$1"\n'),
  });
  const input = `workflow_call: { inputs: { old: { type: boolean, default: ${byDefault} } } }`;
  return { ...asked, head: edited(asked.head, WORKFLOW, ["on: push", `on: { push: , ${input} }`]) };
}

/** What CI does beside a build that leaves what is built as it is. */
const ways: Readonly<Record<string, Ends>> = {
  "another commit where somebody asks for it": askedFor("false"),
  "lint hadolint": before("hadolint deployment/images/web/Dockerfile"),
  "lint docker hadolint": before("docker run --rm -i hadolint/hadolint < deployment/images/web/Dockerfile"),
  "lint docker -v": before(
    'docker run --rm -v "$PWD:/w" -w /w hadolint/hadolint hadolint deployment/images/web/Dockerfile',
  ),
  "lint docker -v gixy": before(
    "docker run --rm -v $PWD/deployment/images/web/nginx.conf:/etc/nginx/nginx.conf:ro nginx:1.27 nginx -t",
  ),
  "lint python": before("python3 ops/lint.py deployment/images/web/nginx.conf", {
    "ops/lint.py": "import sys\nfor p in sys.argv[1:]:\n    print(open(p).read())\n",
  }),
  "lint python names": before("python3 ops/lint.py", {
    "ops/lint.py":
      "t = open('deployment/images/web/nginx.conf').read()\nassert '8080' in t\nopen('report.json', 'w').write('{}')\n",
  }),
  "python -c": before(`python3 -c "import yaml; yaml.safe_load(open('compose.yml'))"`),
  "python -m": before("python3 -m pip install yamllint\npython3 -m pytest"),
  pip: before("pip install -r requirements.txt"),
  "npm ci": before("npm ci && npm run build", {
    "package.json": JSON.stringify({ scripts: { build: "vite build --outDir dist" } }),
  }),
  "npm test": before("npm test", { "package.json": JSON.stringify({ scripts: { test: "vitest run" } }) }),
  "make test": before("make test", { Makefile: "test:\n\tpytest\n" }),
  "go test": before("go test ./... && go build -o bin/app ./cmd/app", {
    "cmd/app/main.go": 'package main\nfunc main(){ os.WriteFile("out.txt") }\n',
  }),
  "go run": before("go run ./cmd/gen", {
    "cmd/gen/main.go": 'package main\nfunc main(){ os.WriteFile("docs/x.md", b, 0644) }\n',
  }),
  "node script": before("node ops/x.js", {
    "ops/x.js": "require('fs').writeFileSync('version.json', '{}')\n",
  }),
  "version file": before("echo ${{ github.sha }} > deployment/images/web/html/version.txt"),
  "version sed html": before("sed -i s/VERSION/1/ deployment/images/web/html/index.html"),
  "github output": before('echo "tag=1" >> "$GITHUB_OUTPUT"'),
  "github env": before('echo "A=b" >> $GITHUB_ENV'),
  "github path": before('echo "$HOME/.local/bin" >> "$GITHUB_PATH"'),
  "tmp file": before("T=$(mktemp)\necho x > $T"),
  "runner temp": before('curl -fsSLo "$RUNNER_TEMP/x" https://example.org/x'),
  "tool tar": before("curl -fsSL https://example.org/t.tgz | tar -xz -C /usr/local/bin"),
  "tool tar member": before("curl -fsSL https://example.org/t.tgz | tar -xz hadolint"),
  "tool install": before(
    "curl -fsSLo hadolint https://example.org/h && chmod +x hadolint && ./hadolint deployment/images/web/Dockerfile",
  ),
  "curl sh": before("curl -fsSL https://example.org/install.sh | sh -s -- -b /usr/local/bin"),
  "checkout depth": {
    base: ci,
    head: edited(ci, WORKFLOW, [
      "- uses: actions/checkout@v4\n",
      "- uses: actions/checkout@v4\n        with:\n          fetch-depth: 0\n          submodules: recursive\n",
    ]),
  },
  "checkout head sha": {
    base: ci,
    head: edited(ci, WORKFLOW, [
      "- uses: actions/checkout@v4\n",
      "- uses: actions/checkout@v4\n        with:\n          ref: ${{ github.event.pull_request.head.sha }}\n",
    ]),
  },
  "checkout ref main": {
    base: ci,
    head: edited(ci, WORKFLOW, [
      "- uses: actions/checkout@v4\n",
      "- uses: actions/checkout@v4\n        with:\n          ref: main\n",
    ]),
  },
  "checkout head_ref": {
    base: ci,
    head: edited(ci, WORKFLOW, [
      "- uses: actions/checkout@v4\n",
      "- uses: actions/checkout@v4\n        with:\n          ref: ${{ github.head_ref || github.ref_name }}\n",
    ]),
  },
  "checkout own repository": {
    base: ci,
    head: edited(ci, WORKFLOW, [
      "- uses: actions/checkout@v4\n",
      "- uses: actions/checkout@v4\n        with:\n          repository: ${{ github.repository }}\n",
    ]),
  },
  "checkout docs": stepBefore(
    "      - uses: actions/checkout@v4\n        with:\n          repository: acme/docs\n          path: docs-repo\n",
  ),
  "checkout path same": stepBefore("      - uses: actions/checkout@v4\n        with:\n          path: src\n"),
  "git fetch": before("git fetch --depth=1 origin main"),
  "git fetch tags": before("git fetch --tags --unshallow"),
  "git diff": before("git diff --name-only origin/main...HEAD"),
  "git pull": before("git pull"),
  "git pull ff": before("git pull --ff-only origin main"),
  "git checkout -b": before("git checkout -b release/1"),
  "git checkout .": before("git checkout ."),
  "git checkout -- file": before("git checkout -- package-lock.json"),
  "git checkout main": before("git checkout main"),
  "git checkout sha": before("git checkout $GITHUB_SHA"),
  "git checkout expr": before("git checkout ${{ github.sha }}"),
  "git reset": before("git reset --hard"),
  "git clean": before("git clean -fdx"),
  "git submodule": before("git submodule update --init --recursive"),
  "git clone": before("git clone --depth 1 https://example.org/tool.git tool"),
  "git clone here": before("git clone https://example.org/tool.git"),
  "git stash list": before("git stash list"),
  "git log": before("git log -1 --format=%H"),
  "git tag": before("git tag v1 && git push origin v1"),
  "artifact upload": stepAfter(
    "      - uses: actions/upload-artifact@v4\n        with:\n          name: img\n          path: out/\n",
  ),
  "artifact dist": stepBefore(
    "      - uses: actions/download-artifact@v4\n        with:\n          name: dist\n          path: dist\n",
  ),
  "artifact html": stepBefore(
    `      - uses: actions/download-artifact@v4\n        with:\n          name: site\n          path: ${IMAGE}/html\n`,
  ),
  "artifact root own": {
    base: ci,
    head: {
      ...ci,
      [WORKFLOW]: `on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - uses: actions/upload-artifact@v4\n        with:\n          name: dist\n          path: dist\n  build:\n    needs: a\n    runs-on: x\n    steps:\n      - uses: actions/checkout@v4\n      - uses: actions/download-artifact@v4\n        with:\n          name: dist\n${STEP}`,
    },
  },
  "cache npm": stepBefore(
    "      - uses: actions/cache@v4\n        with:\n          path: ~/.npm\n          key: x\n",
  ),
  "cache modules": stepBefore(
    "      - uses: actions/cache@v4\n        with:\n          path: |\n            node_modules\n            .cache\n          key: x\n",
  ),
  setup: stepBefore(
    "      - uses: docker/setup-buildx-action@v3\n      - uses: docker/login-action@v3\n        with:\n          registry: ghcr.io\n          username: x\n          password: y\n",
  ),
  metadata: stepBefore(
    "      - id: m\n        uses: docker/metadata-action@v5\n        with:\n          images: ghcr.io/acme/web\n",
  ),
  "hadolint action": stepBefore(
    "      - uses: hadolint/hadolint-action@v3\n        with:\n          dockerfile: deployment/images/web/Dockerfile\n",
  ),
  trivy: stepAfter(
    "      - uses: aquasecurity/trivy-action@0.20.0\n        with:\n          image-ref: web\n",
  ),
  "paths filter": stepBefore(
    "      - uses: dorny/paths-filter@v3\n        with:\n          filters: |\n            web:\n              - 'deployment/images/web/**'\n",
  ),
  "github-script": stepBefore(
    "      - uses: actions/github-script@v7\n        with:\n          script: |\n            await github.rest.issues.createComment({ body: 'deployment/images/web/nginx.conf' })\n",
  ),
  "github-script writes": stepBefore(
    "      - uses: actions/github-script@v7\n        with:\n          script: |\n            require('fs').writeFileSync('comment.md', 'x')\n",
  ),
  "local composite": stepBefore("      - uses: ./.github/actions/setup\n", {
    ".github/actions/setup/action.yml":
      "runs:\n  using: composite\n  steps:\n    - shell: bash\n      run: npm ci\n",
  }),
  "local js": stepBefore("      - uses: ./.github/actions/setup\n", {
    ".github/actions/setup/action.yml": "runs:\n  using: node20\n  main: dist/index.js\n",
    ".github/actions/setup/dist/index.js": "require('fs').writeFileSync('a.txt','x')\n",
  }),
  "shell python": stepBefore(
    "      - shell: python\n        run: |\n          import json\n          print(json.dumps({}))\n",
  ),
  "shell pwsh": stepBefore("      - shell: pwsh\n        run: Write-Host hi\n"),
  "find lint": before("find deployment -name Dockerfile -exec hadolint {} +"),
  "find xargs lint": before("find . -name '*.sh' | xargs shellcheck"),
  "git ls-files lint": before("git ls-files '*.md' | xargs markdownlint"),
  "xargs chmod": before("git ls-files '*.sh' | xargs chmod +x"),
  "xargs sed md": before("git ls-files '*.md' | xargs sed -i s/a/b/"),
  "find delete": before("find . -name '*.pyc' -delete"),
  "find rm nm": before("find . -type d -name node_modules -exec rm -rf {} +"),
  "for lint": before('for f in deployment/images/*/Dockerfile; do hadolint "$f"; done'),
  "for docs sed": before('for f in docs/*.md; do sed -i s/a/b/ "$f"; done'),
  "for images": before("for i in deployment/images/*/; do echo $i; done"),
  "while lint": before('git ls-files | while read -r f; do wc -l "$f"; done'),
  "docker save": stepAfter("      - run: docker save web -o web.tar\n"),
  "docker tag push": stepAfter(
    "      - run: docker tag web ghcr.io/acme/web:1 && docker push ghcr.io/acme/web:1\n",
  ),
  "docker tag latest": stepAfter("      - run: docker tag web:latest web:${{ github.sha }}\n"),
  "docker pull cache": before("docker pull web || true"),
  "docker pull other tag": before("docker pull busybox && docker tag busybox tool"),
  "docker run smoke": stepAfter("      - run: docker run -d -p 8080:8080 web && curl -f localhost:8080\n"),
  "docker run nginx -t": stepAfter("      - run: docker run --rm web nginx -t\n"),
  "docker cp out": stepAfter("      - run: docker create --name c web && docker cp c:/etc/nginx ./out\n"),
  "imagetools inspect": stepAfter("      - run: docker buildx imagetools inspect web\n"),
  "imagetools create own": stepAfter(
    "      - run: docker buildx imagetools create -t web:latest web@sha256:1111\n",
  ),
  "crane digest": stepAfter("      - run: crane digest web\n"),
  "skopeo copy own": stepAfter("      - run: skopeo copy docker://web docker://mirror.example/web\n"),
  "commit other": stepAfter("      - run: docker commit c scratchpad\n"),
  "test image stdin": stepAfter(
    "      - run: |\n          docker build -t web-test - <<EOF\n          FROM web\n          EOF\n",
  ),
  "other build by url": stepBefore("      - run: docker build -t tool https://github.com/acme/tool.git\n"),
  "gh release": stepAfter("      - run: gh release create v1 --notes x\n"),
  "gh download tool": before("gh release download v1 -R acme/tool -p tool -D /tmp/t"),
  "aws push": stepAfter("      - run: aws s3 sync deployment/images/web/html s3://bucket/\n"),
  "aws login": before("aws ecr get-login-password | docker login -u AWS --password-stdin x"),
  "scp out": stepAfter("      - run: scp compose.yml host:/srv/\n"),
  "rsync out": stepAfter("      - run: rsync -a deployment/ host:/srv/deployment/\n"),
  "unzip dest": before("unzip -q tool.zip -d /tmp/tool"),
  "unzip dist": before("unzip -q dist.zip -d dist"),
  "envsubst other": before("envsubst < ops/notes.txt > k8s.yaml"),
  helm: before("helm template x > manifests.yaml"),
  kustomize: before("kustomize build k8s > out.yaml"),
  terraform: before("terraform fmt -check"),
  sops: before("sops -d secrets.enc.yaml > secrets.yaml"),
  "ansible lint": before("ansible-lint playbook.yml"),
  "yq read": before("yq '.services' compose.yml"),
  "yq edit elsewhere": before("yq -i '.a = 1' k8s/x.yaml"),
  jq: before("jq .version package.json > version"),
  "awk read": before("awk '/listen/ {print $2}' deployment/images/web/nginx.conf"),
  "awk compare": before("awk '$1 > 5 {print}' numbers.txt"),
  "sed read": before("sed -n 's/listen//p' deployment/images/web/nginx.conf"),
  "perl read": before("perl -ne 'print if /listen/' deployment/images/web/nginx.conf"),
  grep: before("! grep -rn 'user root' deployment"),
  cat: before("cat deployment/images/web/nginx.conf"),
  diff: before("diff -u deployment/images/web/nginx.conf ops/notes.txt || true"),
  "script ro": before("./ops/check", {
    "ops/check": executable("#!/bin/sh\ngrep -q 8080 deployment/images/web/nginx.conf\n"),
  }),
  "script other": before("bash ops/setup", { "ops/setup": "mkdir -p out\ncp ops/notes.txt out/\n" }),
  "dockerignore read": before("cat deployment/images/web/.dockerignore || true"),
  "replace action elsewhere": stepBefore(
    '      - uses: jacobtomlinson/gha-find-replace@v3\n        with:\n          find: a\n          replace: b\n          include: "docs/**"\n',
  ),
  "update action": stepAfter(
    "      - uses: fjogeleit/yaml-update-action@main\n        with:\n          valueFile: k8s/values.yaml\n          propertyPath: image.tag\n          value: v1\n",
  ),
  "pre-commit": stepBefore("      - uses: pre-commit/action@v3\n"),
  "setup-python": stepBefore(
    "      - uses: actions/setup-python@v5\n        with:\n          python-version: '3.12'\n          cache: pip\n",
  ),
  "deploy script": {
    base: ci,
    head: { ...ci, "deploy.sh": "#!/bin/sh\nset -e\ngit pull\ndocker compose up -d --build\n" },
  },
  "deploy script 2": {
    base: plain,
    head: {
      ...plain,
      "deploy.sh":
        "#!/bin/sh\nset -e\ncd /srv/app\ngit fetch origin\ngit reset --hard origin/main\ndocker compose up -d --build\n",
    },
  },
  vim: before("vim --version"),
  ls: before("ls -la deployment/images/web/nginx.conf"),
  test: before("test -f deployment/images/web/nginx.conf"),
};

export const healthyBesideBuilds: readonly Change[] = Object.entries(ways).map(([name, ends]) => ({
  name: `CI: ${name}`,
  ...ends,
}));
