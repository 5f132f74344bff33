import { apacheRhel } from "./apache.ts";
import type { ServerInstall } from "./install.ts";
import { nginxRhel } from "./nginx.ts";

// github.com/sclorg/nginx-container, 1.20 to 1.26, and httpd-container, 2.4: they edit the package's configuration for uid 1001
// on 8080. What their build does with the main files is told here as its result.

/** UBI's nginx images: no user line, port 8080, includes and web root under /opt/app-root. */
export const nginxUbi: ServerInstall = {
  ...nginxRhel,
  title: "UBI's nginx image",
  files: {
    ...nginxRhel.files,
    "/etc/nginx/nginx.conf": (nginxRhel.files["/etc/nginx/nginx.conf"] ?? "")
      .replace("user nginx;\n", "")
      .replace("listen 80;", "listen 8080 default_server;")
      .replace("listen [::]:80;", "listen [::]:8080 default_server;")
      .replace("/etc/nginx/conf.d/", "/opt/app-root/etc/nginx.d/")
      .replace("/etc/nginx/default.d/", "/opt/app-root/etc/nginx.default.d/")
      .replace("/usr/share/nginx/html", "/opt/app-root/src"),
  },
  folders: [
    ...nginxRhel.folders,
    "/opt/app-root/etc/nginx.d",
    "/opt/app-root/etc/nginx.default.d",
    "/opt/app-root/src",
  ],
  owners: {
    "/etc/nginx/nginx.conf": "default",
    "/opt/app-root": "default",
    "/var/lib/nginx": "default",
    "/var/log/nginx": "default",
  },
};

/** UBI's httpd images: 8080 and 8443, on IPv4 alone up to 2026-04, as whoever the container is. */
export const apacheUbi: ServerInstall = {
  ...apacheRhel,
  title: "UBI's httpd image",
  files: {
    ...apacheRhel.files,
    "/etc/httpd/conf/httpd.conf": `${(apacheRhel.files["/etc/httpd/conf/httpd.conf"] ?? "")
      .replace("Listen 80\n", "Listen 8080\n")
      .replace("User apache", "User default")
      .replace("Group apache", "Group root")
      .replace('ErrorLog "logs/error_log"', "ErrorLog |/usr/bin/cat")
      .replace("/var/www/html", "/opt/app-root/src")}IncludeOptional /opt/app-root/etc/httpd.d/*.conf\n`,
    "/etc/httpd/conf.d/ssl.conf": "Listen 8443 https\n",
  },
  folders: [...apacheRhel.folders, "/opt/app-root/etc/httpd.d", "/opt/app-root/src", "/run/httpd"],
  // httpd-prepare; /run/httpd is everybody's there.
  owners: {
    "/opt/app-root": "default",
    "/run/httpd": "default",
    "/var/log/httpd": "default",
    "/var/www": "default",
  },
};
