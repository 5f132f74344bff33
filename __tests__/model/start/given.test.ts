/** Variables that nothing sets and without which a start ends: whoever starts the container has to give them. */
import { describe, expect, test } from "vitest";
import { unknown } from "../../../src/rules/fact/unknown.ts";
import { checkRule } from "../../rules/check-rule.ts";
import { imageFacts } from "../image-facts.ts";

const SITE = "/etc/nginx/conf.d/default.conf";
const SERVES = "exec nginx -g 'daemon off;'\n";

/** Whether nginx starts behind a script. */
function starts(script: string, { shebang = "#!/bin/sh", more = "" } = {}): boolean | string {
  const [image] = imageFacts({
    Dockerfile: `FROM nginx:1.27\n${more}COPY --chmod=755 start.sh /\nENTRYPOINT ["/start.sh"]\n`,
    site: "server { listen 8080; root /srv/${TO:-www}; }\n",
    "start.sh": `${shebang}\n${script}\n${SERVES}`,
  });
  const answer = image?.servers[0]?.starts;
  return typeof answer === "object" ? answer.why : (answer ?? "no server");
}

const ENDS = "nothing sets TO, and without it the script ends here";
const REFUSED = "nothing sets TO, and without it nginx may refuse this line";

describe("whether nginx starts hangs on a variable that nothing sets", () => {
  test.each([
    ["that is asked for", ": ${TO:?}", ENDS],
    ["that is asked for with a word", '[ -n "${TO?must be set}" ]', ENDS],
    ["behind set -u", "set -eu\necho $TO", ENDS],
    ["behind set -o nounset", "set -o nounset\necho going to $TO", ENDS],
    ["in an assignment", 'set -u\nHOST="$TO"', ENDS],
    ["in a heredoc", "set -u\ncat > /tmp/x <<END\n$TO\nEND", ENDS],
    ["in a site", `echo "server { listen 80; root /srv/$TO; }" > ${SITE}`, REFUSED],
  ])("%s", (_, script, expected) => {
    expect(starts(script)).toBe(expected);
  });

  test("behind an option of the first line", () => {
    expect(starts("echo $TO", { shebang: "#!/bin/sh -u" })).toBe(ENDS);
  });

  test("in a template of the official image", () => {
    const [image] = imageFacts({
      Dockerfile: "FROM nginx:1.27\nCOPY site.template /etc/nginx/templates/default.conf.template\n",
      "site.template": "server { listen 8080; location / { proxy_pass http://${TO}; } }\n",
    });
    const [nginx] = image?.servers ?? [];
    expect(nginx?.starts).toMatchObject({ why: REFUSED });
    expect(nginx?.listeners.map(({ port }) => port)).toEqual([8080]);
    expect(nginx?.listenersComplete).toBeUndefined();
  });
});

describe("it does not", () => {
  test.each<[string, string, string?]>([
    ["where the word has a default", "set -u\necho ${TO:-nowhere}"],
    ["where another word is put for it", "set -u\necho ${TO:+there}"],
    ["where the script sets it", "set -u\nTO=there\necho $TO"],
    ["where the script gives it a default", "set -u\n: ${TO:=there}\necho $TO"],
    ["where single quotes keep it", "set -u\necho '$TO'"],
    ["without set -u", "echo $TO"],
    ["where set +u takes it back", "set -u\nset +u\necho $TO"],
    ["before set -u", "echo $TO\nset -u"],
    ["in a subshell, whose end is not the script's", "( echo ${TO:?} )"],
    ["in a site's comment", `echo "server { listen 80; } # $TO" > ${SITE}`],
    ["where the script finds the value out", `to=$(cat /run/to)\necho "server { root /srv/$to; }" > ${SITE}`],
    [
      "where a program may put a default in",
      "find /etc/nginx/conf.d -type d | while read D; do ep $D/*; done",
      `COPY site ${SITE}\n`,
    ],
    ["where nginx has it", `echo 'server { root /srv/\${HOST}; }' > ${SITE}`],
  ])("%s", (_, script, more = "") => {
    expect(starts(script, { more })).toBe(true);
  });

  test("where the image sets it", () => {
    expect(starts("set -u\necho $TO ${TO:?}", { more: "ENV TO=there\n" })).toBe(true);
  });
});

describe("a notice", () => {
  const IMAGE = "deployment/images/web";
  const files = {
    [`${IMAGE}/Dockerfile`]: 'FROM nginx:1.27\nCOPY --chmod=755 start.sh /\nENTRYPOINT ["/start.sh"]\n',
    [`${IMAGE}/start.sh`]: `#!/bin/sh\n: \${TO:?}\n${SERVES}`,
  };

  test("says what is asked for", () => {
    expect(checkRule(unknown, files)).toEqual([`${IMAGE}/start.sh:2:3-10 ${ENDS}`]);
  });

  test("is silent where the README says that it has to be given", () => {
    const readme = "# web\n\nStart it with `-e TO=host`.\n";
    expect(checkRule(unknown, { ...files, [`${IMAGE}/README.md`]: readme })).toEqual([]);
  });

  test("is silent where the rule of templates speaks of it", () => {
    const template = "server { listen 8080; location / { proxy_pass http://${TO}; } }\n";
    expect(
      checkRule(unknown, {
        [`${IMAGE}/Dockerfile`]: "FROM nginx:1.27\nCOPY default.conf.template /etc/nginx/templates/\n",
        [`${IMAGE}/default.conf.template`]: template,
      }),
    ).toEqual([]);
  });
});
