import { expect, test } from "vitest";
import { imageFacts } from "../image-facts.ts";

const UNKNOWN = "unknown base image corp.example/stack:1";
const TEAM = "FROM corp.example/stack:1\n";
const CONF = { "nginx.conf": "events {}\nhttp {}\n" };

/** Why the servers of an image cannot be told; "none" where it surely has none. */
const servers = (files: Parameters<typeof imageFacts>[0]) => {
  const [image] = imageFacts(files);
  return image?.unknown.find(({ fact }) => fact === "servers")?.why ?? "none";
};

test.each<[why: string, dockerfile: string, expected: string]>([
  ["the base's own command", `${TEAM}COPY index.php /app/\n`, UNKNOWN],
  ["a copy into its folder", `${TEAM}COPY nginx.conf /etc/nginx/\nCMD ["node", "app.js"]\n`, UNKNOWN],
  [
    "a copy into a fork's folder",
    `${TEAM}COPY nginx.conf /usr/local/openresty/nginx/conf/\nCMD ["node"]\n`,
    UNKNOWN,
  ],
  ["an edit", `${TEAM}RUN sed -i 's/80/81/' /etc/apache2/ports.conf\nCMD ["node", "app.js"]\n`, UNKNOWN],
  [
    "a redirection",
    `${TEAM}RUN echo 'daemon off;' >> /etc/nginx/nginx.conf\nCMD ["node", "app.js"]\n`,
    UNKNOWN,
  ],
  ["another program is started", `${TEAM}CMD ["node", "app.js"]\n`, "none"],
  [
    "an installer that is not read",
    'FROM debian:12\nRUN install-packages nginx\nCMD ["node"]\n',
    'what "install-packages" does with "nginx" is unknown',
  ],
  [
    "a package manager that is not read",
    'FROM alpine:3.20\nRUN pacman -S --noconfirm apache2\nCMD ["node"]\n',
    'what "pacman" does with "apache2" is unknown',
  ],
  [
    "a package of which nothing is known",
    'FROM photon:5.0\nRUN tdnf install -y httpd\nCMD ["node"]\n',
    "how Photon's package installs Apache is unknown",
  ],
  [
    "a package that is only downloaded",
    'FROM photon:5.0\nRUN tdnf -y --downloadonly install httpd && apt-get install -yd nginx\nCMD ["node"]\n',
    "none",
  ],
  [
    "a user of its name",
    'FROM debian:12\nRUN useradd nginx && chown nginx /srv && su nginx\nCMD ["node"]\n',
    "none",
  ],
  ["a word that is printed", 'FROM debian:12\nRUN echo nginx > /srv/x\nCMD ["node"]\n', "none"],
  [
    "configuration alone, on a base without a server",
    'FROM debian:12\nCOPY nginx.conf /etc/nginx/\nCMD ["node"]\n',
    "none",
  ],
])("%s", (_, dockerfile, expected) => {
  expect(servers({ Dockerfile: dockerfile, ...CONF, "index.php": "" })).toBe(expected);
});

test("a mount into its folder", () => {
  expect(
    servers({
      Dockerfile: `${TEAM}CMD ["node", "app.js"]\n`,
      "/compose.yml":
        "services:\n  web:\n    build: deployment/images/web\n    volumes: ['./conf:/etc/nginx/conf.d']\n",
    }),
  ).toBe(UNKNOWN);
});
