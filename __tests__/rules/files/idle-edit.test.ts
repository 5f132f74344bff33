import { expect, test } from "vitest";
import { idleEdit } from "../../../src/rules/files/idle-edit.ts";
import { checkRule } from "../check-rule.ts";

const FOLDER = "deployment/images/web";
const CONF = "server {\n    listen 80;\n}\n";

function said(lines: string): readonly string[] {
  const files = { [`${FOLDER}/a.conf`]: CONF, [`${FOLDER}/b.conf`]: "# b\n" };
  const dockerfile = `FROM debian:12\nCOPY a.conf b.conf /etc/x/\n${lines}\n`;
  return checkRule(idleEdit, { ...files, [`${FOLDER}/Dockerfile`]: dockerfile });
}

// Each was run with GNU sed 4.9: the files stay as they are.
test.each<[string, string]>([
  ["RUN sed -i 's/listen 8000/listen 8080/' /etc/x/a.conf", "/etc/x/a.conf"],
  ["RUN sed -i -e s/8000/8080/ -e /nobody/d /etc/x/a.conf", "/etc/x/a.conf"],
  ["RUN sed -i '/server {/s/80/8080/' /etc/x/a.conf", "/etc/x/a.conf"],
  ["RUN sed -i s/8000/8080/ /etc/x/a.conf /etc/x/b.conf", "/etc/x/a.conf and 1 more"],
  ["RUN sed -i s/8000/8080/ /etc/x/a.conf || true", "/etc/x/a.conf"],
  ["RUN cd /etc/x && sed -i s/8000/8080/ a.conf && true", "/etc/x/a.conf"],
  ["RUN sed -i s/80/80/ /etc/x/a.conf", "/etc/x/a.conf"],
  ["RUN sed -i.bak 9d /etc/x/a.conf", "/etc/x/a.conf"],
  ["RUN echo 'listen 80;' > /etc/x/c.conf\nRUN sed -i s/8000/8080/ /etc/x/c.conf", "/etc/x/c.conf"],
])("%s", (lines, files) => {
  const line = 3 + lines.split("\n").length - 1;
  const start = lines.split("\n").at(-1)?.indexOf("sed") ?? 0;
  const found = said(lines);
  expect(found.map((one) => one.replace(/-\d+ /, " "))).toEqual([
    `${FOLDER}/Dockerfile:${line}:${start + 1} this sed changes nothing in ${files}`,
  ]);
});

test.each([
  "RUN sed -i s/80/8080/ /etc/x/a.conf",
  "RUN sed -i s/80/8080/ /etc/x/a.conf /etc/x/b.conf",
  "RUN sed -i s/80/8080/ /etc/x/*.conf",
  "RUN sed s/8000/8080/ /etc/x/a.conf",
  "RUN sed -n -i /80/p /etc/x/a.conf",
  "RUN sed -i s/8000/8080/ /etc/x/*.conf",
  'RUN if [ -n "$X" ]; then sed -i s/8000/8080/ /etc/x/a.conf; fi',
  'ARG X\nRUN sed -i "s/$X/8080/" /etc/x/a.conf',
  "RUN for f in a b; do sed -i s/80/8080/ /etc/x/$f.conf; done",
  "RUN echo 'listen 8000;' >> /etc/x/a.conf && sed -i s/8000/8080/ /etc/x/a.conf",
  "RUN cat /other >> /etc/x/a.conf; sed -i s/8000/8080/ /etc/x/a.conf",
  "RUN make-conf /etc/x/a.conf && sed -i s/8000/8080/ /etc/x/a.conf",
  "RUN apt-get install -y nginx && sed -i s/nothing/x/ /etc/nginx/nginx.conf",
  "RUN sed -i s/nothing/x/ /etc/passwd",
  "RUN sed -i 's/\\r$//' /etc/x/a.conf",
  "RUN sed -i 's/\\r//g' /etc/x/a.conf",
  "RUN sed -i -e 's/[[:space:]]*$//' /etc/x/b.conf",
  "RUN --mount=type=bind,source=a.conf,target=/etc/x/a.conf,rw sed -i s/8000/8080/ /etc/x/a.conf",
])("%s: it changes something, or nobody can tell", (lines) => {
  expect(said(lines)).toEqual([]);
});
