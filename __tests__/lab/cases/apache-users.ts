import type { LabCase, Theme } from "../case.ts";
import { APACHE, apacheWith } from "./images.ts";

/** A main configuration that depends on nothing but the modules of the package. */
const main = (users: string, listen = "Listen 8080") =>
  `ServerRoot /etc/apache2\nPidFile /var/run/apache2/apache2.pid\nErrorLog /dev/stderr\n${users}Include mods-enabled/*.load\nInclude mods-enabled/*.conf\n${listen}\nServerName web\n`;
const own = (name: string, users: string, lines = "", end?: string): LabCase =>
  apacheWith(
    name,
    `${lines}COPY apache2.conf /etc/apache2/apache2.conf\n`,
    { "apache2.conf": main(users) },
    end,
  );
const both = "User www-data\nGroup www-data\n";
const handed =
  "RUN mkdir -p /var/run/apache2 /var/lock/apache2 && chown -R www-data:www-data /var/run/apache2 /var/log/apache2 /var/lock/apache2\n";
const direct = 'CMD ["apache2", "-D", "FOREGROUND"]\n';

export const apacheUsers: Theme = {
  name: "apache-users",
  cases: [
    apacheWith("Debian's Apache as it comes", ""),
    own("User and Group", both),
    own("User and Group from envvars", "User ${APACHE_RUN_USER}\nGroup ${APACHE_RUN_GROUP}\n"),
    own("User without Group", "User www-data\n"),
    own("Group without User", "Group www-data\n"),
    own("neither User nor Group", ""),
    own("User root", "User root\nGroup root\n"),
    own("User #0", "User #0\nGroup #0\n"),
    own("User by its number", "User #33\nGroup #33\n"),
    own("User by a number that is nobody's", "User #1234\nGroup #1234\n"),
    own("User that does not exist", "User nosuch\nGroup www-data\n"),
    own("Group that does not exist", "User www-data\nGroup nosuch\n"),
    own("Group root", "User www-data\nGroup root\n"),
    own("User in lower case", "user www-data\ngroup www-data\n"),
    own("User twice", "User nobody\nUser www-data\nGroup www-data\n"),
    own("User root, then another", "User root\nUser www-data\nGroup www-data\n"),
    own("User over two lines", "User \\\nwww-data\nGroup www-data\n"),
    own("User in a comment", "# User www-data\n# Group www-data\n"),
    own("User with a comment behind it", "User www-data # the package's\nGroup www-data\n"),
    own("User in quotes", 'User "www-data"\nGroup "www-data"\n'),
    own(
      "User within a module that is there",
      "<IfModule unixd_module>\nUser www-data\nGroup www-data\n</IfModule>\n",
    ),
    own(
      "User within a module that is not there",
      "<IfModule nosuch_module>\nUser www-data\nGroup www-data\n</IfModule>\n",
    ),
    own(
      "User within a name that is not defined",
      "<IfDefine OWN>\nUser www-data\nGroup www-data\n</IfDefine>\n",
    ),
    own(
      "User within a name that is not defined, negated",
      "<IfDefine !OWN>\nUser www-data\nGroup www-data\n</IfDefine>\n",
    ),
    own(
      "User within a name that -D defines",
      "<IfDefine OWN>\nUser www-data\nGroup www-data\n</IfDefine>\n",
      "",
      'CMD ["apachectl", "-D", "FOREGROUND", "-D", "OWN"]\n',
    ),
    own("User by Define", "Define WHO www-data\nUser ${WHO}\nGroup ${WHO}\n"),
    own("User of a variable of the environment", "User ${WHO}\nGroup ${WHO}\n", "ENV WHO=www-data\n"),
    own("User of a variable that is not there", "User ${WHO}\nGroup www-data\n"),
    own("User within a VirtualHost", `${both}<VirtualHost *:8080>\nUser nobody\n</VirtualHost>\n`),
    own("User of an account of the image", "User app\nGroup app\n", "RUN useradd -r -u 905 app\n"),
    apacheWith(
      "ENV against envvars: envvars wins",
      "RUN useradd -r app\nENV APACHE_RUN_USER=app APACHE_RUN_GROUP=app\n",
    ),
    apacheWith(
      "ENV without envvars",
      "ENV APACHE_RUN_USER=nobody APACHE_RUN_GROUP=nogroup APACHE_RUN_DIR=/tmp APACHE_PID_FILE=/tmp/a.pid APACHE_LOG_DIR=/tmp APACHE_LOCK_DIR=/tmp\n",
      {},
      direct,
    ),
    apacheWith("apache2 without envvars and without ENV", "", {}, direct),
    apacheWith(
      "envvars changed by sed",
      "RUN useradd -r -u 905 app && sed -i 's/www-data/app/' /etc/apache2/envvars\n",
    ),
    apacheWith(
      "envvars changed by an appended line",
      "RUN useradd -r -u 905 app && echo 'export APACHE_RUN_USER=app' >> /etc/apache2/envvars\n",
    ),
    apacheWith("envvars copied over, root", "COPY envvars /etc/apache2/envvars\n", {
      envvars:
        "export APACHE_RUN_USER=root\nexport APACHE_RUN_GROUP=root\nexport APACHE_PID_FILE=/var/run/apache2.pid\nexport APACHE_RUN_DIR=/var/run/apache2\nexport APACHE_LOCK_DIR=/var/lock/apache2\nexport APACHE_LOG_DIR=/var/log/apache2\n",
    }),
    apacheWith(
      "envvars with a default of the environment",
      "ENV APACHE_RUN_USER=nobody\nCOPY envvars /etc/apache2/envvars\n",
      {
        envvars:
          "export APACHE_RUN_USER=${APACHE_RUN_USER:-www-data}\nexport APACHE_RUN_GROUP=www-data\nexport APACHE_PID_FILE=/var/run/apache2.pid\nexport APACHE_RUN_DIR=/var/run/apache2\nexport APACHE_LOCK_DIR=/var/lock/apache2\nexport APACHE_LOG_DIR=/var/log/apache2\n",
      },
    ),
    apacheWith(
      "envvars sourced before apache2",
      "",
      {},
      'CMD [". /etc/apache2/envvars && exec apache2 -D FOREGROUND"]\nENTRYPOINT ["/bin/sh", "-c"]\n',
    ),
    apacheWith(
      "User by a fragment in conf-enabled",
      "RUN useradd -r -u 905 app\nCOPY user.conf /etc/apache2/conf-enabled/\n",
      { "user.conf": "User app\nGroup app\n" },
    ),
    apacheWith(
      "User by a fragment that is only available",
      "RUN useradd -r -u 905 app\nCOPY user.conf /etc/apache2/conf-available/\n",
      { "user.conf": "User app\nGroup app\n" },
    ),
    apacheWith(
      "sed makes Debian's User root",
      "RUN sed -i 's/^User .*/User root/' /etc/apache2/apache2.conf\n",
    ),
    apacheWith("sed deletes Debian's User", "RUN sed -i '/^User/d' /etc/apache2/apache2.conf\n"),
    apacheWith(
      "Apache started as www-data, folders handed over",
      `${handed}RUN echo 'Listen 8080' > /etc/apache2/ports.conf\nUSER www-data\n`,
    ),
    apacheWith("started as www-data on a low port, on Docker", `${handed}USER www-data\n`),
    {
      ...apacheWith("started as www-data on a low port, on Kubernetes", `${handed}USER www-data\n`),
      runtime: "kubernetes",
    },
    apacheWith(
      "started as www-data, nothing handed over",
      "RUN echo 'Listen 8080' > /etc/apache2/ports.conf\nUSER www-data\n",
    ),
    own(
      "started as www-data, User of another",
      "User nobody\nGroup nogroup\n",
      handed,
      `USER www-data\nCMD ["apachectl", "-D", "FOREGROUND"]\n`,
    ),
    { name: "Apache is installed and not started", files: { Dockerfile: `${APACHE}CMD ["sleep", "60"]\n` } },
  ],
};
