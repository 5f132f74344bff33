import { expect, test } from "vitest";
import { notLoaded } from "../../../src/rules/apache/not-loaded.ts";
import { mended } from "../mended.ts";
import { checkDebian } from "./httpd-image.ts";

const SITE = "<VirtualHost *:80>\nDocumentRoot /srv\n</VirtualHost>\n";
const FILES = {
  files: { "shop.conf": SITE, shop: SITE, "notes.txt": "the shop\n", htaccess: "RewriteEngine On\n" },
};
const LOADS = ["mods-enabled/*.load", "mods-enabled/*.conf", "conf-enabled/*.conf", "sites-enabled/*.conf"]
  .map((path) => `/etc/apache2/${path}`)
  .join(", ");
const said = (place: string, source: string, path: string) =>
  `Dockerfile:${place} deployment/images/web/${source} is copied to ${path}, which Apache does not load; it loads ${LOADS}`;

test.each<readonly [string, readonly string[], readonly string[]]>([
  [
    "a site that is not enabled",
    ["COPY shop.conf /etc/apache2/sites-available/"],
    [said("3:6-15", "shop.conf", "/etc/apache2/sites-available/shop.conf")],
  ],
  [
    "a name without .conf",
    ["COPY shop /etc/apache2/sites-enabled/"],
    [said("3:6-10", "shop", "/etc/apache2/sites-enabled/shop")],
  ],
  [
    "another distribution's folder",
    ["COPY shop.conf /etc/httpd/conf.d/"],
    [said("3:6-15", "shop.conf", "/etc/httpd/conf.d/shop.conf")],
  ],
  [
    "a site that is switched off again",
    ["COPY shop.conf /etc/apache2/sites-available/", "RUN a2ensite shop", "RUN a2dissite shop"],
    [said("3:6-15", "shop.conf", "/etc/apache2/sites-available/shop.conf")],
  ],
])("reports %s", (_name, lines, expected) => {
  expect(checkDebian(notLoaded, lines, FILES)).toEqual(expected);
});

test.each<readonly [string, readonly string[]]>([
  ["a site that is enabled", ["COPY shop.conf /etc/apache2/sites-available/", "RUN a2ensite shop.conf"]],
  [
    "a link",
    [
      "COPY shop.conf /etc/apache2/sites-available/",
      "RUN ln -s ../sites-available/shop.conf /etc/apache2/sites-enabled/",
    ],
  ],
  ["what is no configuration", ["COPY notes.txt /etc/apache2/sites-available/"]],
  [".htaccess", ["COPY htaccess /var/www/html/.htaccess"]],
  [
    "a configuration that is not known to the end",
    ["COPY shop.conf /etc/apache2/sites-available/", "RUN curl -s https://x/y | sh"],
  ],
])("accepts %s", (_name, lines) => {
  expect(checkDebian(notLoaded, lines, FILES)).toEqual([]);
});

test.each([
  ["a file that the command names", "/srv/", "apachectl -D FOREGROUND -f /srv/shop.conf"],
  ["a server that is not started", "/etc/apache2/sites-available/", "sleep infinity"],
])("accepts %s", (_name, folder, start) => {
  expect(checkDebian(notLoaded, [`COPY shop.conf ${folder}`], { ...FILES, start })).toEqual([]);
});

// What the fixes write.
test.each<[string, Readonly<Record<string, string>>, readonly string[], Readonly<Record<string, string>>]>([
  [
    "the folder that is enabled",
    {
      Dockerfile:
        "FROM debian:12\nRUN apt-get install -y apache2\nCOPY s.conf /etc/apache2/sites-available/shop.conf\nCMD apachectl -D FOREGROUND\n",
      "s.conf": "<VirtualHost *:80>\nDocumentRoot /srv\n</VirtualHost>\n",
    },
    ["[unsafe] copy it to /etc/apache2/sites-enabled/shop.conf instead of the default site"],
    {
      Dockerfile:
        "FROM debian:12\nRUN apt-get install -y apache2 && a2dissite 000-default\nCOPY s.conf /etc/apache2/sites-enabled/shop.conf\nCMD apachectl -D FOREGROUND\n",
    },
  ],
])("fixes %s", (_name, files, fixes, changed) => {
  expect(mended(notLoaded, files)).toEqual({ fixes, changed, left: [] });
});
