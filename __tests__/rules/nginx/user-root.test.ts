import { expect, test } from "vitest";
import { userRoot } from "../../../src/rules/nginx/user-root.ts";
import { checkRule } from "../check-rule.ts";
import { mended } from "../mended.ts";

const web = "deployment/images/web";

const check = (dockerfile: string, files: Record<string, string>) =>
  checkRule(userRoot, {
    [`${web}/Dockerfile`]: dockerfile,
    ...Object.fromEntries(Object.entries(files).map(([path, text]) => [`${web}/${path}`, text])),
  });
const official = "FROM nginx:1.27\nCOPY n.conf /etc/nginx/nginx.conf\n";
const said = 'nginx workers run as root because of "user root"';

test.each<[string, string, string, readonly string[]]>([
  ["behind http", official, "events {}\nhttp {}\nuser root;\n", [`${web}/n.conf:3:6-10 ${said}`]],
  [
    "by the command",
    `${official}CMD ["nginx", "-g", "user root; daemon off;"]\n`,
    "events {}\n",
    [`${web}/Dockerfile:3:1-46 ${said}`],
  ],
  [
    "by sed in the Dockerfile",
    `${official}RUN sed -i 's/nginx;/root;/' /etc/nginx/nginx.conf\n`,
    "user nginx;\nevents {}\n",
    [`${web}/Dockerfile:3:5-51 ${said}`],
  ],
  ["another user", official, "user nginx;\nevents {}\n", []],
  ["an include that cannot be told", `${official}ENTRYPOINT ["/run.sh"]\n`, "user root;\nevents {}\n", []],
  ["a master that is root is no worker", official, "events {}\n", []],
  ["ROOT is no user", official, "user ROOT;\nevents {}\n", []],
])("%s", (_, dockerfile, conf, expected) => {
  expect(check(dockerfile, { "n.conf": conf })).toEqual(expected);
});

const team = "FROM corp.example/stack:1\nCOPY n.conf /etc/nginx/nginx.conf\n";

test.each<[string, string, string, readonly string[]]>([
  ["the main configuration", team, "user root;\nevents {}\n", [`${web}/n.conf:1:6-10 ${said}`]],
  [
    "by an installer that is not read",
    team.replace("corp.example/stack:1", "debian:12\nRUN apk-install nginx"),
    "user root;\nevents {}\n",
    [`${web}/n.conf:1:6-10 ${said}`],
  ],
  [
    "written by the Dockerfile",
    "FROM corp.example/stack:1\nRUN echo 'user root;' > /etc/nginx/nginx.conf\n",
    "",
    [`${web}/Dockerfile:2:5-46 ${said}`],
  ],
  ["started as another user", `${team}USER 1000\n`, "user root;\nevents {}\n", []],
  ["a file that is not the main one", team.replace("/nginx.conf\n", "/conf.d/x.conf\n"), "user root;\n", []],
  ["in a block", team, "events { user root; }\n", []],
  ["twice, which nginx refuses", team, "user root;\nuser root;\n", []],
  ["another user", team, "user nginx;\nevents {}\n", []],
  ["no nginx at all", team.replace("corp.example/stack:1", "debian:12"), "user root;\nevents {}\n", []],
])("where no nginx is seen: %s", (_, dockerfile, conf, expected) => {
  expect(check(dockerfile, { "n.conf": conf })).toEqual(expected);
});

// What the fixes write.
test.each<
  [string, Readonly<Record<string, string>>, readonly string[], Readonly<Record<string, string>>, string?]
>([
  [
    "the user that the image makes",
    {
      Dockerfile: "FROM nginx:1.27\nRUN useradd --system web\nCOPY n.conf /etc/nginx/nginx.conf\n",
      "n.conf": "user root;\nevents {}\nhttp { include conf.d/*.conf; }\n",
    },
    ["[unsafe] let nginx serve as web, the image's own user"],
    { "n.conf": "user web;\nevents {}\nhttp { include conf.d/*.conf; }\n" },
  ],
  [
    "root's group goes with it, the comment stays",
    {
      Dockerfile: "FROM nginx:1.27\nRUN useradd --system web\nCOPY n.conf /etc/nginx/nginx.conf\n",
      "n.conf": "# who\n\tuser  root root; # not so\r\nevents {}\nhttp { include conf.d/*.conf; }\n",
    },
    ["[unsafe] let nginx serve as web, the image's own user"],
    { "n.conf": "# who\n\tuser  web; # not so\r\nevents {}\nhttp { include conf.d/*.conf; }\n" },
  ],
  [
    "a group of its own stays",
    {
      Dockerfile: "FROM nginx:1.27\nRUN useradd --system web\nCOPY n.conf /etc/nginx/nginx.conf\n",
      "n.conf": "user root nginx;\nevents {}\nhttp { include conf.d/*.conf; }\n",
    },
    ["[unsafe] let nginx serve as web, the image's own user"],
    { "n.conf": "user web nginx;\nevents {}\nhttp { include conf.d/*.conf; }\n" },
  ],
  [
    "Debian's own user",
    {
      Dockerfile:
        'FROM debian:12\nRUN apt-get update && apt-get install -y nginx\nCOPY n.conf /etc/nginx/nginx.conf\nCMD ["nginx", "-g", "daemon off;"]\n',
      "n.conf": "user root;\nevents {}\nhttp { include conf.d/*.conf; }\n",
    },
    ["[unsafe] let nginx serve as www-data, the package's own user"],
    { "n.conf": "user www-data;\nevents {}\nhttp { include conf.d/*.conf; }\n" },
  ],
  [
    "the policy's user",
    {
      Dockerfile:
        "FROM nginx:1.27\nRUN useradd --system web\nRUN useradd --system app\nCOPY n.conf /etc/nginx/nginx.conf\n",
      "n.conf": "user root;\nevents {}\nhttp { include conf.d/*.conf; }\n",
    },
    ["[unsafe] let nginx serve as app, as the policy asks"],
    { "n.conf": "user app;\nevents {}\nhttp { include conf.d/*.conf; }\n" },
    "nginx:\n  user: app\n",
  ],
  [
    "the user's group where it has another name",
    {
      Dockerfile:
        "FROM nginx:1.27\nRUN groupadd www && useradd --system -g www web\nCOPY n.conf /etc/nginx/nginx.conf\n",
      "n.conf": "user root;\nevents {}\nhttp { include conf.d/*.conf; }\n",
    },
    ["[unsafe] let nginx serve as web, the image's own user"],
    { "n.conf": "user web www;\nevents {}\nhttp { include conf.d/*.conf; }\n" },
  ],
  [
    "what the README names",
    {
      Dockerfile: "FROM nginx:1.27\nRUN useradd --system web\nCOPY n.conf /etc/nginx/nginx.conf\n",
      "n.conf": "user root;\nevents {}\nhttp { include conf.d/*.conf; }\n",
      "README.md": "# web\n\nThe workers run as `root`.\n",
    },
    ["[unsafe] let nginx serve as web, the image's own user"],
    {
      "n.conf": "user web;\nevents {}\nhttp { include conf.d/*.conf; }\n",
      "README.md": "# web\n\nThe workers run as `web`.\n",
    },
  ],
  [
    "what the README does not name yet",
    {
      Dockerfile: "FROM nginx:1.27\nRUN useradd --system web\nCOPY n.conf /etc/nginx/nginx.conf\n",
      "n.conf": "user root;\nevents {}\nhttp { include conf.d/*.conf; }\n",
      "README.md": "# web\n\nThe shop.\n",
    },
    ["[unsafe] let nginx serve as web, the image's own user"],
    {
      "n.conf": "user web;\nevents {}\nhttp { include conf.d/*.conf; }\n",
      "README.md": "# web\n\nThe shop.\n\n## User\n\nThe workers of nginx run as `web`.\n",
    },
  ],
  [
    "a file of two images",
    {
      Dockerfile: "FROM nginx:1.27\nCOPY deployment/images/web/n.conf /etc/nginx/nginx.conf\n",
      "/deployment/images/shop/Dockerfile":
        "FROM nginx:1.27\nCOPY deployment/images/web/n.conf /etc/nginx/nginx.conf\n",
      "n.conf": "user root;\nevents {}\nhttp { include conf.d/*.conf; }\n",
    },
    ["[unsafe] let nginx serve as nginx, the package's own user, in shop and web"],
    { "n.conf": "user nginx;\nevents {}\nhttp { include conf.d/*.conf; }\n" },
  ],
])("fixes %s", (_name, files, fixes, changed, policy) => {
  expect(mended(userRoot, files, policy)).toEqual({ fixes, changed, left: [] });
});

test.each<[string, Readonly<Record<string, string>>]>([
  [
    "one of two users",
    {
      Dockerfile:
        "FROM nginx:1.27\nRUN useradd --system web\nRUN useradd app\nCOPY n.conf /etc/nginx/nginx.conf\n",
      "n.conf": "user root;\nevents {}\nhttp { include conf.d/*.conf; }\n",
    },
  ],
  [
    "a line that sed writes",
    {
      Dockerfile:
        "FROM nginx:1.27\nCOPY n.conf /etc/nginx/nginx.conf\nRUN sed -i 's/nginx;/root;/' /etc/nginx/nginx.conf\n",
      "n.conf": "user nginx;\nevents {}\nhttp { include conf.d/*.conf; }\n",
    },
  ],
  [
    "a command",
    {
      Dockerfile:
        'FROM nginx:1.27\nCMD ["nginx", "-g", "user root; daemon off;"]\nCOPY n.conf /etc/nginx/nginx.conf\n',
      "n.conf": "events {}\nhttp { include conf.d/*.conf; }\n",
    },
  ],
])("leaves to a person: %s", (_name, files) => {
  expect(mended(userRoot, files).fixes).toEqual(["-"]);
});
