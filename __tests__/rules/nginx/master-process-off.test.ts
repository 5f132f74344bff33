import { expect, test } from "vitest";
import { masterProcessOff } from "../../../src/rules/nginx/master-process-off.ts";
import { checkRule } from "../check-rule.ts";
import { mended } from "../mended.ts";

const WEB = "deployment/images/web";
const MESSAGE = 'with "master_process off", nginx serves as root, whatever "user" says';
const check = (lines: readonly string[], text: string) =>
  checkRule(masterProcessOff, {
    [`${WEB}/Dockerfile`]: `${lines.join("\n")}\n`,
    [`${WEB}/nginx.conf`]: text,
  });
const COPIED = ["FROM nginx:1.27", "COPY nginx.conf /etc/nginx/nginx.conf"];

test.each<readonly [string, readonly string[], string, string]>([
  ["it in the configuration", COPIED, "master_process off;\nevents {}\n", "nginx.conf:1:1-20"],
  ["it in other letters", COPIED, "events {}\nmaster_process OFF;\n", "nginx.conf:2:1-20"],
  [
    "it in -g",
    ["FROM nginx:1.27", 'CMD ["nginx", "-g", "daemon off; master_process off;"]'],
    "",
    "Dockerfile:2:1-55",
  ],
])("reports %s", (_name, lines, text, place) => {
  expect(check(lines, text)).toEqual([`${WEB}/${place} ${MESSAGE}`]);
});

test.each<readonly [string, readonly string[], string]>([
  ["it is on", COPIED, "master_process on;\nevents {}\n"],
  ["it is not said", COPIED, "daemon off;\nevents {}\n"],
  ["root does not start it", [...COPIED, "USER nginx"], "master_process off;\nevents {}\n"],
  [
    "who starts it is not known",
    ["FROM nginx:1.27", "ARG WHO", "USER $WHO", COPIED[1] ?? ""],
    "master_process off;\nevents {}\n",
  ],
  [
    "nothing starts nginx",
    [...COPIED, "ENTRYPOINT []", 'CMD ["sleep", "1"]'],
    "master_process off;\nevents {}\n",
  ],
])("is silent when %s", (_name, lines, text) => {
  expect(check(lines, text)).toEqual([]);
});

// What the fixes write.
test.each<[string, Readonly<Record<string, string>>, readonly string[], Readonly<Record<string, string>>]>([
  [
    "the line",
    {
      Dockerfile: "FROM nginx:1.27\nCOPY n.conf /etc/nginx/nginx.conf\n",
      "n.conf": "user nginx;\nmaster_process off;\nevents {}\nhttp { include conf.d/*.conf; }\n",
    },
    ['[unsafe] remove "master_process off;"'],
    { "n.conf": "user nginx;\nevents {}\nhttp { include conf.d/*.conf; }\n" },
  ],
  [
    "whom the README has to name then",
    {
      Dockerfile: "FROM nginx:1.27\nCOPY n.conf /etc/nginx/nginx.conf\n",
      "n.conf": "master_process off;\nuser nginx;\nevents {}\nhttp { include conf.d/*.conf; }\n",
      "README.md": "# web\n\nNginx runs as root.\n",
    },
    ['[unsafe] remove "master_process off;"'],
    {
      "n.conf": "user nginx;\nevents {}\nhttp { include conf.d/*.conf; }\n",
      "README.md": "# web\n\nNginx runs as nginx.\n",
    },
  ],
])("fixes %s", (_name, files, fixes, changed) => {
  expect(mended(masterProcessOff, files)).toEqual({ fixes, changed, left: [] });
});

test.each<[string, Readonly<Record<string, string>>]>([
  [
    "where nothing else keeps nginx in front",
    {
      Dockerfile: 'FROM nginx:1.27\nCOPY n.conf /etc/nginx/nginx.conf\nCMD ["nginx"]\n',
      "n.conf": "user nginx;\nmaster_process off;\nevents {}\nhttp { include conf.d/*.conf; }\n",
    },
  ],
])("leaves to a person: %s", (_name, files) => {
  expect(mended(masterProcessOff, files).fixes).toEqual(["-"]);
});
