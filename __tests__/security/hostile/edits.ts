import type { Files } from "../../app/changes-between.ts";
import type { Change } from "../change.ts";
import { COMPOSE, CONF, EVIL, edited, IMAGE, plain, textIn, WORKFLOW, without } from "../repos.ts";
import { pipelines } from "./pipelines.ts";

const BUILD = "docker build -t web deployment/images/web";

/** Commands by which CI writes a file of the context before it builds. */
export const edits: Readonly<Record<string, (path: string) => string>> = {
  "sed -i": (path) => `sed -i s/8080/80/ ${path}`,
  "sed --in-place": (path) => `sed --in-place=.bak -e s/8080/80/ ${path}`,
  "perl -pi": (path) => `perl -pi -e s/8080/80/ ${path}`,
  ">": (path) => `sed s/8080/80/ ops/nginx.conf > ${path}`,
  ">>": (path) => `echo 'user root;' >> ${path}`,
  "a heredoc": (path) => `cat > ${path} <<EOF\nuser root;\nEOF`,
  "a group": (path) => `{ echo 'user root;'; cat ops/nginx.conf; } > ${path}`,
  tee: (path) => `cat ops/nginx.conf | tee ${path}`,
  "tee -a": (path) => `echo 'user root;' | sudo tee -a ${path}`,
  cp: (path) => `cp ops/nginx.conf ${path}`,
  "cp -f of a variable": (path) => `SITE=ops/nginx.conf\ncp -f "$SITE" ${path}`,
  "cp into the folder": (path) => `cp ops/nginx.conf ${folderOf(path)}/`,
  "cp -t": (path) => `cp -t ${folderOf(path)} ops/nginx.conf`,
  "cp -r of a folder's files": (path) => `cp -r ops/. ${folderOf(path)}`,
  "cp of a wildcard": (path) => `cp ops/* ${folderOf(path)}/`,
  mv: (path) => `mv ops/nginx.conf ${path}`,
  "git mv": (path) => `git mv -f ops/nginx.conf ${path}`,
  install: (path) => `install -m 644 ops/nginx.conf ${path}`,
  ln: (path) => `ln -f ops/nginx.conf ${path}`,
  rsync: (path) => `rsync -a ops/ ${folderOf(path)}/`,
  "tar x": (path) => `tar xzf ops.tgz -C ${folderOf(path)}`,
  "tar --extract": (path) => `tar --extract --file ops.tgz --directory=${folderOf(path)}`,
  unzip: (path) => `unzip -o ops.zip -d ${folderOf(path)}`,
  patch: (path) => `patch ${path} ops/x.patch`,
  "patch of its input": () => "patch -p1 < ops/x.patch",
  "git apply": () => "git apply ops/x.patch",
  "curl -o": (path) => `curl -fsSL -o ${path} https://example.org/nginx.conf`,
  "curl --output": (path) => `curl --output=${path} https://example.org/n`,
  "curl -O": (path) => `cd ${folderOf(path)} && curl -fsSO https://example.org/a/nginx.conf && cd -`,
  "wget -O": (path) => `wget -qO ${path} https://example.org/n`,
  "wget -P": (path) => `wget -P ${folderOf(path)} https://example.org/nginx.conf`,
  dd: (path) => `dd if=ops/nginx.conf of=${path}`,
  envsubst: (path) => `envsubst < ops/nginx.conf > ${path}`,
  "a program's output": (path) => `gomplate -f ops/nginx.conf -o ${path}`,
  "in its folder": (path) => `cd ${folderOf(path)}\nsed -i s/8080/80/ nginx.conf\ncd ../../..`,
  "in a shell of its own": (path) => `(cd ${folderOf(path)} && sed -i s/8080/80/ nginx.conf)`,
  "of a variable": (path) => `CONF=${path}\nsed -i s/8080/80/ $CONF`,
  "of a wildcard": () => "sed -i s/8080/80/ deployment/images/*/nginx.conf",
  "of the workspace": (path) => `sed -i s/8080/80/ "$GITHUB_WORKSPACE/${path}"`,
  "sh -c": (path) => `sh -c 'sed -i s/8080/80/ ${path}'`,
};

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/"));
}

const base: Files = { ...without(plain, [COMPOSE]), "ops/nginx.conf": EVIL };
const inFolder: Files = {
  ...edited(base, `${IMAGE}/Dockerfile`, [
    "COPY nginx.conf /etc/nginx/nginx.conf",
    "COPY nginx.conf /etc/nginx/nginx.conf\nCOPY sites/ /etc/nginx/sites/",
  ]),
  [CONF]: textIn(base, CONF).replace("    server {", "    include /etc/nginx/sites/*.conf;\n    server {"),
  [`${IMAGE}/sites/a.conf`]: "map $uri $a { default 1; }\n",
  [`${IMAGE}/README.md`]: textIn(base, `${IMAGE}/README.md`).replace(
    "| [nginx.conf]",
    "| [sites/a.conf](sites/a.conf) | `/etc/nginx/sites/a.conf` |\n| [nginx.conf]",
  ),
};

/** The workflow with commands before its build. */
export function before(files: Files, commands: string): Files {
  const lines = `${commands}\n${BUILD}`.split("\n").map((line) => `          ${line}\n`);
  return edited(files, WORKFLOW, [`      - run: ${BUILD}\n`, `      - run: |\n${lines.join("")}`]);
}

export const editedFirst: readonly Change[] = [
  ...Object.entries(edits).map(
    ([name, edit]): Change => ({
      name: `CI changes nginx.conf by ${name}`,
      base,
      head: before(base, edit(CONF)),
    }),
  ),
  ...["cp", "tee", ">", "curl -o", "cp into the folder", "cp -r of a folder's files", "tar x", "mv"].map(
    (name): Change => ({
      name: `CI adds a site by ${name}`,
      base: inFolder,
      head: before(inFolder, edits[name]?.(`${IMAGE}/sites/new.conf`) ?? ""),
    }),
  ),
  {
    name: "an earlier step changes nginx.conf",
    base,
    head: edited(base, WORKFLOW, [
      `      - run: ${BUILD}\n`,
      `      - run: sed -i s/8080/80/ ${CONF}\n      - run: ${BUILD}\n`,
    ]),
  },
  {
    name: "a step changes nginx.conf before an action builds",
    base,
    head: edited(base, WORKFLOW, [
      `      - run: ${BUILD}\n`,
      `      - run: sed -i s/8080/80/ ${CONF}\n      - uses: docker/build-push-action@v6\n        with:\n          context: ${IMAGE}\n`,
    ]),
  },
  {
    name: "a step changes nginx.conf before compose builds",
    base: { ...plain, [WORKFLOW]: textIn(plain, WORKFLOW).replace(BUILD, "docker compose build") },
    head: {
      ...plain,
      [WORKFLOW]: textIn(plain, WORKFLOW).replace(BUILD, `sed -i s/8080/80/ ${CONF} && docker compose build`),
    },
  },
  {
    name: "a script changes nginx.conf before a step builds",
    base,
    head: { ...before(base, "sh ops/prepare.sh"), "ops/prepare.sh": `sed -i s/8080/80/ ${CONF}\n# docker\n` },
  },
  {
    name: "a step changes nginx.conf before a Makefile builds",
    base: { ...base, Makefile: `image:\n\t${BUILD}\n` },
    head: {
      ...before(base, `sed -i s/8080/80/ ${CONF}\nmake image`),
      Makefile: `image:\n\t${BUILD}\n`,
    },
  },
  ...Object.entries(pipelines).map(
    ([where, put]): Change => ({
      name: `nginx.conf is changed in ${where}`,
      base,
      head: { ...base, ...put(`sed -i s/8080/80/ ${CONF} && ${BUILD}`) },
    }),
  ),
];
