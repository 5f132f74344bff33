import { expect, test } from "vitest";
import { phpFpmRoot } from "../../../src/rules/process/php-fpm-root.ts";
import { checkRule } from "../check-rule.ts";

const WEB = "deployment/images/web";
const check = (lines: readonly string[], conf: string) =>
  checkRule(phpFpmRoot, { [`${WEB}/Dockerfile`]: `${lines.join("\n")}\n`, [`${WEB}/p.conf`]: conf });
const OFFICIAL = ["FROM php:8.3-fpm", "COPY p.conf /usr/local/etc/php-fpm.d/www.conf"];
const OTHER = ["FROM php:8.3-fpm", "COPY p.conf /usr/local/etc/php-fpm.d/p.conf"];
const ROOT = (...more: readonly string[]) => [...more, 'CMD ["php-fpm", "-F", "-R"]'];
const unnamed = [`${WEB}/p.conf:1:2-5 pool "www" runs as root: it sets no user, and -R allows it`];

test.each<readonly [string, readonly string[], string, readonly string[]]>([
  ["a pool in place of the stock one", ROOT(...OFFICIAL), "[www]\nlisten=9000\n", unnamed],
  ["the long option", [...OFFICIAL, 'CMD ["php-fpm", "--allow-to-run-as-root"]'], "[www]\n", unnamed],
  ["letters together", [...OFFICIAL, 'CMD ["php-fpm", "-FR"]'], "[www]\n", unnamed],
  ["an empty user", ROOT(...OFFICIAL), "[www]\nuser =\n", unnamed],
  [
    "Alpine's package",
    [
      "FROM alpine:3.20",
      "RUN apk add php83-fpm",
      "COPY p.conf /etc/php83/php-fpm.d/www.conf",
      'CMD ["php-fpm83", "-F", "-R"]',
    ],
    "[www]\n",
    unnamed,
  ],
  [
    "root by its number",
    ROOT(...OTHER),
    "[own]\nuser = 0 ; root\n",
    [`${WEB}/p.conf:2:8-9 pool "own" is set to run as root, and -R allows it`],
  ],
])("reports %s", (_, lines, conf, expected) => {
  expect(check(lines, conf)).toEqual(expected);
});

test.each<readonly [string, readonly string[], string]>([
  ["a user", ROOT(...OFFICIAL), "[www]\nuser = www-data\n"],
  ["a user in quotes", ROOT(...OFFICIAL), '[www]\nuser = "www-data"\n'],
  ["more for the stock pool", ROOT(...OTHER), "[www]\npm.max_children=9\n"],
  ["php-fpm that is not root", ROOT(...OFFICIAL, "USER www-data"), "[www]\n"],
  [
    "php-fpm that gosu starts",
    [...OFFICIAL, "RUN apt-get install -y gosu", 'CMD ["gosu", "www-data", "php-fpm", "-R"]'],
    "[www]\n",
  ],
  ["another file of its own", [...OFFICIAL, 'CMD ["php-fpm", "-R", "-y", "/etc/own.conf"]'], "[www]\n"],
  [
    "a script that writes pools",
    [
      "FROM php:8.3-fpm",
      "COPY p.conf /usr/local/etc/php-fpm.d/www.conf",
      "RUN echo 'sed -i s/a/$X/ /usr/local/etc/php-fpm.d/www.conf; exec php-fpm -R' > /s.sh",
      'CMD ["sh", "/s.sh"]',
    ],
    "[www]\n",
  ],
  ["no -R", OFFICIAL, "[www]\n"],
])("accepts %s", (_, lines, conf) => {
  expect(check(lines, conf)).toEqual([]);
});
