import { expect, test } from "vitest";
import { phpFpmSyntax } from "../../../src/rules/process/php-fpm-syntax.ts";
import { checkRule } from "../check-rule.ts";

const WEB = "deployment/images/web";
const check = (lines: readonly string[], conf: string) =>
  checkRule(phpFpmSyntax, { [`${WEB}/Dockerfile`]: `${lines.join("\n")}\n`, [`${WEB}/p.conf`]: conf });
const OFFICIAL = ["FROM php:8.3-fpm", "COPY p.conf /usr/local/etc/php-fpm.d/www.conf"];
const OTHER = ["FROM php:8.3-fpm", "COPY p.conf /usr/local/etc/php-fpm.d/p.conf"];
const ROOT = (...more: readonly string[]) => [...more, 'CMD ["php-fpm", "-F", "-R"]'];
const said = (place: string, text: string) => [`${WEB}/p.conf:${place} pool ${text}: php-fpm will not start`];

test.each<readonly [string, readonly string[], string, readonly string[]]>([
  ["no user", OFFICIAL, "[www]\nlisten=9000\n", said("1:2-5", '"www" names no user')],
  ["root", OTHER, "[own]\nuser=root\n", said("2:6-10", '"own" is root\'s')],
  [
    "a user that there is not",
    OTHER,
    "[own]\nuser=shop\n",
    said("2:6-10", '"own" names user "shop", which the image does not have'),
  ],
  [
    "a group that there is not",
    OTHER,
    "[own]\nuser=www-data\ngroup=shop\n",
    said("3:7-11", '"own" names group "shop", which the image does not have'),
  ],
  [
    "an owner of the socket with -R",
    ROOT(...OTHER),
    "[own]\nuser=www-data\nlisten.owner=shop\n",
    said("3:14-18", '"own" names user "shop", which the image does not have'),
  ],
])("reports %s", (_, lines, conf, expected) => {
  expect(check(lines, conf)).toEqual(expected);
});

test.each<readonly [string, readonly string[], string]>([
  ["a user of the base", OTHER, "[own]\nuser=www-data\ngroup=www-data\nlisten.owner=root\n"],
  ["a number", OTHER, "[own]\nuser=4321\n"],
  ["a variable", OTHER, "[own]\nuser=${POOL_USER}\n"],
  ["no user with -R", ROOT(...OTHER), "[own]\n"],
  ["php-fpm that is not root", [...OFFICIAL, "USER www-data"], "[www]\nuser=shop\n"],
  [
    "a package that may make the user",
    ["FROM php:8.3-fpm", "RUN apt-get install -y shop", "COPY p.conf /usr/local/etc/php-fpm.d/p.conf"],
    "[own]\nuser=shop\n",
  ],
])("accepts %s", (_, lines, conf) => {
  expect(check(lines, conf)).toEqual([]);
});
