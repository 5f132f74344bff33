from http.server import HTTPServer, SimpleHTTPRequestHandler

HTTPServer(("", 8081), SimpleHTTPRequestHandler).serve_forever()
