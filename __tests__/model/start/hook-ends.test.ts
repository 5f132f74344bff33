import { expect, test } from "vitest";
import { doesNotStart } from "../../../src/rules/process/does-not-start.ts";
import { checkRule } from "../../rules/check-rule.ts";

const WEB = "deployment/images/web";
const check = (text: string, name = "40-hook.sh", lines = "") =>
  checkRule(doesNotStart, {
    [`${WEB}/Dockerfile`]: `FROM nginx:1.29-alpine\nCOPY --chmod=755 hook.sh /docker-entrypoint.d/${name}\n${lines}`,
    [`${WEB}/hook.sh`]: text,
  });

test.each([
  [
    "a number at the end",
    "#!/bin/sh\necho a\nexit 3\n",
    "40-hook.sh",
    "ends with 3, and the entrypoint ends with it",
  ],
  ["a sourced one", "export A=1\nexit 1\n", "40-hook.envsh", "ends with 1, and the entrypoint ends with it"],
  [
    "Windows line ends",
    "#!/bin/sh\r\necho a\r\n",
    "40-hook.sh",
    "has Windows line ends, so its interpreter is not found",
  ],
])("%s ends the entrypoint", (_, text, name, said) => {
  expect(check(text, name)).toEqual([expect.stringContaining(`/docker-entrypoint.d/${name} ${said}`)]);
});

test.each([
  ["0", "#!/bin/sh\nexit 0\n"],
  ["a number behind a condition", '#!/bin/sh\nif [ -z "$A" ]; then exit 1; fi\n'],
  ["a number that something may forestall", '#!/bin/sh\n[ -n "$A" ] && exit 0\nexit 1\n'],
  ["a number of a subshell", "#!/bin/sh\n(exit 1) || true\n"],
  ["a function that may end it before", "#!/bin/sh\nok() { exit 0; }\nok\nexit 1\n"],
  ["bash in one that is sourced", "#!/bin/bash\nexport A=1\n", "40-hook.envsh"],
  ["a name that the entrypoint does not know", "#!/bin/sh\nexit 1\n", "hook.txt"],
  ["another command", "#!/bin/sh\nexit 1\n", "40-hook.sh", 'CMD ["sh", "-c", "nginx -g \'daemon off;\'"]\n'],
])("%s does not", (_, text, name?: string, lines?: string) => {
  expect(check(text, name, lines)).toEqual([]);
});
