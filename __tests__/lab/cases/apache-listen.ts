import type { LabCase, Theme } from "../case.ts";
import { apacheWith } from "./images.ts";

const ports = (name: string, text: string, lines = ""): LabCase =>
  apacheWith(name, `${lines}COPY ports.conf /etc/apache2/ports.conf\n`, { "ports.conf": text });

export const apacheListen: Theme = {
  name: "apache-listen",
  cases: [
    ports("Apache on 8080", "Listen 8080\n"),
    ports("Apache on *:8080", "Listen *:8080\n"),
    ports("Apache on [::]:8080", "Listen [::]:8080\n"),
    ports("Apache on 0.0.0.0:8080", "Listen 0.0.0.0:8080\n"),
    ports("Apache on 127.0.0.1:8080 with a protocol", "Listen 127.0.0.1:8080 http\n"),
    ports("Apache on [::1]:8080", "Listen [::1]:8080\n"),
    ports("Apache on localhost:8080", "Listen localhost:8080\n"),
    ports("Apache on two ports", "Listen 8080\nListen 8081\n"),
    ports("Apache on 0.0.0.0 and [::]", "Listen 0.0.0.0:8080\nListen [::]:8080\n"),
    ports("Apache on an address without a port", "Listen 127.0.0.1\n"),
    ports("Apache on :8080", "Listen :8080\n"),
    ports("Apache on 70000", "Listen 70000\n"),
    ports("Apache on 0", "Listen 0\n"),
    ports("Listen with a comment behind it", "Listen 8080 # web\n"),
    ports("Listen twice", "Listen 8080\nListen 8080\n"),
    ports("Listen twice, spelled differently", "Listen 8080\nListen [::]:8080\n"),
    ports("Listen of every address and of one", "Listen 8080\nListen 127.0.0.1:8080\n"),
    ports("no Listen", "# nothing\n"),
    ports("Listen in lower case", "listen 8080\n"),
    ports(
      "Listen within a module that is not loaded",
      "Listen 8080\n<IfModule ssl_module>\nListen 8443\n</IfModule>\n",
    ),
    ports(
      "Listen within a module that is loaded",
      "Listen 8080\n<IfModule alias_module>\nListen 8081\n</IfModule>\n",
    ),
    ports(
      "Listen within a module by its file",
      "Listen 8080\n<IfModule mod_alias.c>\nListen 8081\n</IfModule>\n",
    ),
    ports(
      "Listen without a module that is not loaded",
      "Listen 8080\n<IfModule !ssl_module>\nListen 8081\n</IfModule>\n",
    ),
    ports(
      "Listen of a module that is enabled by a2enmod",
      "Listen 8080\n<IfModule ssl_module>\nListen 8443\n</IfModule>\n",
      "RUN a2enmod ssl\n",
    ),
    ports(
      "Listen within a directive that is there",
      "Listen 8080\n<IfDirective SSLEngine>\nListen 8443\n</IfDirective>\n",
    ),
    ports(
      "Listen within a file that is there",
      "Listen 8080\n<IfFile /etc/passwd>\nListen 8081\n</IfFile>\n",
    ),
    ports("Listen within a version", "Listen 8080\n<IfVersion >= 2.4>\nListen 8081\n</IfVersion>\n"),
    ports("Listen of a variable of the environment", "Listen ${PORT}\n", "ENV PORT=8081\n"),
    ports("Listen of a variable that is not there", "Listen ${PORT}\n"),
    ports("Listen by Define", "Define PORT 8081\nListen ${PORT}\n"),
    ports("Listen with a word too much", "Listen 8080 http extra\n"),
    ports("Listen misspelled", "Lisen 8080\n"),
    ports("a section that is left open", "Listen 8080\n<IfModule alias_module>\n"),
    apacheWith("sed moves Apache's port", "RUN sed -i 's/80/8080/' /etc/apache2/ports.conf\n"),
    apacheWith(
      "sed moves Apache's port and its site",
      "RUN sed -i 's/Listen 80$/Listen 8080/' /etc/apache2/ports.conf && sed -i 's/:80>/:8080>/' /etc/apache2/sites-available/000-default.conf\n",
    ),
    apacheWith("echo appends a port", "RUN echo 'Listen 8081' >> /etc/apache2/ports.conf\n"),
    apacheWith("ssl enabled by a2enmod", "RUN a2enmod ssl\n"),
    apacheWith(
      "ssl enabled with its site, without a certificate",
      "RUN a2enmod ssl && a2ensite default-ssl\n",
    ),
    apacheWith(
      "ssl enabled by links",
      "RUN cd /etc/apache2/mods-enabled && ln -s ../mods-available/ssl.load . && ln -s ../mods-available/ssl.conf . && ln -s ../mods-available/socache_shmcb.load .\n",
    ),
  ],
};
