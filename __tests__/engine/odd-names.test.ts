/** Names that are something else in JavaScript, or in an expression, are names like any other. */
import { describe, expect, test } from "vitest";
import { check } from "../../src/engine/check.ts";
import { describe as describeFleet } from "../../src/engine/describe.ts";
import { readFleet } from "../../src/model/fleet/read.ts";
import { defaultPolicy } from "../../src/policy/defaults.ts";
import { rules } from "../../src/rules/index.ts";
import { rangeOf } from "../../src/source.ts";
import { memoryWorkspace } from "../../src/workspace/memory.ts";

/** Everything that is said of a tree. */
function verdict(files: Readonly<Record<string, string>>): string {
  const fleet = readFleet({ workspace: memoryWorkspace(files), policy: defaultPolicy });
  const findings = check({ fleet, policy: defaultPolicy, rules });
  const lines = findings.map((finding) => {
    const { start, end } = rangeOf(finding.at);
    return `${finding.at.file.path}:${start.line}:${start.column}-${end.column} ${finding.rule} ${finding.message}`;
  });
  return JSON.stringify({ lines, images: describeFleet(fleet) }, null, 1);
}

/** A tree that uses a name wherever a repo may choose one. */
function named(name: string): Readonly<Record<string, string>> {
  const web = "deployment/images/web";
  return {
    [`${web}/Dockerfile`]: `ARG ${name}=a
FROM ${name} AS first
FROM nginx:1.27 AS ${name}
ARG ${name}
ENV ${name}=$${name} X=\${${name}:-web} Y=$${name}
RUN ${name} -x && sudo ${name} y && useradd ${name} && groupadd ${name} && usermod -l web ${name}
RUN chown ${name}:${name} /x && chmod ${name} /x && apt-get install -y ${name} && ${name}=1; export ${name}
RUN sed -i 's/[[:${name}:]]/x/' /etc/nginx/nginx.conf && printf '\\${name[0]}' > /${name}
COPY --from=${name} /${name} /${name}
COPY --from=first /x /y
COPY --chown=${name} ${name}.conf /etc/nginx/conf.d/${name}.conf
COPY start.sh nginx.conf ${name} /etc/nginx/
USER ${name}
HEALTHCHECK CMD ${name} http://localhost:80/
ENTRYPOINT ["${name}", "${name}"]
CMD ["${name}"]
`,
    [`${web}/${name}`]: "x\n",
    [`${web}/${name}.conf`]: `${name} on;\nserver { listen ${name}; ${name} { x y; } set $${name} 1; }\n`,
    [`${web}/nginx.conf`]: `user ${name};\n${name} x;\nevents {}\nhttp { ${name} { listen 80; } map $a $${name} { ${name} 1; } server { listen 8080; return 200 "\\${name[0]}"; } include /etc/nginx/conf.d/*.conf; }\n`,
    [`${web}/start.sh`]: `#!/bin/sh\n${name}=1\necho "$${name}" "\${${name}:=x}"\nfor ${name} in a; do ${name}; done\nexec gosu ${name} nginx\n`,
    [`${web}/README.md`]: `# web\n\n&${name}; [a](${name}) \`${name}\`\n\n| ${name} | \`${name}\` |\n|---|---|\n| ${name} | ${name} |\n`,
    [`deployment/images/${name}/Dockerfile`]: `FROM httpd:2.4\nCOPY httpd.conf /usr/local/apache2/conf/httpd.conf\nCMD ["${name}"]\n`,
    [`deployment/images/${name}/httpd.conf`]: `User ${name}\nDefine ${name} 1\nListen \${${name}}\n${name} on\n<${name} x>\n</${name}>\n<IfVersion ${name} 2.4>\n</IfVersion>\nLoadModule ${name} modules/${name}.so\n`,
    [`deployment/images/sup/Dockerfile`]: `FROM debian:12\nRUN apt-get install -y supervisor\nCOPY s.conf /etc/supervisor/conf.d/s.conf\nCMD ["supervisord", "-c", "/etc/supervisor/conf.d/s.conf"]\n`,
    [`deployment/images/sup/s.conf`]: `[supervisord]\n${name}=1\nnodaemon=true\n[program:${name}]\ncommand=${name} %(ENV_${name})s\nuser=${name}\n[${name}]\n${name}=1\n`,
    "docker-compose.yml": `services:\n  ${name}:\n    build:\n      context: deployment/images/web\n      target: ${name}\n      args: { ${name}: ${name} }\n      additional_contexts: { ${name}: "service:web" }\n    user: ${name}\n    environment: { ${name}: $${name} }\n    depends_on: [${name}]\n    ${name}: 1\n  web:\n    build: deployment/images/${name}\n    extends: { service: ${name} }\n`,
    "docker-bake.hcl": `variable "${name}" { default = "a" }\ngroup "default" { targets = ["${name}"] }\ntarget "${name}" {\n  inherits = ["${name}"]\n  context = "deployment/images/\${${name}}"\n  args = { ${name} = ${name}("x"), "${name}" = ${name} }\n  contexts = { ${name} = "target:${name}" }\n  ${name} = 1\n}\n`,
    ".github/workflows/build.yml": `on: { workflow_call: { inputs: { ${name}: { type: string } } } }\njobs:\n  ${name}:\n    env: { ${name}: a }\n    strategy: { matrix: { ${name}: [a, b] } }\n    steps:\n      - uses: docker/build-push-action@v6\n        with:\n          context: deployment/images/web\n          build-args: "${name}=\${{ inputs.${name} }}"\n          ${name}: 1\n      - run: docker build --build-arg ${name}=1 --build-context ${name}=x -t ${name} deployment/images/web\n`,
  };
}

// Each with a name of its length that means nothing to anybody.
const NAMES = [
  ["constructor", "constructir"],
  ["toString", "toStrinh"],
  ["valueOf", "valueOg"],
  ["hasOwnProperty", "hasOwnPropertz"],
  ["isPrototypeOf", "isPrototypeOg"],
  ["__proto__", "__protp__"],
  ["__defineGetter__", "__defineGettes__"],
] as const;

describe("names that every object has", () => {
  test.each(NAMES)("%s says what %s says", (name, twin) => {
    const said = verdict(named(name));
    expect(said.replaceAll(name, twin)).toBe(verdict(named(twin)));
    expect(said).toContain(name);
  });
});

describe("names that mean something in an expression", () => {
  test.each([
    "C++",
    "[",
    "[=1",
    "a)",
    "(b",
    "*",
    "?",
    "\\",
    "x{2",
    "^",
    "a|b",
    ".",
    "$",
    "-",
  ])("ENV %s", (name) => {
    const files = {
      "images/web/Dockerfile": `FROM nginx:1.27\nENV ${name}=x A=$${name} B=\${${name}:-web}\nARG ${name}\nRUN ${name}=1; echo $${name} \${${name}} > /x; rm -rf $${name}/x\nLABEL ${name}=x\nCOPY start.sh /\nCMD ["/start.sh"]\n`,
      "images/web/start.sh": `#!/bin/sh\necho $${name}\nexec nginx\n`,
    };
    expect(JSON.parse(verdict(files)).images).toHaveLength(1);
  });

  test.each([
    "$?",
    "$*",
    "$@",
    "$#",
    "$$",
    "$!",
    "$-",
    "$1",
    "$0",
    "$_",
    "${10}",
    "${#X}",
    "${!X}",
    "${?}",
  ])("%s in a start script and in a RUN line", (parameter) => {
    const files = {
      "images/web/Dockerfile": `FROM nginx:1.27\nENV A=1\nRUN echo ${parameter} > /x; rm -rf ${parameter}/y; mkdir "${parameter}"\nCOPY start.sh /\nUSER ${parameter.replace("{#", "{")}\nCMD ["/start.sh"]\n`,
      "images/web/start.sh": `#!/bin/sh\nnginx -t\necho "ended with ${parameter}"\nexec nginx ${parameter}\n`,
    };
    expect(JSON.parse(verdict(files)).images).toHaveLength(1);
  });
});
