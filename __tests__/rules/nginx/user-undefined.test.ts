import { expect, test } from "vitest";
import { userUndefined } from "../../../src/rules/nginx/user-undefined.ts";
import { checkRule } from "../check-rule.ts";
import { mended } from "../mended.ts";

const web = "deployment/images/web";

const check = (dockerfile: string, conf: string) =>
  checkRule(userUndefined, { [`${web}/Dockerfile`]: dockerfile, [`${web}/n.conf`]: conf });
const official = "FROM nginx:1.27\nCOPY n.conf /etc/nginx/nginx.conf\n";
const dead = "does not exist in the image: nginx refuses to start";

test.each<[string, string, string, readonly string[]]>([
  ["case counts", official, "user Nginx;\nevents {}\n", [`${web}/n.conf:1:6-11 the user Nginx ${dead}`]],
  [
    "a group of its own",
    official,
    "user nginx web;\nevents {}\n",
    [`${web}/n.conf:1:6-11 the group web ${dead}`],
  ],
  [
    "a user of another stage",
    `FROM debian:12 AS b\nRUN useradd www\n${official}`,
    "user www;\nevents {}\n",
    [`${web}/n.conf:1:6-9 the user www ${dead}`],
  ],
  ["a user of Debian's", official, "user www-data;\nevents {}\n", []],
  [
    "a group that adduser -S does not make",
    'FROM alpine:3.20\nRUN apk add nginx && adduser -S web\nCOPY n.conf /etc/nginx/nginx.conf\nCMD ["nginx", "-g", "daemon off;"]\n',
    "user web;\nevents {}\n",
    [`${web}/n.conf:1:6-9 the group web ${dead}`],
  ],
  [
    "a script that may have made it",
    "FROM nginx:1.27\nRUN curl -s https://x.example/setup | sh\nCOPY n.conf /etc/nginx/nginx.conf\n",
    "user www;\nevents {}\n",
    [],
  ],
  ["started as another user", `${official}USER nginx\n`, "user www;\nevents {}\n", []],
  ["a number is nginx/user-numeric's", official, "user 33;\nevents {}\n", []],
])("%s", (_, dockerfile, conf, expected) => {
  expect(check(dockerfile, conf)).toEqual(expected);
});

// What the fixes write.
test.each<[string, Readonly<Record<string, string>>, readonly string[], Readonly<Record<string, string>>]>([
  [
    "another case",
    {
      Dockerfile: "FROM nginx:1.27\nCOPY n.conf /etc/nginx/nginx.conf\n",
      "n.conf": 'user "Nginx";\nevents {}\nhttp { include conf.d/*.conf; }\n',
    },
    ['[unsafe] write "user nginx;"'],
    { "n.conf": 'user "nginx";\nevents {}\nhttp { include conf.d/*.conf; }\n' },
  ],
  [
    "a slip",
    {
      Dockerfile: "FROM nginx:1.27\nRUN useradd --system website\nCOPY n.conf /etc/nginx/nginx.conf\n",
      "n.conf": "user webiste;\nevents {}\nhttp { include conf.d/*.conf; }\n",
    },
    ['[unsafe] write "user website;"'],
    { "n.conf": "user website;\nevents {}\nhttp { include conf.d/*.conf; }\n" },
  ],
  [
    "the group behind a user",
    {
      Dockerfile:
        "FROM nginx:1.27\nRUN groupadd www && useradd --system -g www web\nCOPY n.conf /etc/nginx/nginx.conf\n",
      "n.conf": "user web;\nevents {}\nhttp { include conf.d/*.conf; }\n",
    },
    ['[safe] write "user web www;"'],
    { "n.conf": "user web www;\nevents {}\nhttp { include conf.d/*.conf; }\n" },
  ],
])("fixes %s", (_name, files, fixes, changed) => {
  expect(mended(userUndefined, files)).toEqual({ fixes, changed, left: [] });
});

test.each<[string, Readonly<Record<string, string>>]>([
  [
    "a name like no other",
    {
      Dockerfile: "FROM nginx:1.27\nCOPY n.conf /etc/nginx/nginx.conf\n",
      "n.conf": "user shop;\nevents {}\nhttp { include conf.d/*.conf; }\n",
    },
  ],
])("leaves to a person: %s", (_name, files) => {
  expect(mended(userUndefined, files).fixes).toEqual(["-"]);
});
