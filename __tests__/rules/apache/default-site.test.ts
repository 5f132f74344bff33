import { expect, test } from "vitest";
import { defaultSite } from "../../../src/rules/apache/default-site.ts";
import { mended } from "../mended.ts";
import { checkDebian, checkHttpd } from "./httpd-image.ts";

const SITE = { files: { "shop.conf": "<VirtualHost *:80>\nDocumentRoot /srv\n</VirtualHost>\n" } };
const BOTH =
  "Dockerfile:2:5-31 default site /etc/apache2/sites-available/000-default.conf is served next to the image's own";

test.each<readonly [string, readonly string[], readonly string[]]>([
  ["a site beside it", ["COPY shop.conf /etc/apache2/sites-enabled/"], [BOTH]],
  [
    "a site that a2ensite enables",
    ["COPY shop.conf /etc/apache2/sites-available/", "RUN a2ensite shop"],
    [BOTH],
  ],
  [
    "a link",
    ["COPY shop.conf /srv/", "RUN ln -s /srv/shop.conf /etc/apache2/sites-enabled/shop.conf"],
    [BOTH],
  ],
  [
    "another that is switched off",
    ["COPY shop.conf /etc/apache2/sites-enabled/", "RUN a2dissite default-ssl"],
    [BOTH],
  ],
  // Apache 2.4.68 of Debian 12: "ERROR: Site default does not exist!"
  [
    "a site that there is not, switched off",
    ["COPY shop.conf /etc/apache2/sites-enabled/", "RUN a2dissite default; true"],
    [BOTH],
  ],
])("reports %s", (_name, lines, expected) => {
  expect(checkDebian(defaultSite, lines, SITE)).toEqual(expected);
});

test.each<readonly [string, readonly string[]]>([
  ["nothing else", []],
  ["a site that is not loaded", ["COPY shop.conf /etc/apache2/sites-available/"]],
  ["a2dissite", ["COPY shop.conf /etc/apache2/sites-enabled/", "RUN a2dissite 000-default"]],
  [
    "rm of the link",
    ["COPY shop.conf /etc/apache2/sites-enabled/", "RUN rm -f /etc/apache2/sites-enabled/*default*"],
  ],
  ["a site over it", ["COPY shop.conf /etc/apache2/sites-enabled/000-default.conf"]],
  ["a site over its file", ["COPY shop.conf /etc/apache2/sites-available/000-default.conf"]],
])("accepts %s", (_name, lines) => {
  expect(checkDebian(defaultSite, lines, SITE)).toEqual([]);
});

test("the official image has no default site", () => {
  const config = ["User www-data", "Group www-data", "Listen 80", "<VirtualHost *:80>", "</VirtualHost>"];
  expect(checkHttpd(defaultSite, config)).toEqual([]);
});

test("a server that is not started serves nothing", () => {
  const lines = ["COPY shop.conf /etc/apache2/sites-enabled/"];
  expect(checkDebian(defaultSite, lines, { ...SITE, start: "sleep infinity" })).toEqual([]);
});

// What the fixes write.
test.each<[string, Readonly<Record<string, string>>, readonly string[], Readonly<Record<string, string>>]>([
  [
    "behind the installation",
    {
      Dockerfile:
        "FROM debian:12\nRUN set -eux; \\\n\tapt-get update; \\\n\tapt-get install -y apache2; \\\n\trm -rf /var/lib/apt/lists/*\nCOPY s.conf /etc/apache2/sites-enabled/\nCMD apachectl -D FOREGROUND\n",
      "s.conf": "<VirtualHost *:80>\nDocumentRoot /srv\n</VirtualHost>\n",
    },
    ["[safe] remove the default site /etc/apache2/sites-enabled/000-default.conf"],
    {
      Dockerfile:
        "FROM debian:12\nRUN set -eux; \\\n\tapt-get update; \\\n\tapt-get install -y apache2; \\\n\ta2dissite 000-default; \\\n\trm -rf /var/lib/apt/lists/*\nCOPY s.conf /etc/apache2/sites-enabled/\nCMD apachectl -D FOREGROUND\n",
    },
  ],
])("fixes %s", (_name, files, fixes, changed) => {
  expect(mended(defaultSite, files)).toEqual({ fixes, changed, left: [] });
});
